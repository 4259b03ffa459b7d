/** The way of a campaign: who did what, and why it did something by itself. */
import { FormattedMessage, useIntl } from "react-intl";

import { DateTime } from "../../../i18n";
import { Section } from "../../../ui";
import { authorOf, wordOf } from "../words";
import type { Campaign } from "./CampaignPage";

export function History({ steps }: { readonly steps: Campaign["steps"] }) {
  const intl = useIntl();
  return (
    <Section title={intl.formatMessage({ id: "campaigns.tab.history" })}>
      <ol className="crm-stack">
        {steps.map((step) => (
          <li key={`${step.at} ${step.toState}`}>
            <DateTime value={step.at} />
            {": "}
            <strong>{wordOf(intl, "state", step.toState)}</strong>{" "}
            <FormattedMessage
              id="campaigns.step_by"
              values={{ author: authorOf(intl, step.author), version: step.version }}
            />
            {step.reason && ` ${wordOf(intl, "reason", step.reason)}`} {step.detail}
          </li>
        ))}
      </ol>
    </Section>
  );
}
