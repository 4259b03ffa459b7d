/** The numbers of a series figure as a table, and as rows for the drawing. */
import { useIntl } from "react-intl";
import type { FigureTable } from "./figure-frame";
import type { SeriesFigureProps } from "./types";

export function useFormat(format: ((value: number) => string) | undefined): (value: number) => string {
  const intl = useIntl();
  return format ?? ((value) => intl.formatNumber(value));
}

export function seriesTable(
  { points, pointsLabel, series }: SeriesFigureProps,
  format: (value: number) => string,
): FigureTable {
  return {
    head: [pointsLabel, ...series.map(({ label }) => label)],
    rows: points.map((point, place) => [point, ...series.map(({ values }) => values[place] ?? null)]),
    format,
  };
}

export function drawnRows({ points, series }: SeriesFigureProps): Record<string, string | number | null>[] {
  return points.map((point, place) => ({
    point,
    ...Object.fromEntries(series.map(({ key, values }) => [key, values[place] ?? null])),
  }));
}

/** Whoever has asked for less motion gets none. */
export function isMotionWelcome(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
