/** What a campaign did and brought, each number with its meaning, and what it changed. */
import { FormattedMessage, useIntl } from "react-intl";

import { useCrmQuery } from "../../../api";
import { CampaignKpisDocument, type CampaignKpisQuery } from "../../../api/generated/campaigns";
import { Count, Money, Percent, Relative } from "../../../i18n";
import { DataTable, DefinitionTip, FunnelFigure, QueryView, Section, Stack } from "../../../ui";
import { HoldoutComparison } from "../../../ui/holdout-comparison";
import { meaningOf, wordOf } from "../words";
import "../../../ui/styles/tiles.css";

export type Kpis = NonNullable<CampaignKpisQuery["crmCampaign"]>["kpis"];

const BASIS_POINTS = 10_000;
const STANDINGS = ["heldOut", "excluded", "waiting", "deferred", "refused", "failed", "unknown", "sent"] as const;
const REACTIONS = ["sent", "delivered", "opened", "clicked", "converted"] as const;

export function Results({ id }: { readonly id: string }) {
  const query = useCrmQuery(CampaignKpisDocument, { id });
  return <QueryView query={query}>{({ crmCampaign }) => crmCampaign && <Shown kpis={crmCampaign.kpis} />}</QueryView>;
}

function Shown({ kpis }: { readonly kpis: Kpis }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  return (
    <Stack>
      <p>
        <FormattedMessage id="campaigns.data_until" values={{ at: <Relative value={kpis.dataUntil} /> }} />
      </p>
      <Section title={word("reactions")}>
        <FunnelFigure
          title={intl.formatMessage(
            { id: "campaigns.funnel_title" },
            { sent: kpis.sent.value, clicked: kpis.clicked.value, converted: kpis.converted.value },
          )}
          summary={intl.formatMessage({ id: "campaigns.funnel_summary" }, { opened: kpis.opened.value })}
          steps={REACTIONS.map((key) => ({ key, label: wordOf(intl, "kpi", key), value: kpis[key].value }))}
          stepsLabel={word("reaction")}
          valueLabel={word("people")}
        />
        <ul className="crm-tiles">
          {REACTIONS.map((key) => (
            <Tile key={key} label={wordOf(intl, "kpi", key)} metric={kpis[key]} of={kpis.sent.value} />
          ))}
          {(["unsubscribed", "complained"] as const).map((key) => (
            <Tile key={key} label={wordOf(intl, "kpi", key)} metric={kpis[key]} of={kpis[key].of} />
          ))}
        </ul>
      </Section>
      <Section title={word("audience_parts")}>
        <p>
          <FormattedMessage id="campaigns.audience_sum" values={{ people: kpis.audience.value }} />
        </p>
        <DataTable
          caption={word("audience_parts")}
          rows={STANDINGS.map((key) => ({ key, metric: kpis[key] }))}
          rowKey={(row) => row.key}
          columns={[
            {
              key: "part",
              title: word("part"),
              render: ({ key, metric }) => (
                <>
                  {wordOf(intl, "kpi", key)} <DefinitionTip term={wordOf(intl, "kpi", key)}>{meaningOf(intl, metric)}</DefinitionTip>
                </>
              ),
            },
            {
              key: "why",
              title: word("why"),
              render: ({ metric }) =>
                "reasons" in metric
                  ? intl.formatList(
                      metric.reasons
                        .filter((one) => one.reason !== "")
                        .map((one) => `${wordOf(intl, "why", one.reason)}: ${intl.formatNumber(one.people)}`),
                    )
                  : "",
            },
            {
              key: "people",
              title: word("people"),
              align: "end",
              render: ({ metric }) => <Count value={metric.value} />,
            },
          ]}
        />
      </Section>
      <Revenue kpis={kpis} />
      {kpis.comparison ? (
        <HoldoutComparison
          words="campaigns"
          definition={meaningOf(intl, { code: "comparison", definition: kpis.comparison.definition })}
          comparison={kpis.comparison}
        />
      ) : (
        <Section title={word("lift")}>
          <p>{word("no_holdout")}</p>
        </Section>
      )}
      {kpis.variants.length > 1 && <Variants kpis={kpis} />}
    </Stack>
  );
}

interface TileProps {
  readonly label: string;
  readonly metric: { readonly code: string; readonly value: number; readonly definition: string };
  readonly of: number;
}

function Tile({ label, metric, of }: TileProps) {
  const intl = useIntl();
  return (
    <li className="crm-tile">
      <span>{label}</span>
      <strong>
        <Count value={metric.value} />
      </strong>
      {of > 0 && <Percent basisPoints={Math.round((metric.value / of) * BASIS_POINTS)} />}
      <DefinitionTip term={label}>{meaningOf(intl, metric)}</DefinitionTip>
    </li>
  );
}

function Revenue({ kpis }: { readonly kpis: Kpis }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  const { amounts } = kpis.revenue;
  type Row = (typeof amounts)[number];
  const money = (key: "gross" | "refunded" | "couponCost" | "pointsCost" | "messageCost" | "net") => ({
    key,
    title: wordOf(intl, "money", key),
    align: "end" as const,
    render: (row: Row) => <Money amount={row[key]} currency={row.currency} />,
  });
  return (
    <Section title={word("revenue")}>
      <div>
        <FormattedMessage
          id="campaigns.credited"
          values={{ days: kpis.days, model: wordOf(intl, "credit", kpis.model) }}
        />{" "}
        <DefinitionTip term={word("revenue")}>{meaningOf(intl, kpis.revenue)}</DefinitionTip>
      </div>
      <DataTable<Row>
        caption={word("revenue")}
        rows={amounts}
        rowKey={(row) => row.currency}
        empty={<FormattedMessage id="campaigns.no_revenue" />}
        columns={[
          { key: "currency", title: word("currency"), render: (row) => row.currency },
          { key: "orders", title: word("orders"), align: "end", render: (row) => <Count value={row.orders} /> },
          money("gross"),
          money("refunded"),
          money("couponCost"),
          money("pointsCost"),
          money("messageCost"),
          money("net"),
          {
            key: "margin",
            title: word("margin"),
            align: "end",
            render: (row) =>
              row.margin == null ? (
                "–"
              ) : (
                <>
                  <Money amount={row.margin} currency={row.currency} />{" "}
                  <FormattedMessage id="campaigns.margin_of" values={{ known: row.linesKnown, lines: row.lines }} />
                </>
              ),
          },
        ]}
      />
    </Section>
  );
}

function Variants({ kpis }: { readonly kpis: Kpis }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  type Row = Kpis["variants"][number];
  const number = (key: "sent" | "opened" | "clicked" | "converted" | "unsubscribed") => ({
    key,
    title: wordOf(intl, "kpi", key),
    align: "end" as const,
    render: (row: Row) => <Count value={row[key].value} />,
  });
  return (
    <Section title={word("variants")}>
      <DataTable<Row>
        caption={word("variants")}
        rows={kpis.variants}
        rowKey={(row) => row.key}
        columns={[
          { key: "key", title: word("variant_key"), render: (row) => row.key || word("variant_waiting") },
          number("sent"),
          number("opened"),
          number("clicked"),
          number("converted"),
          number("unsubscribed"),
        ]}
      />
    </Section>
  );
}
