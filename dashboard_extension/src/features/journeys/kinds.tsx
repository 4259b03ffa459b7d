/** What a definition can name, and what the shop has to choose from, for everything below. */

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { JsonSchema, Kind } from "./model/definition";
import { plainWords, useWords } from "./words";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Choices {
  readonly templates: readonly Choice[];
  readonly segments: readonly Choice[];
  readonly programs: readonly Choice[];
  readonly shopChannels: readonly Choice[];
  /** Vouchers of single use, by the number of their row. */
  readonly vouchers: readonly Choice[];
  /** Who works in the shop, by the number of the account. */
  readonly staff: readonly Choice[];
}

export const NO_CHOICES: Choices = {
  templates: [],
  segments: [],
  programs: [],
  shopChannels: [],
  vouchers: [],
  staff: [],
};

interface Catalog {
  readonly kinds: readonly Kind[];
  readonly choices: Choices;
}

const CatalogContext = createContext<Catalog>({ kinds: [], choices: NO_CHOICES });

export function CatalogProvider({ value, children }: { value: Catalog; children: ReactNode }) {
  return <CatalogContext.Provider value={value}>{children}</CatalogContext.Provider>;
}

/** What the API tells of kinds, its forms as plain values. */
export function readKinds(
  rows: readonly { group: string; code: string; label: string; settingsSchema?: unknown }[],
): readonly Kind[] {
  return rows.map((row) => ({
    group: row.group,
    code: row.code,
    label: row.label,
    settingsSchema: (row.settingsSchema as JsonSchema | undefined) ?? null,
  }));
}

interface KnownKinds {
  readonly choices: Choices;
  of: (group: string) => readonly Kind[];
  find: (group: string, code: string) => Kind | undefined;
  label: (group: string, code: string) => string;
  options: (group: string) => readonly Choice[];
  /** Who did something, by name: `user:5`, `app:2`, or empty where it happened by itself. */
  author: (code: string) => string;
}

export function useKinds(): KnownKinds {
  const { kinds, choices } = useContext(CatalogContext);
  const { say, known } = useWords();
  return useMemo(() => {
    const of = (group: string) => kinds.filter((kind) => kind.group === group);
    const find = (group: string, code: string) =>
      kinds.find((kind) => kind.group === group && kind.code === code);
    const label = (group: string, code: string) =>
      known(`journeys.${group}.${code}`, find(group, code)?.label ?? plainWords(code));
    const options = (group: string) =>
      of(group)
        .map((kind) => ({ value: kind.code, label: label(group, kind.code) }))
        .sort((one, other) => one.label.localeCompare(other.label));
    const author = (code: string) => {
      const [kind, number = ""] = code.split(":");
      if (kind === "user") {
        return choices.staff.find((one) => one.value === number)?.label ?? say("journeys.staffMember", { number });
      }
      return kind === "app" ? say("journeys.author.app", { number }) : say("journeys.author.itself");
    };
    return { choices, of, find, label, options, author };
  }, [kinds, choices, say, known]);
}
