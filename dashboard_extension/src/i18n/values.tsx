/** Money, numbers and times in the language and region of the member of staff. */
import { FormattedDate, FormattedNumber, useIntl } from "react-intl";

/** Amounts of the API are numbers; those in what it keeps as JSON, such as a timeline's entries, are texts. */
export type Amount = string | number;

export interface MoneyProps {
  amount: Amount | null | undefined;
  currency: string;
}

const NOTHING = "–";

export function Money({ amount, currency }: MoneyProps) {
  if (amount === null || amount === undefined) return NOTHING;
  return <FormattedNumber value={Number(amount)} style="currency" currency={currency} />;
}

export function Count({ value }: { value: number | null | undefined }) {
  return value === null || value === undefined ? NOTHING : <FormattedNumber value={value} />;
}

/** A share in hundredths of a percent: 1250 is 12.5 %. */
export function Percent({ basisPoints }: { basisPoints: number | null | undefined }) {
  if (basisPoints === null || basisPoints === undefined) return NOTHING;
  return <FormattedNumber value={basisPoints / 10_000} style="percent" maximumFractionDigits={1} />;
}

interface TimeProps {
  /** ISO 8601. */
  value: string | null | undefined;
}

export function DateTime({ value }: TimeProps) {
  if (!value) return NOTHING;
  return (
    <time dateTime={value}>
      <FormattedDate value={value} dateStyle="medium" timeStyle="short" />
    </time>
  );
}

/** A calendar day: of `2026-11-22` always the 22nd, in whatever time zone it is read. */
export function Day({ value }: TimeProps) {
  if (!value) return NOTHING;
  const isDateOnly = value.length === 10;
  return (
    <time dateTime={value}>
      <FormattedDate value={value} dateStyle="medium" {...(isDateOnly ? { timeZone: "UTC" } : {})} />
    </time>
  );
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 days ago"; the exact time shows on hover and is read from the element. */
export function Relative({ value }: TimeProps) {
  const intl = useIntl();
  if (!value) return NOTHING;
  const seconds = (new Date(value).getTime() - Date.now()) / 1000;
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? (["second", 1] as const);
  return (
    <time dateTime={value} title={intl.formatDate(value, { dateStyle: "full", timeStyle: "short" })}>
      {intl.formatRelativeTime(Math.round(seconds / size), unit, { numeric: "auto" })}
    </time>
  );
}
