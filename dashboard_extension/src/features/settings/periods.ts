/** Periods as people write them: the API counts hours, staff count days and weeks. */

export const PERIOD_UNITS = ["hours", "days", "weeks"] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

export interface Period {
  /** Null while nothing is written. */
  length: number | null;
  unit: PeriodUnit;
}

const HOURS: Record<PeriodUnit, number> = { hours: 1, days: 24, weeks: 168 };

/** In the largest unit of which it is a whole number. */
export function periodOf(hours: number): Period {
  const unit = PERIOD_UNITS.toReversed().find((one) => hours % HOURS[one] === 0) ?? "hours";
  return { length: hours / HOURS[unit], unit };
}

export function hoursOf({ length, unit }: Period): number | null {
  return length === null ? null : length * HOURS[unit];
}
