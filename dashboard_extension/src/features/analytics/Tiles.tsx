/** The numbers that matter most, each with its meaning, its freshness and what it was before. */
import { FormattedMessage, useIntl } from "react-intl";

import { Relative } from "../../i18n";
import { DefinitionTip, Section } from "../../ui";
import { amountsByCurrency, changeOf, LEAST_CUSTOMERS, type MetricPoint } from "./figures";
import { type Metric, metricOf, pointsOf } from "./metrics";
import "../../ui/styles/tiles.css";

interface Props {
  readonly metrics: readonly Metric[];
  readonly before: readonly Metric[] | null;
}

interface Told {
  readonly text: string;
  /** What is compared; null where there is nothing to. */
  readonly number: number | null;
}

type Format = ReturnType<typeof useIntl>;
type Tell = (intl: Format, points: readonly MetricPoint[]) => Told[];

const tellRate: Tell = (intl, [point]) => {
  if (!point || (point.total ?? 0) < LEAST_CUSTOMERS) {
    return [{ text: intl.formatMessage({ id: "analytics.too_few" }, { least: LEAST_CUSTOMERS }), number: null }];
  }
  const text = intl.formatNumber(point.share ?? 0, { style: "percent", maximumFractionDigits: 1 });
  return [{ text, number: point.share }];
};

const tellStep =
  (step: string): Tell =>
  (intl, points) => {
    const count = points.find((one) => one.of === step)?.count ?? 0;
    return [{ text: intl.formatNumber(count), number: count }];
  };

const tellAmounts: Tell = (intl, points) => {
  const amounts = amountsByCurrency(points);
  if (amounts.length === 0) return [{ text: intl.formatMessage({ id: "analytics.none" }), number: null }];
  return amounts.map(({ amount, currency }) => ({
    text: intl.formatNumber(amount, { style: "currency", currency }),
    number: amounts.length === 1 ? amount : null,
  }));
};

const tellShares: Tell = (intl, points) => {
  if (points.length === 0) return [{ text: intl.formatMessage({ id: "analytics.none" }), number: null }];
  return points.map((one) => ({
    text: `${one.of}: ${intl.formatNumber(one.share ?? 0, { style: "percent", maximumFractionDigits: 1 })}`,
    number: points.length === 1 ? one.share : null,
  }));
};

const TILES: readonly (readonly [key: string, code: string, tell: Tell, isCompared: boolean])[] = [
  ["repeat_rate", "repeat_rate", tellRate, true],
  ["new_people", "funnel", tellStep("known"), true],
  ["customers", "funnel", tellStep("customer"), true],
  ["credited_revenue", "credited_revenue", tellAmounts, true],
  ["overdue", "lost_signals", tellStep("overdue"), false],
  ["points_liability", "points_liability", tellAmounts, false],
  ["breakage", "breakage", tellShares, true],
];

export function Tiles({ metrics, before }: Props) {
  const intl = useIntl();
  const known = metrics[0];
  return (
    <Section title={intl.formatMessage({ id: "analytics.at_a_glance" })}>
      {known && (
        <p>
          <FormattedMessage id="analytics.data_until" values={{ at: <Relative value={known.dataUntil} /> }} />
        </p>
      )}
      <ul className="crm-tiles">
        {TILES.map(([key, code, tell, isCompared]) => {
          const metric = metricOf(metrics, code);
          if (!metric) return null;
          return (
            <Tile
              key={key}
              label={intl.formatMessage({ id: `analytics.tile.${key}` })}
              definition={metric.definition}
              told={tell(intl, pointsOf(metrics, code))}
              was={before && isCompared ? tell(intl, pointsOf(before, code))[0] : undefined}
            />
          );
        })}
      </ul>
    </Section>
  );
}

interface TileProps {
  readonly label: string;
  readonly definition: string;
  readonly told: readonly Told[];
  readonly was: Told | undefined;
}

function Tile({ label, definition, told, was }: TileProps) {
  return (
    <li className="crm-tile">
      <span>
        {label} <DefinitionTip term={label}>{definition}</DefinitionTip>
      </span>
      {told.map((one) => (
        <strong key={one.text}>{one.text}</strong>
      ))}
      {was && <Change now={told[0]?.number ?? null} was={was} />}
    </li>
  );
}

function Change({ now, was }: { readonly now: number | null; readonly was: Told }) {
  const intl = useIntl();
  const change = changeOf(now, was.number);
  if (change === null) return null;
  const percent = intl.formatNumber(change, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
  return (
    <small>
      <FormattedMessage id="analytics.change" values={{ percent, was: was.text }} />
    </small>
  );
}
