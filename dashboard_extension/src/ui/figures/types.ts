/** What every figure is given; the table, the summary and the file are made of the same numbers. */

export interface FigureProps {
  /** A sentence that says what is seen: "Points earned rose by a third since May". */
  title: string;
  /** One or two sentences for those who do not see the figure. */
  summary: string;
}

export interface Series {
  key: string;
  label: string;
  /** As many as there are `points`; null where nothing is known. */
  values: readonly (number | null)[];
}

export interface SeriesFigureProps extends FigureProps {
  /** What stands along the axis: days, months, names. */
  points: readonly string[];
  /** The heading of the first column of the table. */
  pointsLabel: string;
  series: readonly Series[];
  /** Writes a value: `(n) => intl.formatNumber(n)`. */
  format?: (value: number) => string;
  onSelect?: (point: number) => void;
}

export interface FunnelFigureProps extends FigureProps {
  steps: readonly { key: string; label: string; value: number }[];
  stepsLabel: string;
  valueLabel: string;
  format?: (value: number) => string;
}

export interface HeatMapProps extends FigureProps {
  rows: readonly { key: string; label: string; values: readonly (number | null)[] }[];
  rowsLabel: string;
  columns: readonly string[];
  format?: (value: number) => string;
  onSelect?: (row: number, column: number) => void;
  /** Makes the names of the rows buttons. */
  onSelectRow?: (row: number) => void;
}
