/** Writes a campaign step by step; what is written is saved while it is. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useParams, useSearchParams } from "react-router";

import { useCrmQuery } from "../../../api";
import { CampaignChoicesDocument, CampaignDocument, CampaignSegmentsDocument } from "../../../api/generated/campaigns";
import { EmptyState, QueryView } from "../../../ui";
import { startFrom } from "../startingPoints";
import { wordOf } from "../words";
import type { Campaign } from "./useWizard";
import { WizardForm } from "./WizardForm";

export default function WizardPage() {
  const { id } = useParams();
  const [address] = useSearchParams();
  // Not "id": the Dashboard puts the App's own into every address under that name.
  const asked = id ?? address.get("campaign");
  // A new campaign gets its id while it is written: that must not begin the page anew.
  const [begun, setBegun] = useState({ asked, own: null as string | null });
  if (asked !== begun.asked && asked !== begun.own) setBegun({ asked, own: null });
  const key = begun.asked ?? "new";
  const onMade = (own: string) => {
    setBegun({ asked: begun.asked, own });
  };
  return begun.asked === null ? (
    <New key={key} onMade={onMade} />
  ) : (
    <Stored key={key} id={begun.asked} onMade={onMade} />
  );
}

interface NewProps {
  readonly onMade: (id: string) => void;
}

function New({ onMade }: NewProps) {
  const intl = useIntl();
  const [address] = useSearchParams();
  const start = address.get("start");
  const name = start ? wordOf(intl, "start_name", start) : "";
  return <Loaded campaign={null} begin={startFrom(start, name)} onMade={onMade} reload={() => undefined} />;
}

function Stored({ id, onMade }: NewProps & { readonly id: string }) {
  const intl = useIntl();
  const query = useCrmQuery(CampaignDocument, { id });
  const [round, setRound] = useState(0);
  const reload = () => {
    query.retry();
    setRound(round + 1);
  };
  return (
    <QueryView query={query}>
      {({ crmCampaign }) =>
        crmCampaign ? (
          <Loaded
            key={`${round} ${round > 0 ? crmCampaign.version : ""}`}
            campaign={crmCampaign}
            begin={startFrom(null, "")}
            onMade={onMade}
            reload={reload}
          />
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

interface LoadedProps extends NewProps {
  readonly campaign: Campaign | null;
  readonly begin: ReturnType<typeof startFrom>;
  readonly reload: () => void;
}

function Loaded(props: LoadedProps) {
  const choices = useCrmQuery(CampaignChoicesDocument, {});
  const segments = useCrmQuery(CampaignSegmentsDocument, {});
  return (
    <QueryView query={choices}>
      {({ crmCampaignChoices, crmTemplates, crmCampaignSettings }) => (
        <QueryView query={segments}>
          {({ crmSegments }) => (
            <WizardForm
              {...props}
              choices={crmCampaignChoices}
              approvalAbove={crmCampaignSettings.approvalAbove ?? null}
              templates={crmTemplates}
              segments={crmSegments?.edges.map(({ node }) => node) ?? []}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}
