/** The shop's metrics in the shapes that figures are drawn from. */

export interface MetricPoint {
  readonly of: string;
  readonly to: string;
  readonly after: number | null;
  readonly count: number;
  readonly total: number | null;
  readonly share: number | null;
  readonly currency: string;
  readonly amount: number | null;
}

/** Rows and columns with a number, or none, where they meet. */
export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: ReadonlyMap<string, MetricPoint>;
}

/** Below this no rate is shown: one person more or less would turn it around. */
export const LEAST_CUSTOMERS = 30;

export const cellKey = (row: string, column: string): string => `${row}|${column}`;

/** The cohorts by their first month and the months after it, at most twelve of each. */
export function cohortGrid(points: readonly MetricPoint[], most = 12): Grid {
  const rows = distinct(points.map((one) => one.of)).sort().slice(-most);
  const shown = points.filter((one) => rows.includes(one.of) && (one.after ?? 0) <= most);
  const last = Math.max(0, ...shown.map((one) => one.after ?? 0));
  return {
    rows,
    columns: Array.from({ length: last + 1 }, (_, after) => String(after)),
    cells: new Map(shown.map((one) => [cellKey(one.of, String(one.after ?? 0)), one])),
  };
}

/** How many bought for the first time and how many came back, by month; from the cohorts alone. */
export function buyersByMonth(points: readonly MetricPoint[]): { month: string; first: number; again: number }[] {
  const months = new Map<string, { month: string; first: number; again: number }>();
  for (const point of points) {
    const month = monthAfter(point.of, point.after ?? 0);
    const known = months.get(month) ?? { month, first: 0, again: 0 };
    if (point.after === 0) known.first += point.count;
    else known.again += point.count;
    months.set(month, known);
  }
  return [...months.values()].sort((one, other) => one.month.localeCompare(other.month));
}

/** Recency from 5 down, frequency from 1 up: whoever buys lately and often stands at the top right. */
export function rfmGrid(points: readonly MetricPoint[]): Grid {
  return {
    rows: ["5", "4", "3", "2", "1"],
    columns: ["1", "2", "3", "4", "5"],
    cells: new Map(points.map((one) => [cellKey(one.of, one.to), one])),
  };
}

/** From which tier to which; in the order in which they are named, none at the end. */
export function migrationGrid(points: readonly MetricPoint[]): Grid {
  const names = distinct(points.flatMap((one) => [one.of, one.to]));
  const ordered = [...names.filter((one) => one !== "none"), ...names.filter((one) => one === "none")];
  return {
    rows: ordered.filter((name) => points.some((one) => one.of === name)),
    columns: ordered.filter((name) => points.some((one) => one.to === name)),
    cells: new Map(points.map((one) => [cellKey(one.of, one.to), one])),
  };
}

/** Amounts by currency and group, months added up; currencies are never added. */
export function amountsByCurrency(points: readonly MetricPoint[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const one of points) {
    if (one.currency === "" || one.amount === null) continue;
    sums.set(one.currency, (sums.get(one.currency) ?? 0) + one.amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** How much more or less than before, in parts of 1; null where there is nothing to compare. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / before;
}

function monthAfter(month: string, after: number): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + after, 1)).toISOString().slice(0, 7);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
