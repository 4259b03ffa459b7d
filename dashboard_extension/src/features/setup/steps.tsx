/** Five steps, each green, or red with what to do. */
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { CrmSetupStepEnum, SetupStandingQuery } from "../../api/generated/setup";
import { Chip, LinkButton } from "../../ui";

type Step = SetupStandingQuery["crmSetup"]["steps"][number];

/** Where a step is done, for those that are done in the pages. */
const PLACES: Partial<Record<CrmSetupStepEnum, string>> = { PROGRAM: "/loyalty", POINTS: "/stuck" };

export function Steps({ steps }: { steps: readonly Step[] }) {
  const intl = useIntl();
  return (
    <ol className="crm-stack" aria-live="polite" aria-label={intl.formatMessage({ id: "setup.steps" })}>
      {steps.map((step) => (
        <li key={step.step}>
          <StepItem step={step} />
        </li>
      ))}
    </ol>
  );
}

function StepItem({ step }: { step: Step }) {
  const place = PLACES[step.step];
  return (
    <div className="crm-stack">
      <div className="crm-row">
        <strong>
          <FormattedMessage id={`setup.step.${step.step}`} />
        </strong>
        <Chip tone={step.isDone ? "success" : "critical"}>
          <FormattedMessage id={step.isDone ? "setup.done" : "setup.lacking"} />
        </Chip>
      </div>
      {!step.isDone && (
        <p>
          <Remedy step={step} />
        </p>
      )}
      {!step.isDone && place !== undefined && (
        <p>
          <LinkButton to={place}>
            <FormattedMessage id={`setup.open.${step.step}`} />
          </LinkButton>
        </p>
      )}
    </div>
  );
}

/** A server that is newer than these pages may name something that they have no words for: then its own. */
function Remedy({ step }: { step: Step }) {
  const intl = useIntl();
  const id = `setup.lack.${step.lack ?? ""}`;
  if (!(id in intl.messages)) return step.remedy;
  return <FormattedMessage id={id} values={{ command }} />;
}

function command(parts: ReactNode) {
  return <code>{parts}</code>;
}
