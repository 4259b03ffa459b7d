/** The figures, each with a sentence as its title, a table, a file, and the way to a segment. */
import { FormattedMessage, useIntl } from "react-intl";
import { useNavigate } from "react-router";

import { BarFigure, DefinitionTip, FunnelFigure, HeatMap, LineFigure, LinkButton, Section } from "../../ui";
import {
  buyersByMonth,
  cellKey,
  cohortGrid,
  type Grid,
  LEAST_CUSTOMERS,
  type MetricPoint,
  migrationGrid,
  rfmGrid,
} from "./figures";
import { type Metric, metricOf, pointsOf } from "./metrics";
import { builderPath, ruleOfFirstMonth, ruleOfScores, ruleOfSign, ruleOfStep } from "./segmentRules";

interface Channel {
  readonly name: string;
  /** The number by which segments know it. */
  readonly number: number | null;
}

interface Props {
  readonly metrics: readonly Metric[];
  /** The channel that is looked at; null for the whole shop. */
  readonly channel: Channel | null;
}

export function Figures(props: Props) {
  return (
    <>
      <Buyers {...props} />
      <Cohorts {...props} />
      <Funnel {...props} />
      <Scores {...props} />
      <Tiers {...props} />
      <Cycles {...props} />
      <Lost {...props} />
    </>
  );
}

interface BlockProps extends Props {
  readonly code: string;
  readonly id: string;
  readonly isEmpty: boolean;
  readonly children: React.ReactNode;
}

/** A figure under its name and meaning; where there is too little to draw, that is said. */
function Block({ metrics, channel, code, id, isEmpty, children }: BlockProps) {
  const intl = useIntl();
  const metric = metricOf(metrics, code);
  const isWhole = channel !== null && metric?.channel === null;
  const title = intl.formatMessage({ id: `analytics.block.${id}` });
  return (
    <Section
      title={title}
      text={isWhole ? <FormattedMessage id="analytics.whole_shop" values={{ channel: channel.name }} /> : undefined}
      actions={metric && <DefinitionTip term={title}>{metric.definition}</DefinitionTip>}
    >
      {isEmpty ? <FormattedMessage id="analytics.too_few" values={{ least: LEAST_CUSTOMERS }} /> : children}
    </Section>
  );
}

function Buyers({ metrics, channel }: Props) {
  const intl = useIntl();
  const months = buyersByMonth(pointsOf(metrics, "cohorts"));
  const last = months.at(-1);
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  const title = intl.formatMessage(
    { id: "analytics.buyers_title" },
    { month: monthName(intl, last?.month ?? ""), first: last?.first ?? 0, again: last?.again ?? 0 },
  );
  return (
    <Block metrics={metrics} channel={channel} code="cohorts" id="buyers" isEmpty={!last}>
      <LineFigure
        title={title}
        summary={intl.formatMessage({ id: "analytics.buyers_summary" }, { months: months.length })}
        points={months.map((one) => monthName(intl, one.month))}
        pointsLabel={word("month")}
        series={[
          { key: "first", label: word("first_order"), values: months.map((one) => one.first) },
          { key: "again", label: word("came_back"), values: months.map((one) => one.again) },
        ]}
      />
    </Block>
  );
}

