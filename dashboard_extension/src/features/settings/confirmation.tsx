/** Whether people confirm by a link what they have agreed to; takes effect at once. */
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsConfirmationDocument,
  SettingsConfirmationSetDocument,
  type SettingsConfirmationQuery,
} from "../../api/generated/settings";
import { FormErrors, QueryView, Section, SwitchField, useToast } from "../../ui";
import { mediaOf, useMediumName } from "./media";
import type { Answer } from "./use-saved-choices";

/** What is shown in the storefront itself needs nobody's address, and so no link. */
const WITHOUT_ADDRESS = "onsite";

export function ConfirmationSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsConfirmationDocument, {});
  return (
    <Section
      title={intl.formatMessage({ id: "settings.confirmation" })}
      text={<FormattedMessage id="settings.confirmationText" />}
    >
      <QueryView query={query}>{(data) => <Switches data={data} />}</QueryView>
    </Section>
  );
}

function Switches({ data }: { data: SettingsConfirmationQuery }) {
  const intl = useIntl();
  const toast = useToast();
  const mediumName = useMediumName();
  const [run, { fetching }] = useCrmMutation(SettingsConfirmationSetDocument);
  const [refusal, setRefusal] = useState<Answer | null>(null);
  const demanding = new Set(data.crmChannelPolicies.filter((one) => one.doubleOptIn).map((one) => one.channel));

  const set = async (channel: string, doubleOptIn: boolean) => {
    const answer = await run({ channel, doubleOptIn });
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) toast({ status: "success", title: intl.formatMessage({ id: "settings.saved" }) });
  };

  return (
    <>
      <FormErrors answer={refusal} />
      {[...mediaOf(data.crmChannelTypes)]
        .filter(([medium]) => medium !== WITHOUT_ADDRESS)
        .map(([medium, label]) => (
          <SwitchField
            key={medium}
            label={intl.formatMessage({ id: "settings.confirms" }, { medium: mediumName(medium, label) })}
            help={<FormattedMessage id="settings.confirmsHelp" />}
            isDisabled={fetching}
            value={demanding.has(medium)}
            onChange={(isOn) => {
              void set(medium, isOn);
            }}
          />
        ))}
    </>
  );
}
