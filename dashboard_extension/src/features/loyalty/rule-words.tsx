/** The settings of a rule as a sentence; rules that came later are shown by their values. */
import type { ReactNode } from "react";
import { FormattedMessage, type IntlShape } from "react-intl";
import type { LoyaltyRuleFragment } from "../../api/generated/loyalty";
import { Count, Money } from "../../i18n";

interface Rate {
  amount?: string | number;
  points: number;
  minimum?: string | number | null;
}

interface KnownSettings {
  by_currency?: Record<string, Rate>;
  by_field?: Record<string, number>;
  points?: number;
}

/** Known kinds are translated, others are called what the shop calls them. */
export function ruleName(intl: IntlShape, { code, label }: Pick<LoyaltyRuleFragment, "code" | "label">): string {
  const id = `loyalty.rule.${code}`;
  return id in intl.messages ? intl.formatMessage({ id }) : label;
}

export function SettingsText({ code, settings }: { code: string; settings: unknown }) {
  const known = (settings ?? {}) as KnownSettings;
  const lines = linesOf(code, known);
  if (lines.length === 0) return <code>{JSON.stringify(settings)}</code>;
  return (
    <ul className="crm-plain-list">
      {lines.map(({ key, line }) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  );
}

function linesOf(code: string, { by_currency = {}, by_field = {}, points }: KnownSettings): { key: string; line: ReactNode }[] {
  if (code === "sign_up" && points !== undefined) {
    return [{ key: code, line: <FormattedMessage id="loyalty.gives.points" values={{ points: <Count value={points} /> }} /> }];
  }
  if (code === "profile_fields") {
    return Object.entries(by_field).map(([field, earned]) => ({
      key: field,
      line: <FormattedMessage id="loyalty.gives.field" values={{ field, points: <Count value={earned} /> }} />,
    }));
  }
  if (code !== "per_amount_spent" && code !== "first_order") return [];
  return Object.entries(by_currency).map(([currency, rate]) => ({
    key: currency,
    line: <RateText code={code} currency={currency} rate={rate} />,
  }));
}

function RateText({ code, currency, rate }: { code: string; currency: string; rate: Rate }) {
  const points = <Count value={rate.points} />;
  if (code === "per_amount_spent") {
    const amount = <Money amount={rate.amount} currency={currency} />;
    return <FormattedMessage id="loyalty.gives.perAmount" values={{ points, amount }} />;
  }
  if (rate.minimum !== undefined && rate.minimum !== null) {
    const minimum = <Money amount={rate.minimum} currency={currency} />;
    return <FormattedMessage id="loyalty.gives.fromMinimum" values={{ points, minimum }} />;
  }
  return <FormattedMessage id="loyalty.gives.inCurrency" values={{ points, currency }} />;
}
