/** The metrics that were asked for, by their code. */
import type { ShopMetricsQuery } from "../../api/generated/analytics";
import type { MetricPoint } from "./figures";

export type Metric = ShopMetricsQuery["crmShopMetrics"][number];

export function metricOf(metrics: readonly Metric[], code: string): Metric | undefined {
  return metrics.find((one) => one.code === code);
}

export function pointsOf(metrics: readonly Metric[] | null, code: string): readonly MetricPoint[] {
  return (metrics ?? [])
    .filter((one) => one.code === code)
    .flatMap((one) => one.points)
    .map((one) => ({
      ...one,
      after: one.after ?? null,
      total: one.total ?? null,
      share: one.share ?? null,
      amount: one.amount ?? null,
    }));
}
