/** Colors of figures, a set for each theme; a test holds them against the grounds and each other. */
import { useBridge } from "../../app-bridge";

interface Palette {
  /** Of the series, in their order. */
  readonly colors: readonly string[];
  readonly text: string;
  readonly grid: string;
}

export const PALETTES = {
  light: {
    colors: ["#1f5fbf", "#b3450b", "#0b7a5a", "#8a2be2", "#9a6a00", "#b0215f"],
    text: "#3d4149",
    grid: "#d5d8dd",
  },
  dark: {
    colors: ["#7fb2ff", "#ff9d66", "#4fd1a5", "#c9a3ff", "#f0c24b", "#ff8fbb"],
    text: "#d7d9de",
    grid: "#4a4f57",
  },
} as const satisfies Record<"light" | "dark", Palette>;

/** What shows beside the pointer: recharts draws it black on white in any theme. */
export const TOOLTIP = {
  contentStyle: {
    color: "var(--crm-text)",
    background: "var(--crm-ground)",
    border: "1px solid var(--crm-line-strong)",
    borderRadius: "var(--crm-radius)",
  },
  itemStyle: { color: "var(--crm-text)" },
  cursor: { fill: "var(--crm-ground-soft)", stroke: "var(--crm-line-strong)" },
} as const;

export function usePalette(): Palette {
  return PALETTES[useBridge().theme];
}
