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
  /** Not a sentence that says why there is none. */
  readonly isFigure: boolean;
  /** What is compared; null where there is nothing to. */
  readonly number: number | null;
}

type Format = ReturnType<typeof useIntl>;
type Tell = (intl: Format, points: readonly MetricPoint[]) => Told[];

const untold = (text: string): Told => ({ text, isFigure: false, number: null });

const tellRate: Tell = (intl, [point]) => {
  if (!point || (point.total ?? 0) < LEAST_CUSTOMERS) {
    return [untold(intl.formatMessage({ id: "analytics.too_few" }, { least: LEAST_CUSTOMERS }))];
  }
  const text = intl.formatNumber(point.share ?? 0, { style: "percent", maximumFractionDigits: 1 });
  return [{ text, isFigure: true, number: point.share }];
};

const tellStep =
  (step: string): Tell =>
  (intl, points) => {
    const count = points.find((one) => one.of === step)?.count ?? 0;
    return [{ text: intl.formatNumber(count), isFigure: true, number: count }];
  };

const tellAmounts: Tell = (intl, points) => {
  const amounts = amountsByCurrency(points);
  if (amounts.length === 0) return [untold(intl.formatMessage({ id: "analytics.none" }))];
  return amounts.map(({ amount, currency }) => ({
    text: intl.formatNumber(amount, { style: "currency", currency }),
    isFigure: true,
    number: amounts.length === 1 ? amount : null,
  }));
};

const tellShares: Tell = (intl, points) => {
  if (points.length === 0) return [untold(intl.formatMessage({ id: "analytics.none" }))];
  return points.map((one) => ({
    text: `${one.of}: ${intl.formatNumber(one.share ?? 0, { style: "percent", maximumFractionDigits: 1 })}`,
    isFigure: true,
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
      <span>{label}</span>
      {told.map(({ text, isFigure }) => (isFigure ? <strong key={text}>{text}</strong> : <span key={text}>{text}</span>))}
      {was && <Change now={told[0]?.number ?? null} was={was} />}
      <DefinitionTip term={label}>{definition}</DefinitionTip>
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
