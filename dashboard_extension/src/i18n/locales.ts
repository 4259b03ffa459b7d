/** The languages of the pages, and which of them serves a wish. */

export const LANGUAGES = ["en", "it", "zh-Hans"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Not a language: English with longer, accented words, by which untranslated and clipped texts show. */
export const PSEUDO_LOCALE = "en-XA";

export function languageFor(locale: string): Language {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  if (primary === "it") return "it";
  return primary === "zh" ? "zh-Hans" : "en";
}

/** Return the tag that dates and numbers are written by: the staff's own region, if it is of the language shown. */
export function formattingLocale(locale: string): string {
  const language = languageFor(locale);
  const tag = locale.replaceAll("_", "-");
  const isOurs = tag.toLowerCase().startsWith(language.slice(0, 2)) && tag !== PSEUDO_LOCALE;
  return isOurs && Intl.NumberFormat.supportedLocalesOf([tag]).length > 0 ? tag : language;
}
