/** From whom messages come, and when they rest. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsSendingDocument,
  SettingsSendingUpdateDocument,
  type SettingsSendingQuery,
} from "../../api/generated/settings";
import { QueryView, Section, SelectField, Stack, TextArea, TextField } from "../../ui";
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
      <QueryView query={query}>{(data) => <SenderForm saved={data.crmSendingSettings} />}</QueryView>
    </Section>
  );
}

function SenderForm({ saved }: { saved: Sending }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsSendingUpdateDocument);
  const draft = useSavedChoices(choices(saved), ({ quietFrom, quietUntil, ...values }) =>
    run({
      // All choices go together: what is left out would return to its default.
      input: {
        ...values,
        quietFrom: quietFrom || null,
        quietUntil: quietUntil || null,
        defaultChannels: saved.defaultChannels,
      },
    }),
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
      <TextField {...text("senderName")} />
      <TextField {...text("senderAddress")} type="email" />
      <TextField {...text("replyTo")} type="email" />
      <TextArea {...text("postalAddress")} rows={3} help={<FormattedMessage id="settings.postalAddressHelp" />} />
      <Stack isRow>
        <TextField {...text("quietFrom")} placeholder="21:00" help={<FormattedMessage id="settings.quietHelp" />} />
        <TextField {...text("quietUntil")} placeholder="08:00" />
      </Stack>
      <TextField {...text("timeZone")} placeholder="Europe/Rome" />
      <SelectField
        {...text("language")}
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
