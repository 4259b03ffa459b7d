/** Names in several languages, as forms hold them; without React. */
import { LANGUAGES } from "./languages";

/** By language; what is empty is not given. */
export type Names = Readonly<Record<string, string>>;

interface LocalizedName {
  readonly language: string;
  readonly name: string;
}

/** Where the shop says which languages it speaks. */
interface Speaking {
  readonly language: string;
  readonly storefronts: readonly { readonly language: string }[];
}

export function namesOf(given: readonly LocalizedName[]): Names {
  return Object.fromEntries(given.map(({ language, name }) => [language, name]));
}

export function namesInput(names: Names): LocalizedName[] {
  return Object.entries(names).flatMap(([language, name]) => (name.trim() === "" ? [] : [{ language, name: name.trim() }]));
}

/** The languages of the shop and its storefronts, those of the pages, and those in which there is a name already. */
export function languagesOf({ language, storefronts }: Speaking, ...named: readonly Names[]): string[] {
  const all = [language, ...storefronts.map((one) => one.language), ...LANGUAGES, ...named.flatMap((names) => Object.keys(names))];
  return [...new Set(all)].filter((tag) => tag !== "");
}

/** The name in the reader's language or the nearest to it; the code where there is none. */
export function nameFor(locale: string, names: Names, code: string): string {
  const tag = locale.toLowerCase();
  const parts = tag.split("-");
  const nearest = parts.map((_, cut) => parts.slice(0, parts.length - cut).join("-"));
  for (const language of [...nearest, "en", ...Object.keys(names).sort()]) {
    const name = names[language];
    if (name) return name;
  }
  return code;
}
