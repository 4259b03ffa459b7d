/** What every piece of the kit needs to say something: the language, the formats, and the shop. */

import { formats } from "./format.js";
import { languageOf, speaker } from "./words.js";

/**
 * @typedef {object} View
 * @property {"en" | "it" | "zh-Hans"} language
 * @property {ReturnType<typeof speaker>} say
 * @property {ReturnType<typeof formats>} format
 */

/**
 * @param {string} locale as in `lang`, such as `it-IT`
 * @returns {View}
 */
export function viewFor(locale) {
  const language = languageOf(locale);
  // Dates follow the place (`en-GB`), as long as the words are in the same language.
  const same = locale.toLowerCase().startsWith(language.slice(0, 2));
  return { language, say: speaker(language), format: formats(same ? locale : language) };
}
