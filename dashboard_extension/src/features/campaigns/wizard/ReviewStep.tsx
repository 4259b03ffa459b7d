/** What the campaign says, what speaks against it, what it would do; then it is scheduled. */
import { FormattedMessage, useIntl } from "react-intl";

import { Button, Section } from "../../../ui";
import { DryRunPanel } from "../DryRunPanel";
import { isSavable } from "../definition";
import type { Step } from "../steps";
import { CheckSection } from "./CheckSection";
import { ScheduleSection } from "./ScheduleSection";
import type { StepProps } from "./stepProps";
import { Summary } from "./Summary";
import { useReview } from "./useReview";
import type { Wizard } from "./useWizard";

interface Props extends StepProps {
  readonly approvalAbove: number | null;
  readonly onGo: (step: Step) => void;
}

export function ReviewStep(props: Props) {
  const { wizard, approvalAbove, onGo } = props;
  const id = wizard.state.saved?.id;
  const isKnown = id !== undefined && isSavable(wizard.draft);
  return (
    <>
      <Summary {...props} />
      {isKnown && !wizard.isAutomatic && <Changing wizard={wizard} />}
      {isKnown && wizard.isAutomatic && <Steering wizard={wizard} id={id} approvalAbove={approvalAbove} onGo={onGo} />}
      {!isKnown && (
        <p role="status">
          <FormattedMessage id="campaigns.save.incomplete" />
        </p>
      )}
    </>
  );
}

type SteeringProps = Pick<Props, "wizard" | "approvalAbove" | "onGo"> & { readonly id: string };

function Steering({ wizard, id, approvalAbove, onGo }: SteeringProps) {
  const review = useReview(wizard, id);
  return (
    <>
      <CheckSection review={review} onGo={onGo} />
      <DryRunPanel id={id} version={review.version} />
      <ScheduleSection review={review} name={wizard.draft.name} approvalAbove={approvalAbove} />
    </>
  );
}

function Changing({ wizard }: { readonly wizard: Wizard }) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "campaigns.changing" })}>
      <p>
        <FormattedMessage id="campaigns.changing_text" />
      </p>
      <Button tone="primary" onClick={() => void wizard.saver.flush()} disabled={wizard.state.status === "saved"}>
        <FormattedMessage id="campaigns.save_now" />
      </Button>
    </Section>
  );
}