function Cohorts({ metrics, channel }: Props) {
  const intl = useIntl();
  const navigate = useNavigate();
  const points = pointsOf(metrics, "cohorts");
  const grid = cohortGrid(points);
  const people = sumOf(
    points.filter((one) => one.after === 0),
    "count",
  );
  const next = points.filter((one) => one.after === 1);
  const [came, of] = [sumOf(next, "count"), sumOf(next, "total")];
  const percent = (value: number) => intl.formatNumber(value, { style: "percent", maximumFractionDigits: 1 });
  const title = intl.formatMessage({ id: "analytics.cohorts_title" }, { percent: percent(of > 0 ? came / of : 0) });
  return (
    <Block metrics={metrics} channel={channel} code="cohorts" id="cohorts" isEmpty={people < LEAST_CUSTOMERS}>
      <HeatMap
        title={title}
        summary={intl.formatMessage({ id: "analytics.cohorts_summary" }, { months: grid.rows.length })}
        rowsLabel={intl.formatMessage({ id: "analytics.first_month" })}
        rows={valuesOf(
          grid,
          (key) => monthName(intl, key),
          (point) => point.share,
        )}
        columns={grid.columns.map((key) => intl.formatMessage({ id: "analytics.month_number" }, { number: Number(key) }))}
        format={percent}
        {...(channel === null && {
          onSelectRow: (row) => {
            void navigate(builderPath(ruleOfFirstMonth(grid.rows[row] ?? "")));
          },
        })}
      />
    </Block>
  );
}

function Funnel({ metrics, channel }: Props) {
  const intl = useIntl();
  const points = pointsOf(metrics, "funnel");
  const countOf = (step: string) => points.find((one) => one.of === step)?.count ?? 0;
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  const title = intl.formatMessage(
    { id: "analytics.funnel_title" },
    { known: countOf("known"), customers: countOf("customer") },
  );
  return (
    <Block metrics={metrics} channel={channel} code="funnel" id="funnel" isEmpty={countOf("known") < LEAST_CUSTOMERS}>
      <FunnelFigure
        title={title}
        summary={intl.formatMessage(
          { id: "analytics.funnel_summary" },
          { again: countOf("repeat_customer"), vip: countOf("vip") },
        )}
        steps={points.map((one) => ({ key: one.of, label: word(`funnel.${one.of}`), value: one.count }))}
        stepsLabel={word("step")}
        valueLabel={word("people")}
      />
      <SegmentLinks points={points} ruleOf={ruleOfStep} name={(step) => word(`funnel.${step}`)} />
    </Block>
  );
}

function Scores({ metrics, channel }: Props) {
  const intl = useIntl();
  const navigate = useNavigate();
  const points = pointsOf(metrics, "rfm_grid");
  const grid = rfmGrid(points);
  const best = grid.cells.get(cellKey("5", "5"))?.count ?? 0;
  return (
    <Block metrics={metrics} channel={channel} code="rfm_grid" id="rfm" isEmpty={sumOf(points, "count") < LEAST_CUSTOMERS}>
      <HeatMap
        title={intl.formatMessage({ id: "analytics.rfm_title" }, { best })}
        summary={intl.formatMessage({ id: "analytics.rfm_summary" })}
        rowsLabel={intl.formatMessage({ id: "analytics.score" })}
        rows={valuesOf(
          grid,
          (score) => intl.formatMessage({ id: "analytics.recency" }, { score }),
          (point) => point.count,
        )}
        columns={grid.columns.map((score) => intl.formatMessage({ id: "analytics.frequency" }, { score }))}
        onSelect={(row, column) => {
          void navigate(builderPath(ruleOfScores(Number(grid.rows[row]), Number(grid.columns[column]), channel?.number ?? null)));
        }}
      />
    </Block>
  );
}

function Tiers({ metrics, channel }: Props) {
  const intl = useIntl();
  const points = pointsOf(metrics, "tier_migration");
  const grid = migrationGrid(points);
  const moved = sumOf(
    points.filter((one) => one.of !== one.to),
    "count",
  );
  const name = (tier: string) => (tier === "none" ? intl.formatMessage({ id: "analytics.no_tier" }) : tier);
  return (
    <Block metrics={metrics} channel={channel} code="tier_migration" id="tiers" isEmpty={points.length === 0}>
      <HeatMap
        title={intl.formatMessage({ id: "analytics.tiers_title" }, { moved })}
        summary={intl.formatMessage({ id: "analytics.tiers_summary" }, { people: sumOf(points, "count") })}
        rowsLabel={intl.formatMessage({ id: "analytics.tier" })}
        rows={valuesOf(
          grid,
          (tier) => intl.formatMessage({ id: "analytics.from_tier" }, { tier: name(tier) }),
          (point) => point.count,
        )}
        columns={grid.columns.map((tier) => intl.formatMessage({ id: "analytics.to_tier" }, { tier: name(tier) }))}
      />
    </Block>
  );
}

