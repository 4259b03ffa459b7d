/** Colors of figures, a set for each theme. */
import { useBridge } from "../../app-bridge";

const LIGHT = ["#1f5fbf", "#b3450b", "#0b7a5a", "#8a2be2", "#9a6a00", "#b0215f"];
const DARK = ["#7fb2ff", "#ff9d66", "#4fd1a5", "#c9a3ff", "#f0c24b", "#ff8fbb"];

export function usePalette(): { colors: readonly string[]; text: string; grid: string } {
  const { theme } = useBridge();
  return theme === "dark"
    ? { colors: DARK, text: "#d7d9de", grid: "#4a4f57" }
    : { colors: LIGHT, text: "#3d4149", grid: "#d5d8dd" };
}
