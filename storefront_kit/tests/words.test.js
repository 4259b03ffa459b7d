/** Every language says the same things with the same blanks. */

import { expect, test } from "vitest";

import { statusOf } from "../src/preferences.js";
import { nearest } from "../src/standing.js";
import { languageOf, speaker, WORDS } from "../src/words.js";
import { consent } from "./shop.js";

const blanks = (words) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, [...new Set(word.match(/\{\w+\}/g) ?? [])].sort()]));

test.each(["it", "zh-Hans"])("%s has the words of English, with the same blanks", (language) => {
  expect(blanks(WORDS[language])).toEqual(blanks(WORDS.en));
});

test.each([
  ["it_CH", "it"],
  ["zh-TW", "zh-Hans"],
  ["de", "en"],
  ["", "en"],
])("%j is spoken to in %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test("a word that does not exist is a fault", () => {
  expect(() => speaker("en")("constructor")).toThrow(RangeError);
});

test.each([
  ["nothing said is no", [], "club", "UNKNOWN"],
  ["a list goes with the whole", [consent("email", "MARKETING", "", "GRANTED")], "club", "GRANTED"],
  [
    "a list that was left stays left",
    [consent("email", "MARKETING", "", "GRANTED", 2), consent("email", "MARKETING", "club", "WITHDRAWN", 1)],
    "club",
    "WITHDRAWN",
  ],
  [
    "leaving the whole leaves its lists",
    [consent("email", "MARKETING", "", "WITHDRAWN", 2), consent("email", "MARKETING", "club", "GRANTED", 1)],
    "club",
    "WITHDRAWN",
  ],
  [
    "one list can be asked for after that",
    [consent("email", "MARKETING", "", "WITHDRAWN", 1), consent("email", "MARKETING", "club", "GRANTED", 2)],
    "club",
    "GRANTED",
  ],
  ["all channels count for each", [consent("any", "MARKETING", "", "GRANTED")], "", "GRANTED"],
  ["another purpose does not count", [consent("email", "PROFILING", "", "GRANTED")], "", "UNKNOWN"],
])("%s", (_name, consents, listCode, status) => {
  expect(statusOf(consents, { channel: "email", purpose: "MARKETING", listCode })).toBe(status);
});

test("the bar shows the currency in which most of the way is done", () => {
  const counted = [
    { currency: "EUR", value: 50 },
    { currency: "USD", value: 10 },
  ];
  const missing = [
    { currency: "EUR", value: 50 },
    { currency: "USD", value: 90 },
    { currency: "PLN", value: 400 },
  ];
  expect(nearest({ counted, missing })).toBe(0.5);
});
