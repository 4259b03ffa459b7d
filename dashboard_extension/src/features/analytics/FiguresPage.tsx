/** The figures of the shop for a period and a channel, beside the time before. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useSearchParams } from "react-router";

import { rowNumber, useCrmQuery } from "../../api";
import { FiguresChannelsDocument, ShopMetricsDocument } from "../../api/generated/analytics";
import { Page, QueryView, SelectField, SwitchField } from "../../ui";
import { Figures } from "./Figures";
import { isPeriodName, periodBefore, periodOf, PERIODS, type PeriodName } from "./periods";
import { Tiles } from "./Tiles";

const TILES = ["repeat_rate", "funnel", "credited_revenue", "breakage", "lost_signals", "points_liability"];
const FIGURES = ["cohorts", "funnel", "rfm_grid", "tier_migration", "repurchase_cycles", "lost_signals", "credited_revenue"];
const WHOLE_SHOP = "all";

export default function FiguresPage() {
  const intl = useIntl();
  const [choice, change] = useChoice();
  const channels = useCrmQuery(FiguresChannelsDocument, {}).data?.channels ?? [];
  const { tiles, earlier, figures } = useMetrics(choice);
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  const chosen = channels.find(({ slug }) => slug === choice.channel);
  return (
    <Page title={word("title")}>
      <div className="crm-filters">
        <SelectField
          label={word("period")}
          value={choice.period}
          onChange={(value) => {
            change("period", value);
          }}
          options={PERIODS.map((value) => ({ value, label: word(`period.${value}`) }))}
        />
        <SelectField
          label={word("channel")}
          value={choice.channel ?? WHOLE_SHOP}
          error={tiles.error?.field === "channel" ? tiles.error.message : undefined}
          onChange={(value) => {
            change("channel", value);
          }}
          options={[
            { value: WHOLE_SHOP, label: word("channel.all") },
            ...channels.map(({ slug, name }) => ({ value: slug, label: name })),
            ...(choice.channel !== null && !chosen ? [{ value: choice.channel, label: choice.channel }] : []),
          ]}
        />
        <SwitchField
          label={word("compare")}
          value={choice.isCompared}
          onChange={(isOn) => {
            change("compare", isOn ? "yes" : "no");
          }}
          isDisabled={choice.period === "all"}
        />
      </div>
      <QueryView query={tiles}>
        {({ crmShopMetrics }) => <Tiles metrics={crmShopMetrics} before={earlier?.crmShopMetrics ?? null} />}
      </QueryView>
      <QueryView query={figures}>
        {({ crmShopMetrics }) => (
          <Figures metrics={crmShopMetrics} channel={chosen ? { ...chosen, number: rowNumber(chosen.id) } : null} />
        )}
      </QueryView>
    </Page>
  );
}

interface Choice {
  readonly period: PeriodName;
  readonly isCompared: boolean;
  /** The channel's slug; null for the whole shop. */
  readonly channel: string | null;
}

/** What is looked at, kept in the address: a link shows a colleague the same. */
function useChoice(): [Choice, (part: string, value: string) => void] {
  const [address, setAddress] = useSearchParams();
  const asked = address.get("period");
  const period = isPeriodName(asked) ? asked : "365";
  const channel = address.get("channel") ?? WHOLE_SHOP;
  const change = (part: string, value: string) => {
    setAddress((before) => {
      const after = new URLSearchParams(before);
      after.set(part, value);
      return after;
    });
  };
  const choice = {
    period,
    isCompared: period !== "all" && address.get("compare") !== "no",
    channel: channel === WHOLE_SHOP ? null : channel,
  };
  return [choice, change];
}

/** Tiles and figures are asked for apart: a slow figure keeps no tile waiting. */
function useMetrics({ period: name, isCompared, channel }: Choice) {
  // The moment at which the page was opened: a period does not move while one reads.
  const [now] = useState(() => new Date());
  const period = periodOf(name, now);
  const before = isCompared ? periodBefore(period) : null;
  // Numbers of another period or channel would be read as those chosen.
  const anew = { keepPrevious: false };
  const tiles = useCrmQuery(ShopMetricsDocument, { codes: TILES, channel, ...period }, anew);
  const earlier = useCrmQuery(
    ShopMetricsDocument,
    { codes: TILES, channel, ...(before ?? period) },
    { ...anew, pause: before === null },
  );
  const figures = useCrmQuery(ShopMetricsDocument, { codes: FIGURES, channel, ...period }, anew);
  return { tiles, earlier: before === null ? undefined : earlier.data, figures };
}
