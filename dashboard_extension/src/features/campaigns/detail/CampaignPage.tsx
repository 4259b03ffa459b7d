/** One campaign: how far it is, what it brought, and its way until now. */
import { FormattedMessage, useIntl } from "react-intl";
import { useParams, useSearchParams } from "react-router";

import { useCrmQuery } from "../../../api";
import { CampaignDocument, type CampaignQuery } from "../../../api/generated/campaigns";
import { DateTime } from "../../../i18n";
import { Chip, EmptyState, Page, QueryView, Tabs, usePolling } from "../../../ui";
import { DryRunPanel } from "../DryRunPanel";
import { toneOf, wordOf } from "../words";
import { Actions } from "./Actions";
import { History } from "./History";
import { Progress } from "./Progress";
import { Results } from "./Results";

export type Campaign = NonNullable<CampaignQuery["crmCampaign"]>;

const TABS = ["progress", "results", "dry_run", "history"] as const;
type Tab = (typeof TABS)[number];
const POLL_MS = 4_000;

export default function CampaignPage() {
  const intl = useIntl();
  const { id = "" } = useParams();
  const query = useCrmQuery(CampaignDocument, { id });
  const state = query.data?.crmCampaign?.state;
  usePolling(query.retry, POLL_MS, state === "SENDING" || state === "SCHEDULED");
  return (
    <QueryView query={query}>
      {({ crmCampaign }) =>
        crmCampaign ? (
          <Shown campaign={crmCampaign} />
        ) : (
          <EmptyState
            title={intl.formatMessage({ id: "campaigns.gone" })}
            text={intl.formatMessage({ id: "campaigns.gone_text" })}
          />
        )
      }
    </QueryView>
  );
}

function Shown({ campaign }: { readonly campaign: Campaign }) {
  const intl = useIntl();
  const [address, setAddress] = useSearchParams();
  const tab: Tab = TABS.find((one) => one === address.get("tab")) ?? "progress";
  return (
    <Page
      title={campaign.name}
      breadcrumbs={[{ label: intl.formatMessage({ id: "campaigns.title" }), to: "/campaigns" }]}
      actions={<Actions campaign={campaign} />}
      subtitle={<Standing campaign={campaign} />}
    >
      <Tabs
        label={campaign.name}
        selected={tab}
        onSelect={(key) => {
          setAddress({ tab: key }, { replace: true });
        }}
        tabs={TABS.map((key) => ({
          key,
          label: intl.formatMessage({ id: `campaigns.tab.${key}` }),
          render: () => <Panel tab={key} campaign={campaign} />,
        }))}
      />
    </Page>
  );
}

function Panel({ tab, campaign }: { readonly tab: Tab; readonly campaign: Campaign }) {
  if (tab === "progress") return <Progress id={campaign.id} />;
  if (tab === "results") return <Results id={campaign.id} />;
  if (tab === "dry_run") return <DryRunPanel id={campaign.id} version={campaign.version} />;
  return <History steps={campaign.steps} />;
}

function Standing({ campaign }: { readonly campaign: Campaign }) {
  const intl = useIntl();
  return (
    <>
      <Chip tone={toneOf(campaign.state)}>{wordOf(intl, "state", campaign.state)}</Chip>{" "}
      {wordOf(intl, "kind", campaign.kind)}
      {campaign.dueAt != null && (
        <>
          {" · "}
          <FormattedMessage id="campaigns.due_at" values={{ at: <DateTime value={campaign.dueAt} /> }} />
        </>
      )}
      {campaign.pausedReason && (
        <>
          {" · "}
          {wordOf(intl, "reason", campaign.pausedReason)} {campaign.pausedDetail}
        </>
      )}
    </>
  );
}
