/** Compares the campaign with the shop; each fault leads to its step. */
import { FormattedMessage, useIntl } from "react-intl";

import { Button, Section } from "../../../ui";
import { type Step, stepOfField } from "../steps";
import type { Review } from "./useReview";

interface Props {
  readonly review: Review;
  readonly onGo: (step: Step) => void;
}

export function CheckSection({ review, onGo }: Props) {
  const intl = useIntl();
  const { campaign, problems } = review;
  return (
    <Section
      title={intl.formatMessage({ id: "campaigns.checking" })}
      actions={
        <Button isBusy={review.isChecking} onClick={() => void review.check()}>
          <FormattedMessage id="campaigns.check" />
        </Button>
      }
    >
      <div aria-live="polite">
        {review.isChecked && campaign && (
          <p>
            <FormattedMessage id="campaigns.checked" values={{ people: campaign.checkedPeople ?? 0 }} />
          </p>
        )}
        {problems && problems.length > 0 && <Problems problems={problems} onGo={onGo} />}
      </div>
    </Section>
  );
}

interface ProblemsProps {
  readonly problems: NonNullable<Review["problems"]>;
  readonly onGo: (step: Step) => void;
}

function Problems({ problems, onGo }: ProblemsProps) {
  const intl = useIntl();
  return (
    <div role="alert">
      <p>
        <FormattedMessage id="campaigns.problems" values={{ count: problems.length }} />
      </p>
      <ul>
        {problems.map(({ field, message }) => {
          const step = stepOfField(field ?? "");
          return (
            <li key={`${field ?? ""} ${message}`}>
              {message}{" "}
              {step !== "review" && (
                <Button
                  tone="tertiary"
                  onClick={() => {
                    onGo(step);
                  }}
                >
                  <FormattedMessage
                    id="campaigns.go_to"
                    values={{ step: intl.formatMessage({ id: `campaigns.step.${step}` }) }}
                  />
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
