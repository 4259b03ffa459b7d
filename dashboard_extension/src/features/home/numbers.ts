/** What the tiles say, from the points of the shop's metrics. */

interface Point {
  readonly of: string;
  readonly count: number;
  readonly total: number | null;
  readonly share: number | null;
  readonly currency: string;
  readonly amount: number | null;
}

/** Below this no rate is shown: one person more or less would turn it around. */
export const LEAST_CUSTOMERS = 30;

export function countOf(points: readonly Point[], of: string): number {
  return points.find((one) => one.of === of)?.count ?? 0;
}

export function rateOf([point]: readonly Point[]): number | null {
  return (point?.total ?? 0) < LEAST_CUSTOMERS ? null : (point?.share ?? null);
}

/** Amounts added up within each currency. */
export function amountsOf(points: readonly Point[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of points) {
    if (amount !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
