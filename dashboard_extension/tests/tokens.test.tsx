/** The colors of both themes are those of the Dashboard's own library; `npm run tokens` copies them anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { ThemeProvider } from "@saleor/macaw-ui";
import { render } from "@testing-library/react";
import { expect, test } from "vitest";

const FILE = "src/ui/tokens.css";
const THEMES = [
  [":root", "defaultLight"],
  [':root[data-theme="dark"]', "defaultDark"],
] as const;

function tokensOf(theme: "defaultLight" | "defaultDark"): string[] {
  render(<ThemeProvider defaultTheme={theme}>{null}</ThemeProvider>);
  const { style } = document.documentElement;
  return Array.from(style)
    .filter((name) => name.startsWith("--mu-colors"))
    .map((name) => `  ${name}: ${style.getPropertyValue(name)};`)
    .sort();
}

test("tokens.css holds the colors of macaw-ui", () => {
  // Arrange
  const blocks = THEMES.map(([selector, theme]) => `${selector} {\n${tokensOf(theme).join("\n")}\n}\n`);
  const wanted = ["/* Colors of @saleor/macaw-ui (see NOTICE). Written by `npm run tokens`. */\n", ...blocks].join("\n");

  // Act
  if (process.env["TOKENS"] === "write") writeFileSync(FILE, wanted);

  // Assert
  expect(wanted).toContain("--mu-colors-background-default1:");
  expect(readFileSync(FILE, "utf8")).toBe(wanted);
});
