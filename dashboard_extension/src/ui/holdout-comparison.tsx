/** Those who were treated beside those who were held out, and what may be said of the difference. */
import { FormattedMessage, useIntl } from "react-intl";
import { Count, Percent } from "../i18n";
import { DefinitionTip } from "./chip";
import { DataTable } from "./data-table";
import { IntervalBar } from "./interval-bar";
import { Section } from "./page";

interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly isCertain: boolean;
}

interface TooFew {
  readonly what: string;
  readonly needed: number;
  readonly treated: number;
  readonly heldOut: number;
}

interface Side {
  readonly people: number;
  readonly waiting: number;
  readonly converted: number;
}

export interface HoldoutComparisonProps {
  /** The feature whose catalog has the words: `<words>.lift_certain` and so on. */
  readonly words: string;
  readonly definition: string;
  readonly comparison: {
    readonly treated: Side;
    readonly heldOut: Side;
    readonly leftOut: number;
    readonly conversion: Interval | null;
    readonly refusal: TooFew | null;
    readonly revenue: readonly {
      readonly currency: string;
      readonly perPerson: Interval | null;
      readonly refusal: TooFew | null;
    }[];
  };
}

const BASIS_POINTS = 10_000;
const POINTS = 100;

export function HoldoutComparison({ words, definition, comparison }: HoldoutComparisonProps) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `${words}.${id}` });
  const { treated, heldOut, leftOut, conversion, refusal, revenue } = comparison;
  const sides = [
    { key: "treated", ...treated },
    { key: "held_out", ...heldOut },
  ];
  return (
    <Section title={word("lift")} actions={<DefinitionTip term={word("lift")}>{definition}</DefinitionTip>}>
      {conversion && <Conversion words={words} interval={conversion} />}
      {refusal && <Refused words={words} refusal={refusal} />}
      <DataTable
        caption={word("lift")}
        rows={sides}
        rowKey={(row) => row.key}
        columns={[
          { key: "side", title: word("side"), render: (row) => word(`side_${row.key}`) },
          { key: "people", title: word("people"), align: "end", render: (row) => <Count value={row.people} /> },
          { key: "converted", title: word("lift_counted"), align: "end", render: (row) => <Count value={row.converted} /> },
          {
            key: "rate",
            title: word("lift_rate"),
            align: "end",
            render: (row) =>
              row.people > 0 ? <Percent basisPoints={Math.round((row.converted / row.people) * BASIS_POINTS)} /> : "–",
          },
          { key: "waiting", title: word("lift_waiting"), align: "end", render: (row) => <Count value={row.waiting} /> },
        ]}
      />
      {leftOut > 0 && (
        <p>
          <FormattedMessage id={`${words}.lift_left_out`} values={{ people: leftOut }} />
        </p>
      )}
      {revenue.map(({ currency, perPerson, refusal: tooFew }) => (
        <div key={currency} className="crm-stack">
          {perPerson && <Gain words={words} interval={perPerson} currency={currency} />}
          {tooFew && (
            <p>
              {currency}: <Refused words={words} refusal={tooFew} isInline />
            </p>
          )}
        </div>
      ))}
    </Section>
  );
}

interface IntervalProps {
  readonly words: string;
  readonly interval: Interval;
}

/** The difference of two rates is told in points: "2 % more" could be a part of the lower one. */
function Conversion({ words, interval }: IntervalProps) {
  const intl = useIntl();
  const { estimate, low, high, isCertain } = interval;
  const signed = (value: number) =>
    intl.formatNumber(value * POINTS, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return (
    <>
      <p>
        <strong>
          <FormattedMessage
            id={`${words}.${isCertain ? "lift_certain" : "lift_uncertain"}`}
            values={{
              estimate: intl.formatNumber(Math.abs(estimate) * POINTS, { maximumFractionDigits: 2 }),
              direction: estimate < 0 ? "less" : "more",
              low: signed(low),
              high: signed(high),
            }}
          />
        </strong>
      </p>
      <IntervalBar interval={interval} write={signed} />
    </>
  );
}

function Gain({ words, interval, currency }: IntervalProps & { readonly currency: string }) {
  const intl = useIntl();
  const money = (value: number) => intl.formatNumber(value, { style: "currency", currency, signDisplay: "exceptZero" });
  return (
    <>
      <p>
        <FormattedMessage
          id={`${words}.lift_money`}
          values={{ estimate: money(interval.estimate), low: money(interval.low), high: money(interval.high) }}
        />
      </p>
      <IntervalBar interval={interval} write={money} />
    </>
  );
}

interface RefusedProps {
  readonly words: string;
  readonly refusal: TooFew;
  readonly isInline?: boolean;
}

function Refused({ words, refusal, isInline = false }: RefusedProps) {
  const { what, needed, treated, heldOut } = refusal;
  const text = (
    <FormattedMessage
      id={`${words}.${what === "people" ? "lift_few_people" : "lift_few_conversions"}`}
      values={{ needed, treated, heldOut }}
    />
  );
  return isInline ? text : <p className="crm-banner crm-banner--info">{text}</p>;
}
