/** What is known and what is inferred about a person, each with what it means. */
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { CustomerFactsFragment } from "../../api/generated/customers";
import { Count, DateTime, Day, Money, Percent } from "../../i18n";
import { DefinitionTip, Facts as FactList, Section } from "../../ui";
import { attributeOf, useAttributeNames } from "./attribute-names";
import { Points } from "./entry-details";
import { useT, useWord } from "./words";

interface Props {
  readonly customer: CustomerFactsFragment;
}

type Insight = CustomerFactsFragment["insight"];
type Prediction = NonNullable<Insight["prediction"]>;

interface Fact {
  readonly label: ReactNode;
  readonly value: ReactNode;
}

export function Facts({ customer }: Props) {
  return (
    <>
      <Purchases orders={customer.insight.orders ?? null} />
      <Accounts customer={customer} />
      <Inferred insight={customer.insight} />
      <Told customer={customer} />
    </>
  );
}

function Defined({ name, definition }: { readonly name: string; readonly definition: string }) {
  return (
    <>
      {name} <DefinitionTip term={name}>{definition}</DefinitionTip>
    </>
  );
}

function Purchases({ orders }: { readonly orders: Insight["orders"] | null }) {
  const t = useT();
  if (!orders) {
    return (
      <Section title={t("purchases")}>
        <p>{t("purchases_none")}</p>
      </Section>
    );
  }
  const money: Fact[] = orders.money.map(({ net, currency }) => ({
    label: <Defined name={t("value_net")} definition={orders.definition} />,
    value: <Money amount={net} currency={currency} />,
  }));
  const [only, ...others] = orders.money;
  const average: Fact[] =
    only && others.length === 0 && orders.orders > 0
      ? [
          {
            label: t("value_average"),
            value: <Money amount={only.net / orders.orders} currency={only.currency} />,
          },
        ]
      : [];
  const counts: Fact[] = [
    { label: t("orders"), value: <Count value={orders.orders} /> },
    { label: t("items"), value: <Count value={orders.items} /> },
    { label: t("items_returned"), value: <Count value={orders.returnedItems} /> },
    { label: t("last_order"), value: <Day value={orders.lastOrderAt} /> },
  ];
  const cycle: Fact[] = orders.cycleDays
    ? [{ label: t("cycle"), value: t("days", { days: Math.round(orders.cycleDays) }) }]
    : [];
  return (
    <Section title={t("purchases")}>
      <FactList facts={[...money, ...average, ...counts, ...cycle]} />
    </Section>
  );
}

function Accounts({ customer }: Props) {
  const t = useT();
  if (customer.loyaltyAccounts.length === 0) return null;
  const facts = customer.loyaltyAccounts.flatMap(({ program, balance, pending, tier, nextExpiries }): Fact[] => [
    { label: program.name, value: <Points value={balance} unit={program.unitName} /> },
    ...(pending > 0 ? [{ label: t("points_pending"), value: <Points value={pending} /> }] : []),
    ...(tier?.name ? [{ label: t("tier_name"), value: tier.name }] : []),
    ...nextExpiries.map(({ points, expiresAt }) => ({
      label: t("points_expire"),
      value: (
        <>
          <Points value={points} /> · <Day value={expiresAt} />
        </>
      ),
    })),
  ]);
  return (
    <Section title={t("points_title")}>
      <FactList facts={facts} />
    </Section>
  );
}

