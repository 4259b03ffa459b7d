/** Four numbers of the last days, each with its meaning. */
import { FormattedMessage, useIntl } from "react-intl";
import type { HomeFiguresQuery } from "../../api/generated/home";
import { Money, Relative } from "../../i18n";
import { DefinitionTip } from "../../ui/chip";
import { amountsOf, countOf, LEAST_CUSTOMERS, rateOf } from "./numbers";
import "../../ui/styles/tiles.css";
import "./home.css";

export const CODES = ["funnel", "repeat_rate", "credited_revenue", "lost_signals"];

type Metrics = HomeFiguresQuery["crmShopMetrics"];
type Points = Metrics[number]["points"];

export function Tiles({ metrics }: { readonly metrics: Metrics }) {
  const [known] = metrics;
  return (
    <>
      <ul className="crm-tiles">
        <Tile metrics={metrics} code="funnel" name="new_people">
          {(points) => <Count value={countOf(points, "known")} />}
        </Tile>
        <Tile metrics={metrics} code="repeat_rate" name="repeat_rate">
          {(points) => <Rate points={points} />}
        </Tile>
        <Tile metrics={metrics} code="credited_revenue" name="revenue">
          {(points) => <Amounts points={points} />}
        </Tile>
        <Tile metrics={metrics} code="lost_signals" name="overdue">
          {(points) => <Count value={countOf(points, "overdue")} />}
        </Tile>
      </ul>
      {known && (
        <p className="crm-home__soft">
          <FormattedMessage id="home.data_until" values={{ at: <Relative value={known.dataUntil} /> }} />
        </p>
      )}
    </>
  );
}

interface TileProps {
  readonly metrics: Metrics;
  readonly code: string;
  readonly name: string;
  readonly children: (points: Points) => React.ReactNode;
}

function Tile({ metrics, code, name, children }: TileProps) {
  const intl = useIntl();
  const metric = metrics.find((one) => one.code === code);
  if (!metric) return null;
  const label = intl.formatMessage({ id: `home.tile.${name}` });
  return (
    <li className="crm-tile">
      <span>{label}</span>
      {children(metric.points)}
      <DefinitionTip term={label}>{metric.definition}</DefinitionTip>
    </li>
  );
}

function Count({ value }: { readonly value: number }) {
  return <strong>{useIntl().formatNumber(value)}</strong>;
}

function Rate({ points }: { readonly points: Points }) {
  const intl = useIntl();
  const rate = rateOf(points);
  if (rate === null) return <FormattedMessage id="home.too_few" values={{ least: LEAST_CUSTOMERS }} />;
  return <strong>{intl.formatNumber(rate, { style: "percent", maximumFractionDigits: 1 })}</strong>;
}

function Amounts({ points }: { readonly points: Points }) {
  const amounts = amountsOf(points);
  if (amounts.length === 0) return <FormattedMessage id="home.none" />;
  return amounts.map(({ currency, amount }) => (
    <strong key={currency}>
      <Money amount={amount} currency={currency} />
    </strong>
  ));
}
