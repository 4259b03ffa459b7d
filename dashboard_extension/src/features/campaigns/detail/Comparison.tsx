/** What the campaign changed: everybody drawn to get it beside everybody drawn to get nothing. */
import { FormattedMessage, useIntl } from "react-intl";

import { Count, Percent } from "../../../i18n";
import { DataTable, DefinitionTip, Section } from "../../../ui";
import type { Kpis } from "./Results";

type Compared = NonNullable<Kpis["comparison"]>;
type Refusal = NonNullable<Compared["refusal"]>;
type Interval = NonNullable<Compared["conversion"]>;

const BASIS_POINTS = 10_000;

export function Comparison({ comparison }: { readonly comparison: Kpis["comparison"] }) {
  const intl = useIntl();
  const word = (id: string) => intl.formatMessage({ id: `campaigns.${id}` });
  if (!comparison) {
    return (
      <Section title={word("lift")}>
        <p>{word("no_holdout")}</p>
      </Section>
    );
  }
  const sides = [
    { key: "treated", ...comparison.treated },
    { key: "held_out", ...comparison.heldOut },
  ];
  return (
    <Section title={word("lift")}>
      <div>
        <Verdict comparison={comparison} /> <DefinitionTip term={word("lift")}>{comparison.definition}</DefinitionTip>
      </div>
      <DataTable
        caption={word("lift")}
        rows={sides}
        rowKey={(row) => row.key}
        columns={[
          { key: "side", title: word("side"), render: (row) => word(`side_${row.key}`) },
          { key: "people", title: word("people"), align: "end", render: (row) => <Count value={row.people} /> },
          { key: "converted", title: word("bought"), align: "end", render: (row) => <Count value={row.converted} /> },
          {
            key: "rate",
            title: word("rate"),
            align: "end",
            render: (row) =>
              row.people > 0 ? <Percent basisPoints={Math.round((row.converted / row.people) * BASIS_POINTS)} /> : "–",
          },
          { key: "waiting", title: word("still_running"), align: "end", render: (row) => <Count value={row.waiting} /> },
        ]}
      />
      {comparison.leftOut > 0 && (
        <p>
          <FormattedMessage id="campaigns.left_out_of_lift" values={{ people: comparison.leftOut }} />
        </p>
      )}
      <ul>
        {comparison.revenue.map((one) => (
          <li key={one.currency}>
            {one.perPerson ? (
              <Gain interval={one.perPerson} currency={one.currency} />
            ) : (
              <>
                {one.currency}: {one.refusal && <Refused refusal={one.refusal} />}
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Verdict({ comparison }: { readonly comparison: Compared }) {
  const intl = useIntl();
  const { conversion, refusal } = comparison;
  if (!conversion) return refusal ? <Refused refusal={refusal} /> : null;
  const part = (value: number) => intl.formatNumber(value, { style: "percent", maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return (
    <strong>
      <FormattedMessage
        id={conversion.isCertain ? "campaigns.lift_certain" : "campaigns.lift_uncertain"}
        values={{ estimate: part(conversion.estimate), low: part(conversion.low), high: part(conversion.high) }}
      />
    </strong>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  return (
    <FormattedMessage
      id={refusal.what === "people" ? "campaigns.lift_few_people" : "campaigns.lift_few_conversions"}
      values={{ needed: refusal.needed, treated: refusal.treated, heldOut: refusal.heldOut }}
    />
  );
}

function Gain({ interval, currency }: { readonly interval: Interval; readonly currency: string }) {
  const intl = useIntl();
  const money = (value: number) => intl.formatNumber(value, { style: "currency", currency, signDisplay: "exceptZero" });
  return (
    <FormattedMessage
      id="campaigns.lift_money"
      values={{ estimate: money(interval.estimate), low: money(interval.low), high: money(interval.high) }}
    />
  );
}