function Inferred({ insight }: { readonly insight: Insight }) {
  const t = useT();
  const word = useWord();
  const { scores, prediction } = insight;
  const said = insight.relationshipIsStated ? ` (${t("relationship_stated")})` : "";
  const facts: Fact[] = [
    {
      label: <Defined name={t("lifecycle")} definition={insight.lifecycleDefinition} />,
      value: insight.assessedAt && insight.lifecycle ? word(insight.lifecycle) : t("not_assessed"),
    },
    {
      label: <Defined name={t("relationship")} definition={insight.relationshipDefinition} />,
      value: word(insight.relationshipType, "relation") + said,
    },
    ...(scores
      ? [
          {
            label: <Defined name={t("scores")} definition={scores.definition} />,
            value: t("scores_value", {
              recency: scores.recency,
              frequency: scores.frequency,
              monetary: scores.monetary,
            }),
          },
        ]
      : []),
    ...(prediction ? predicted(prediction, t) : []),
    { label: t("assessed"), value: <DateTime value={insight.assessedAt} /> },
  ];
  return (
    <Section title={t("inferred")}>
      <FactList facts={facts} />
      <Why title={t("why_lifecycle")} signals={insight.lifecycleSignals} />
      <Why title={t("why_relationship")} signals={insight.relationshipSignals} />
    </Section>
  );
}

function predicted(prediction: Prediction, t: ReturnType<typeof useT>): Fact[] {
  const named = (name: string) => <Defined name={t(name)} definition={prediction.definition} />;
  const value: Fact[] = prediction.expectedValue
    ? [
        {
          label: named("expected_value"),
          value: <Money amount={prediction.expectedValue} currency={prediction.currency} />,
        },
      ]
    : [];
  return [
    {
      label: named("alive"),
      value: <Percent basisPoints={Math.round(prediction.probabilityAlive * 10_000)} />,
    },
    ...value,
    { label: named("next_order"), value: <Day value={prediction.nextOrderOn} /> },
  ];
}

interface WhyProps {
  readonly title: string;
  readonly signals: Insight["lifecycleSignals"];
}

/** On what an inference rests, so that nobody has to believe it. */
function Why({ title, signals }: WhyProps) {
  const t = useT();
  if (signals.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {signals.map((signal) => (
          <li key={signal.code}>{t("signal", { words: signal.words, weight: signal.weight })}</li>
        ))}
      </ul>
    </details>
  );
}

function Told({ customer }: Props) {
  const t = useT();
  const word = useWord();
  const intl = useIntl();
  const { details, email } = customer;
  const hasAttributes = customer.attributes.length > 0 || customer.unknownFields.some((one) => attributeOf(one) !== null);
  const attributeName = useAttributeNames(hasAttributes);
  const languageName = (code: string) => intl.formatDisplayName(code, { type: "language" }) ?? code;
  const doubt = email && !customer.emailIsVerified ? ` (${t("email_unverified")})` : "";
  const facts: Fact[] = [
    { label: t("email"), value: (email || t("none")) + doubt },
    { label: t("known_since"), value: <Day value={customer.createdAt} /> },
    ...(details.birthday ? [{ label: t("birthday"), value: <Birthday {...details.birthday} /> }] : []),
    ...(details.language ? [{ label: t("language"), value: languageName(details.language) }] : []),
    ...(details.timeZone ? [{ label: t("time_zone"), value: details.timeZone }] : []),
    ...customer.attributes.map(({ name, value }) => ({ label: attributeName(name), value })),
  ];
  const unknown = customer.unknownFields.map((field) => {
    const attribute = attributeOf(field);
    return attribute === null ? word(field) : attributeName(attribute);
  });
  return (
    <Section title={t("told")}>
      <FactList facts={facts} />
      {unknown.length > 0 ? (
        <p className="crm-customers__aside">{t("ask_next", { fields: unknown.join(", ") })}</p>
      ) : null}
    </Section>
  );
}

interface BirthdayProps {
  readonly year?: number | null | undefined;
  readonly month: number;
  readonly day: number;
}

/** A birthday whose year nobody has told is written without one. */
function Birthday({ year, month, day }: BirthdayProps) {
  const intl = useIntl();
  const date = new Date(Date.UTC(year ?? 2000, month - 1, day));
  return (
    <>
      {intl.formatDate(date, {
        timeZone: "UTC",
        day: "numeric",
        month: "long",
        ...(year ? { year: "numeric" } : {}),
      })}
    </>
  );
}
