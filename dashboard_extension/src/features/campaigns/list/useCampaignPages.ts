/** Campaigns page by page, each once, the newest first. */
import { useState } from "react";

import { useCrmQuery } from "../../../api";
import {
  CampaignsDocument,
  type CampaignsQuery,
  type CampaignsQueryVariables,
} from "../../../api/generated/campaigns";

export type CampaignRow = NonNullable<CampaignsQuery["crmCampaigns"]>["edges"][number]["node"];

export function useCampaignPages(filter: Omit<CampaignsQueryVariables, "after">) {
  const [after, setAfter] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<readonly CampaignRow[]>([]);
  const query = useCrmQuery(CampaignsDocument, { ...filter, after });
  const page = query.data?.crmCampaigns;
  const rows = new Map(earlier.map((row) => [row.id, row]));
  for (const { node } of page?.edges ?? []) rows.set(node.id, node);
  const shown = [...rows.values()];
  const loadOlder = () => {
    setEarlier(shown);
    setAfter(page?.pageInfo.endCursor ?? null);
  };
  return { query, rows: shown, hasOlder: page?.pageInfo.hasNextPage ?? false, loadOlder };
}