function Cycles({ metrics, channel }: Props) {
  const intl = useIntl();
  const points = pointsOf(metrics, "repurchase_cycles");
  const most = points.reduce<MetricPoint | null>((best, one) => (best && best.count >= one.count ? best : one), null);
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  return (
    <Block metrics={metrics} channel={channel} code="repurchase_cycles" id="cycles" isEmpty={most === null}>
      <BarFigure
        title={intl.formatMessage({ id: "analytics.cycles_title" }, { days: most?.of ?? "" })}
        summary={intl.formatMessage({ id: "analytics.cycles_summary" }, { people: sumOf(points, "count") })}
        points={points.map((one) => intl.formatMessage({ id: "analytics.days" }, { days: one.of }))}
        pointsLabel={word("cycle")}
        series={[{ key: "people", label: word("people"), values: points.map((one) => one.count) }]}
      />
    </Block>
  );
}

function Lost({ metrics, channel }: Props) {
  const intl = useIntl();
  const points = pointsOf(metrics, "lost_signals");
  const overdue = points.find((one) => one.of === "overdue")?.count ?? 0;
  const word = (id: string) => intl.formatMessage({ id: `analytics.${id}` });
  return (
    <Block metrics={metrics} channel={channel} code="lost_signals" id="lost" isEmpty={(points[0]?.total ?? 0) === 0}>
      <BarFigure
        title={intl.formatMessage({ id: "analytics.lost_title" }, { overdue })}
        summary={intl.formatMessage({ id: "analytics.lost_summary" }, { people: points[0]?.total ?? 0 })}
        points={points.map((one) => word(`lost.${one.of}`))}
        pointsLabel={word("sign")}
        series={[{ key: "people", label: word("people"), values: points.map((one) => one.count) }]}
      />
      <SegmentLinks
        points={points}
        ruleOf={(sign) => ruleOfSign(sign, channel?.number ?? null)}
        name={(sign) => word(`lost.${sign}`)}
      />
    </Block>
  );
}

interface SegmentLinksProps {
  readonly points: readonly MetricPoint[];
  readonly ruleOf: (group: string) => ReturnType<typeof ruleOfStep>;
  readonly name: (group: string) => string;
}

/** From the groups of a figure to segments of the same people, where a segment can say it. */
function SegmentLinks({ points, ruleOf, name }: SegmentLinksProps) {
  return (
    <div className="crm-row">
      {points.map(({ of: group }) => {
        const rule = ruleOf(group);
        return (
          rule && (
            <LinkButton key={group} to={builderPath(rule)}>
              <FormattedMessage id="analytics.segment_of" values={{ people: name(group) }} />
            </LinkButton>
          )
        );
      })}
    </div>
  );
}

type Value = (point: MetricPoint) => number | null;

/** The rows of a grid with the value of each of its cells; null where nobody is. */
function valuesOf(grid: Grid, label: (row: string) => string, value: Value) {
  return grid.rows.map((row) => ({
    key: row,
    label: label(row),
    values: grid.columns.map((column) => {
      const point = grid.cells.get(cellKey(row, column));
      return point ? value(point) : null;
    }),
  }));
}

function sumOf(points: readonly MetricPoint[], part: "count" | "total"): number {
  return points.reduce((sum, one) => sum + (one[part] ?? 0), 0);
}

function monthName(intl: ReturnType<typeof useIntl>, month: string): string {
  return month ? intl.formatDate(`${month}-01`, { month: "short", year: "numeric", timeZone: "UTC" }) : "";
}
