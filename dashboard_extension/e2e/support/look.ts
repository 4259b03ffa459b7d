/** The three looks in which the pages are seen, and what the pages say in each language. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { createIntl, createIntlCache } from "react-intl";

export type Locale = "en" | "it" | "zh-Hans";

export interface Look {
  readonly locale: Locale;
  readonly theme: "light" | "dark";
}

/** Returns the text of a message as the page shows it. Throws for an id that no catalog has. */
export type Say = (id: string, values?: Record<string, string | number | Date>) => string;

export const SOURCES = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "src");

export function sayIn(locale: Locale): Say {
  const intl = createIntl(
    {
      locale,
      messages: catalog(locale),
      onError: (problem) => {
        throw problem;
      },
    },
    createIntlCache(),
  );
  return (id, values) => intl.formatMessage({ id }, values);
}

function catalog(locale: Locale): Record<string, string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(join("messages", `${locale}.json`)),
  );
  const parts = files.map(
    (path) => JSON.parse(readFileSync(join(SOURCES, path), "utf8")) as Record<string, string>,
  );
  return Object.assign({}, ...parts) as Record<string, string>;
}
