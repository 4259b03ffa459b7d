/** Every language says the same things, with the same blanks to fill in. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../src/i18n";

const FOLDERS = [
  "src/ui",
  "src/shell",
  ...readdirSync("src/features", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join("src/features", entry.name)),
];

function catalogue(folder: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(path.join(folder, "messages", `${language}.json`), "utf8")) as Record<string, string>;
}

/** The names of a message's blanks and tags, each once. */
function blanks(elements: MessageFormatElement[]): string[] {
  const names = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner =
      element.type === TYPE.select || element.type === TYPE.plural
        ? Object.values(element.options).flatMap(({ value }) => blanks(value))
        : element.type === TYPE.tag
          ? blanks(element.children)
          : [];
    return [element.value, ...inner];
  });
  return [...new Set(names)].sort();
}

describe.each(FOLDERS)("%s", (folder) => {
  const english = catalogue(folder, "en");

  test.each(LANGUAGES)("is complete in %s", (language) => {
    // Act
    const messages = catalogue(folder, language);

    // Assert
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(messages)) {
      expect(text.trim(), key).not.toBe("");
      expect({ key, blanks: blanks(parse(text)) }).toEqual({ key, blanks: blanks(parse(english[key] ?? "")) });
    }
  });

  test("owns its keys", () => {
    // Assert
    const prefix = `${path.basename(folder)}.`;
    expect(Object.keys(english).filter((key) => !key.startsWith(prefix))).toEqual([]);
  });
});
