/** The steps of the wizard: where one is, and where something is wrong. */
import { FormattedMessage, useIntl } from "react-intl";

import "../campaigns.css";
import { type Step, STEPS } from "../steps";

interface Props {
  readonly current: Step;
  readonly faults: ReadonlyMap<Step, number>;
  readonly onGo: (step: Step) => void;
}

export function StepList({ current, faults, onGo }: Props) {
  const intl = useIntl();
  return (
    <nav aria-label={intl.formatMessage({ id: "campaigns.steps" })}>
      <ol className="crm-campaign-steps">
        {STEPS.map((step) => {
          const count = faults.get(step) ?? 0;
          return (
            <li key={step}>
              <button
                type="button"
                className="crm-campaign-steps__step"
                aria-current={step === current ? "step" : undefined}
                onClick={() => {
                  onGo(step);
                }}
              >
                <FormattedMessage id={`campaigns.step.${step}`} />
                {count > 0 && (
                  <>
                    {" "}
                    <strong>
                      <FormattedMessage id="campaigns.faults" values={{ count }} />
                    </strong>
                  </>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
