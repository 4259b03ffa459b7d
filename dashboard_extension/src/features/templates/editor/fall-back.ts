/** What somebody reads whose language is not written, as `templates/policies/languages.py` decides it. */
import { STANDARD, type Draft, type Place } from "./draft";

const TRADITIONAL = new Set(["tw", "hk", "mo"]);

/** Where somebody of this language and variant finds their text; null where there is none at all. */
export function readFrom(draft: Draft, { language, variant }: Place, defaultLanguage: string): Place | null {
  const own = languagesIn(draft, variant);
  const from = own.length > 0 ? variant : STANDARD;
  const found = nearest(language, own.length > 0 ? own : languagesIn(draft, STANDARD), defaultLanguage);
  return found === null ? null : { language: found, variant: from };
}

function languagesIn(draft: Draft, variant: string): string[] {
  return draft.contents.filter((one) => one.variant === variant).map(({ language }) => language);
}

/** The nearest of the languages: the tag itself, its shorter forms, a sister of those, then the default's. */
export function nearest(language: string, available: readonly string[], defaultLanguage: string): string | null {
  const sorted = [...available].sort();
  for (const tag of [...formsOf(language), ...formsOf(defaultLanguage)]) {
    if (sorted.includes(tag)) return tag;
    const sister = tag.includes("-") ? undefined : sorted.find((one) => one.split("-")[0] === tag);
    if (sister !== undefined) return sister;
  }
  return null;
}

function formsOf(language: string): string[] {
  const parts = language.split("-").filter((part) => part !== "");
  const forms = parts.map((_, place) => parts.slice(0, parts.length - place).join("-"));
  const isPlainChinese = parts[0] === "zh" && !parts.includes("hant");
  if (isPlainChinese && parts.slice(1).some((part) => TRADITIONAL.has(part))) forms.splice(-1, 0, "zh-hant");
  return forms;
}
