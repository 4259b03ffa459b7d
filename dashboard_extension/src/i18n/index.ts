/** Languages, messages, and how values are written. */
export { Translations } from "./provider";
export { Count, DateTime, Day, Money, Percent, Relative, type Amount } from "./values";
export { LANGUAGES, languageFor, PSEUDO_LOCALE, type Language } from "./locales";
