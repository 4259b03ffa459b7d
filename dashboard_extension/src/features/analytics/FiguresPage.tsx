/** The figures of the shop for a period, beside the one before it. */
import { useState } from "react";
import { useIntl } from "react-intl";
import { useSearchParams } from "react-router";

import { useCrmQuery } from "../../api";
import { ShopMetricsDocument } from "../../api/generated/analytics";
import { Page, QueryView, SelectField, SwitchField } from "../../ui";
import { Figures } from "./Figures";
import { isPeriodName, periodBefore, periodOf, PERIODS } from "./periods";
import { Tiles } from "./Tiles";

/** Those that tell of a period; `points_liability` is of now. */
const TILES = ["repeat_rate", "funnel", "credited_revenue", "breakage", "lost_signals", "points_liability"];
const FIGURES = ["cohorts", "funnel", "rfm_grid", "tier_migration", "repurchase_cycles", "lost_signals", "credited_revenue"];

export default function FiguresPage() {
  const intl = useIntl();
  const [address, setAddress] = useSearchParams();
  const asked = address.get("period");
  const name = isPeriodName(asked) ? asked : "365";
  const isCompared = address.get("compare") !== "no";
  // The moment at which the page was opened: a period does not move while one reads.
  const [now] = useState(() => new Date());
  const change = (part: string, value: string) => {
    setAddress((before) => {
      const after = new URLSearchParams(before);
      after.set(part, value);
      return after;
    });
  };
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  return (
    <Page title={word("title")}>
      <div className="crm-filters">
        <SelectField
          label={word("period")}
          value={name}
          onChange={(value) => {
            change("period", value);
          }}
          options={PERIODS.map((value) => ({ value, label: word(`period.${value}`) }))}
        />
        <SwitchField
          label={word("compare")}
          value={isCompared && name !== "all"}
          onChange={(isOn) => {
            change("compare", isOn ? "yes" : "no");
          }}
          isDisabled={name === "all"}
        />
      </div>
      <Asked key={`${name} ${String(isCompared)}`} name={name} now={now} isCompared={isCompared} />
    </Page>
  );
}

interface Props {
  readonly name: Parameters<typeof periodOf>[0];
  readonly now: Date;
  readonly isCompared: boolean;
}

/** Tiles and figures are asked for apart: a slow figure keeps no tile waiting. */
function Asked({ name, now, isCompared }: Props) {
  const period = periodOf(name, now);
  const before = isCompared ? periodBefore(period) : null;
  const tiles = useCrmQuery(ShopMetricsDocument, { codes: TILES, ...period });
  const earlier = useCrmQuery(ShopMetricsDocument, { codes: TILES, ...(before ?? period) });
  const figures = useCrmQuery(ShopMetricsDocument, { codes: FIGURES, ...period });
  return (
    <>
      <QueryView query={tiles}>
        {({ crmShopMetrics }) => (
          <Tiles metrics={crmShopMetrics} before={before ? (earlier.data?.crmShopMetrics ?? null) : null} />
        )}
      </QueryView>
      <QueryView query={figures}>{({ crmShopMetrics }) => <Figures metrics={crmShopMetrics} />}</QueryView>
    </>
  );
}
