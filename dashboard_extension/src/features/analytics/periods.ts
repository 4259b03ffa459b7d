/** The period that figures are asked for, and the one before it that they are compared with. */

export const PERIODS = ["30", "90", "365", "all"] as const;
export type PeriodName = (typeof PERIODS)[number];

export interface Period {
  readonly since: string | null;
  readonly until: string;
}

const DAY_MS = 86_400_000;

export function isPeriodName(value: string | null): value is PeriodName {
  return PERIODS.some((one) => one === value);
}

/** The days until now; null for everything there is. */
export function periodOf(name: PeriodName, now: Date): Period {
  const until = now.toISOString();
  if (name === "all") return { since: null, until };
  return { since: new Date(now.getTime() - Number(name) * DAY_MS).toISOString(), until };
}

/** As many days before; null where the period has no beginning. */
export function periodBefore({ since, until }: Period): Period | null {
  if (since === null) return null;
  const [begin, end] = [Date.parse(since), Date.parse(until)];
  return { since: new Date(begin - (end - begin)).toISOString(), until: since };
}
