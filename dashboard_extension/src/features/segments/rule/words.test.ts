import { createIntl } from "react-intl";
import { expect, test } from "vitest";
import { messagesOf } from "../../../test-kit";
import { FIELDS, MILAN } from "../testing";
import { byCode } from "./fields";
import { canBeAsked, problemsIn } from "./problems";
import { readRule, type Json } from "./tree";
import { ruleInWords } from "./words";

const fields = byCode(FIELDS);
const SPENT = { field: "orders.spent", operator: "at_least", value: 200, of: { currency: "EUR" }, within_days: 90 };

function words(rule: Json, locale = "en"): string {
  const intl = createIntl({ locale, messages: messagesOf(locale) });
  const nameOf = (source: string, value: string): string => (source === "category" ? `Category ${value}` : value);
  return ruleInWords(readRule(rule), { intl, fields, nameOf });
}

test("a rule is told in one sentence", () => {
  const rule = {
    all: [
      MILAN,
      { not: { field: "orders.last_at", operator: "in_last_days", value: 30 } },
      { any: [SPENT, { field: "orders.categories", operator: "has_any", value: [3, 4] }] },
    ],
  };

  expect(words(rule)).toBe(
    "People for whom this holds: City is Milano, not (Last order is in the last 30 days), and " +
      "(Spent (EUR) in the last 90 days is at least 200 or Categories bought has any of Category 3 and Category 4).",
  );
});

test("and in Italian and Chinese", () => {
  expect(words({ any: [MILAN, SPENT] }, "it")).toBe(
    "Persone per cui vale: Città è Milano o Speso (EUR) negli ultimi 90 giorni è almeno 200.",
  );
  expect(words({ all: [MILAN] }, "zh-Hans")).toBe("符合以下条件的人：城市为Milano。");
});

test("long lists are cut short, and unfinished rows stay readable", () => {
  const cities = Array.from({ length: 12 }, (_, place) => `C${String(place)}`);

  expect(words({ all: [{ field: "place.city", operator: "one_of", value: cities }] })).toContain("C9, and 2 more");
  expect(words({ all: [{ field: "", operator: "" }] })).toBe("People for whom this holds: ….");
  expect(words({ all: [] })).toBe("Everybody that the shop knows.");
});

const MISSING: [string, Json][] = [
  ["field", { field: "", operator: "" }],
  ["gone", { field: "no.more", operator: "is", value: 1 }],
  ["operator", { field: "place.city", operator: "at_least", value: 1 }],
  ["value", { ...MILAN, value: " " }],
  ["value", { field: "place.city", operator: "one_of", value: [] }],
  ["number", { ...SPENT, value: "a lot" }],
  ["number", { ...SPENT, value: "1.23456" }],
  ["pair", { ...SPENT, operator: "between", value: [9, 1] }],
  ["scope", { ...SPENT, of: {} }],
  ["days", { ...SPENT, within_days: 0 }],
  ["days", { field: "orders.last_at", operator: "in_last_days", value: 4000 }],
  ["segment", { segment: "x" }],
];

test.each(MISSING)("what lacks a %s cannot be asked", (problem, part) => {
  const root = readRule({ all: [MILAN, part] });

  expect([...problemsIn(root, fields)]).toEqual([[root.children[1]?.id, problem]]);
  expect(canBeAsked(root, fields)).toBe(false);
});

test("a rule that lacks nothing can be asked, one without conditions cannot", () => {
  expect(canBeAsked(readRule({ all: [MILAN, SPENT, { segment: 4 }] }), fields)).toBe(true);
  expect(canBeAsked(readRule({ all: [] }), fields)).toBe(false);
});
