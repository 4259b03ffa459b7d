/** What axe finds serious on a page or in a frame, shadow roots included. */
import type { Frame, Page } from "@playwright/test";
import axe from "axe-core";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** Returns a line for each rule that is broken, with the places; none when all is well. */
export async function violationsIn(place: Frame | Page): Promise<string[]> {
  await place.evaluate(axe.source);
  const found = await place.evaluate(() =>
    window.axe
      .run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
      .then((result) => result.violations),
  );
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
