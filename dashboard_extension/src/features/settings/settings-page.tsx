/** What the shop has chosen, in tabs; each block asks and saves by itself, and says so where staff may not. */
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { useNavigate, useParams } from "react-router";
import { Page, Tabs } from "../../ui";
import { AccountsSection } from "./accounts";
import { BehaviorSettings } from "./behavior";
import { CapsSettings } from "./caps";
import { ConfirmationSettings } from "./confirmation";
import { InterestSettings } from "./interests";
import { CampaignSettings, PrivacySettings } from "./limits";
import { ListsSection } from "./lists";
import { OriginsSection } from "./origins";
import { PriceSettings } from "./prices";
import { RetentionSettings } from "./retention";
import { SenderChecks } from "./sender-checks";
import { SenderSettings } from "./sender";
import { SendingSwitch } from "./sending-switch";
import { StorefrontSettings } from "./storefronts";
import { WordingsSection } from "./wordings";
import "./settings.css";

const PANELS: Record<string, () => ReactNode> = {
  sending: () => (
    <>
      <SendingSwitch />
      <SenderSettings />
      <AccountsSection />
      <SenderChecks />
    </>
  ),
  storefronts: () => <StorefrontSettings />,
  limits: () => (
    <>
      <CapsSettings />
      <PriceSettings />
      <CampaignSettings />
    </>
  ),
  consent: () => (
    <>
      <WordingsSection />
      <ConfirmationSettings />
    </>
  ),
  preferences: () => (
    <>
      <ListsSection />
      <InterestSettings />
    </>
  ),
  data: () => (
    <>
      <PrivacySettings />
      <RetentionSettings />
      <BehaviorSettings />
    </>
  ),
  dashboard: () => <OriginsSection />,
};

export default function SettingsPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const { tab = "sending" } = useParams();
  return (
    <Page
      title={intl.formatMessage({ id: "settings.title" })}
      breadcrumbs={[{ label: intl.formatMessage({ id: "settings.setup" }), to: "/setup" }]}
    >
      <Tabs
        label={intl.formatMessage({ id: "settings.title" })}
        selected={tab}
        onSelect={(key) => {
          void navigate(`/settings/${key}`, { replace: true });
        }}
        tabs={Object.entries(PANELS).map(([key, render]) => ({
          key,
          label: intl.formatMessage({ id: `settings.tab.${key}` }),
          render: () => <div className="crm-stack crm-settings">{render()}</div>,
        }))}
      />
    </Page>
  );
}
