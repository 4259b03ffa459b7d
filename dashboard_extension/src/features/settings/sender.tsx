/** From whom messages come, and when they rest. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsSendingDocument,
  SettingsSendingUpdateDocument,
  type SettingsSendingQuery,
} from "../../api/generated/settings";
import { QueryView, Section, SelectField, TextArea, TextField } from "../../ui";
import { LANGUAGES } from "./languages";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

type Sending = SettingsSendingQuery["crmSendingSettings"];

interface SenderChoices {
  senderName: string;
  senderAddress: string;
  replyTo: string;
  postalAddress: string;
  quietFrom: string;
  quietUntil: string;
  timeZone: string;
  language: string;
}

export function SenderSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsSendingDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.sender" })}>
      <QueryView query={query}>{(data) => <SenderForm saved={data.crmSendingSettings} reload={query.retry} />}</QueryView>
    </Section>
  );
}

function SenderForm({ saved, reload }: { saved: Sending; reload: () => void }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsSendingUpdateDocument);
  const draft = useSavedChoices(
    choices(saved),
    ({ quietFrom, quietUntil, ...values }, version) =>
      run({
        version,
        // All choices go together: what is left out would return to its default.
        input: {
          ...values,
          quietFrom: quietFrom || null,
          quietUntil: quietUntil || null,
          defaultChannels: saved.defaultChannels,
        },
      }),
    { version: saved.version, reload },
  );
  const text = (name: keyof SenderChoices) => ({
    label: intl.formatMessage({ id: `settings.${name}` }),
    value: draft.values[name],
    error: draft.errorOf(name),
    onChange: (value: string) => {
      draft.change({ [name]: value });
    },
  });
  return (
    <SavedForm draft={draft} isSaving={fetching} label={intl.formatMessage({ id: "settings.sender" })}>
      <TextField {...text("senderName")} help={<FormattedMessage id="settings.senderNameHelp" />} />
      <TextField {...text("senderAddress")} type="email" help={<FormattedMessage id="settings.senderAddressHelp" />} />
      <TextField {...text("replyTo")} type="email" help={<FormattedMessage id="settings.replyToHelp" />} />
      <TextArea {...text("postalAddress")} rows={3} help={<FormattedMessage id="settings.postalAddressHelp" />} />
      <div className="crm-settings__row">
        <TextField {...text("quietFrom")} type="time" help={<FormattedMessage id="settings.quietHelp" />} />
        <TextField {...text("quietUntil")} type="time" help={<FormattedMessage id="settings.quietUntilHelp" />} />
      </div>
      <TextField {...text("timeZone")} placeholder="Europe/Rome" help={<FormattedMessage id="settings.timeZoneHelp" />} />
      <SelectField
        {...text("language")}
        help={<FormattedMessage id="settings.languageHelp" />}
        options={languages(saved.language).map((code) => ({
          value: code,
          label: new Intl.DisplayNames([intl.locale], { type: "language" }).of(code) ?? code,
        }))}
      />
    </SavedForm>
  );
}

function choices(saved: Sending): SenderChoices {
  return {
    senderName: saved.senderName,
    senderAddress: saved.senderAddress,
    replyTo: saved.replyTo,
    postalAddress: saved.postalAddress,
    quietFrom: saved.quietFrom ?? "",
    quietUntil: saved.quietUntil ?? "",
    timeZone: saved.timeZone,
    language: saved.language,
  };
}

function languages(current: string): string[] {
  return [...new Set([current, ...LANGUAGES])].filter((code) => code !== "");
}
