/** Choices of a number or two: people's data, and approval of campaigns. */
import { FormattedMessage, useIntl } from "react-intl";
import { useCrmMutation, useCrmQuery } from "../../api";
import {
  SettingsCampaignsDocument,
  SettingsCampaignsUpdateDocument,
  SettingsPrivacyDocument,
  SettingsPrivacyUpdateDocument,
  type SettingsCampaignsQuery,
  type SettingsPrivacyQuery,
} from "../../api/generated/settings";
import { CheckboxField, NumberField, QueryView, Section } from "../../ui";
import { SavedForm } from "./saved-form";
import { useSavedChoices } from "./use-saved-choices";

export function PrivacySettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsPrivacyDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.privacy" })}>
      <QueryView query={query}>{(data) => <PrivacyForm saved={data.crmPrivacySettings} />}</QueryView>
    </Section>
  );
}

function PrivacyForm({ saved }: { saved: SettingsPrivacyQuery["crmPrivacySettings"] }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsPrivacyUpdateDocument);
  const draft = useSavedChoices<{ keepClosedAccountsDays: number | null; asksBeforeInferring: boolean }>(saved, run);
  return (
    <SavedForm draft={draft} isSaving={fetching} label={intl.formatMessage({ id: "settings.privacy" })}>
      <NumberField
        label={intl.formatMessage({ id: "settings.keepClosed" })}
        help={<FormattedMessage id="settings.keepClosedHelp" />}
        unit={<FormattedMessage id="settings.days" />}
        min={0}
        max={3650}
        value={draft.values.keepClosedAccountsDays}
        error={draft.errorOf("keepClosedAccountsDays")}
        onChange={(keepClosedAccountsDays) => {
          draft.change({ keepClosedAccountsDays });
        }}
      />
      <CheckboxField
        label={intl.formatMessage({ id: "settings.asksBeforeInferring" })}
        help={<FormattedMessage id="settings.asksBeforeInferringHelp" />}
        value={draft.values.asksBeforeInferring}
        onChange={(asksBeforeInferring) => {
          draft.change({ asksBeforeInferring });
        }}
      />
    </SavedForm>
  );
}

export function CampaignSettings() {
  const intl = useIntl();
  const query = useCrmQuery(SettingsCampaignsDocument, {});
  return (
    <Section title={intl.formatMessage({ id: "settings.campaigns" })}>
      <QueryView query={query}>{(data) => <CampaignForm saved={data.crmCampaignSettings} />}</QueryView>
    </Section>
  );
}

function CampaignForm({ saved }: { saved: SettingsCampaignsQuery["crmCampaignSettings"] }) {
  const intl = useIntl();
  const [run, { fetching }] = useCrmMutation(SettingsCampaignsUpdateDocument);
  const draft = useSavedChoices<{ approvalAbove: number | null }>({ approvalAbove: saved.approvalAbove ?? null }, run);
  return (
    <SavedForm draft={draft} isSaving={fetching} label={intl.formatMessage({ id: "settings.campaigns" })}>
      <NumberField
        label={intl.formatMessage({ id: "settings.approvalAbove" })}
        help={<FormattedMessage id="settings.approvalAboveHelp" />}
        unit={<FormattedMessage id="settings.people" />}
        min={0}
        value={draft.values.approvalAbove}
        error={draft.errorOf("approvalAbove")}
        onChange={(approvalAbove) => {
          draft.change({ approvalAbove });
        }}
      />
    </SavedForm>
  );
}
