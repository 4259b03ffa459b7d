/** One block for each kind of choice; each asks and saves by itself, and says so where staff may not. */
import { useIntl } from "react-intl";
import { Page } from "../../ui";
import { BehaviorSettings, CampaignSettings, PrivacySettings } from "./limits";
import { SenderChecks } from "./sender-checks";
import { SenderSettings } from "./sender";
import { SendingSwitch } from "./sending-switch";

export default function SettingsPage() {
  const intl = useIntl();
  return (
    <Page
      title={intl.formatMessage({ id: "settings.title" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "settings.setup" }), to: "/setup" }]}
    >
      <SendingSwitch />
      <SenderSettings />
      <SenderChecks />
      <PrivacySettings />
      <CampaignSettings />
      <BehaviorSettings />
    </Page>
  );
}
