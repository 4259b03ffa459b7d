/** The steps of the wizard around one draft. */
import { type ReactNode, useEffect, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useSearchParams } from "react-router";

import { Button, Page } from "../../../ui";
import type { CampaignDraft } from "../definition";
import { faultsByStep, isStep, type Step, STEPS } from "../steps";
import { AudienceStep } from "./AudienceStep";
import { Conflict } from "./Conflict";
import { ContentStep } from "./ContentStep";
import { GoalStep } from "./GoalStep";
import { OfferStep } from "./OfferStep";
import { ReviewStep } from "./ReviewStep";
import { SaveNote } from "./SaveNote";
import { ScheduleStep } from "./ScheduleStep";
import { StepList } from "./StepList";
import type { StepProps } from "./stepProps";
import { type Campaign, useWizard, type Wizard } from "./useWizard";

interface Props extends Pick<StepProps, "choices" | "templates" | "segments"> {
  readonly campaign: Campaign | null;
  readonly begin: CampaignDraft;
  readonly approvalAbove: number | null;
  readonly onMade: (id: string) => void;
  readonly reload: () => void;
}

export function WizardForm({ campaign, begin, approvalAbove, onMade, reload, ...known }: Props) {
  const intl = useIntl();
  const wizard = useWizard(campaign, begin);
  const { step, go } = useStep(wizard, campaign, onMade);
  const { state, draft } = wizard;
  const props: StepProps = { wizard, ...known, errors: state.fieldErrors };
  const panels: Readonly<Record<Step, () => ReactNode>> = {
    goal: () => <GoalStep {...props} />,
    audience: () => <AudienceStep {...props} />,
    content: () => <ContentStep {...props} />,
    offer: () => <OfferStep {...props} />,
    schedule: () => <ScheduleStep {...props} />,
    review: () => <ReviewStep {...props} approvalAbove={approvalAbove} onGo={go} />,
  };
  return (
    <Page
      title={draft.name.trim() || intl.formatMessage({ id: "campaigns.new" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "campaigns.title" }), to: "/campaigns" }]}
      actions={<SaveNote wizard={wizard} />}
    >
      {state.status === "conflict" && <Conflict wizard={wizard} reload={reload} />}
      <StepList current={step} faults={faultsByStep(state.fieldErrors)} onGo={go} />
      <StepPanel key={step} step={step}>
        {panels[step]()}
      </StepPanel>
      <BackAndNext step={step} onGo={go} />
    </Page>
  );
}

/** The step stands in the address, and the id of a new campaign beside it: a reload finds both again. */
function useStep(wizard: Wizard, campaign: Campaign | null, onMade: (id: string) => void) {
  const [address, setAddress] = useSearchParams();
  const asked = address.get("step");
  const madeId = campaign ? null : (wizard.state.saved?.id ?? null);
  useEffect(() => {
    if (madeId === null) return;
    onMade(madeId);
    setAddress((before) => withPart(before, "campaign", madeId), { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- told once: the id of a campaign never changes
  }, [madeId]);
  const go = (to: Step) => {
    setAddress((before) => withPart(before, "step", to));
  };
  const step: Step = isStep(asked) ? asked : "goal";
  return { step, go };
}

interface MoveProps {
  readonly step: Step;
  readonly onGo: (step: Step) => void;
}

function BackAndNext({ step, onGo }: MoveProps) {
  const place = STEPS.indexOf(step);
  const [before, after] = [STEPS[place - 1], STEPS[place + 1]];
  return (
    <div className="crm-row">
      {before && (
        <Button
          onClick={() => {
            onGo(before);
          }}
        >
          <FormattedMessage id="campaigns.back" />
        </Button>
      )}
      {after && (
        <Button
          tone="primary"
          onClick={() => {
            onGo(after);
          }}
        >
          <FormattedMessage id="campaigns.next" />
        </Button>
      )}
    </div>
  );
}

/** Takes the focus when the step changes, so that a reader is told where it is. */
function StepPanel({ step, children }: { readonly step: Step; readonly children: ReactNode }) {
  const intl = useIntl();
  const panel = useRef<HTMLDivElement>(null);
  const [address] = useSearchParams();
  const isAsked = address.has("step");
  useEffect(() => {
    if (isAsked) panel.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the step comes onto the screen
  }, []);
  return (
    <div
      ref={panel}
      tabIndex={-1}
      role="group"
      className="crm-stack crm-campaign-step"
      aria-label={intl.formatMessage({ id: `campaigns.step.${step}` })}
    >
      {children}
    </div>
  );
}

function withPart(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const after = new URLSearchParams(before);
  after.set(name, value);
  return after;
}
