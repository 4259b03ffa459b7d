import { expect, test } from "vitest";
import {
  addPart,
  changePart,
  emptyCondition,
  emptyGroup,
  focusAfterRemoval,
  partAt,
  placesOf,
  readRule,
  removePart,
  writeRule,
  type Group,
  type Json,
} from "./tree";

const CITY = { field: "place.city", operator: "is", value: "Milano" };
const SPENT = { field: "orders.spent", operator: "at_least", value: "200", of: { currency: "EUR" }, within_days: 90 };

const SAME: [string, Json][] = [
  ["a group", { all: [CITY, SPENT] }],
  ["a group in a group", { any: [CITY, { all: [SPENT, { segment: 12 }] }] }],
  ["a negated condition", { all: [{ not: CITY }] }],
  ["a negated group", { all: [{ not: { any: [CITY, SPENT] } }] }],
  ["a negated rule", { not: { all: [CITY] } }],
  ["a condition without a value", { all: [{ field: "place.city", operator: "known" }] }],
];

test.each(SAME)("%s is written as it was read", (_, rule) => {
  expect(writeRule(readRule(rule))).toEqual(rule);
});

test("a rule of one condition becomes a group of one", () => {
  expect(writeRule(readRule(CITY))).toEqual({ all: [CITY] });
  expect(writeRule(readRule({ not: CITY }))).toEqual({ all: [{ not: CITY }] });
});

test("a negation of a negation is none", () => {
  expect(writeRule(readRule({ all: [{ not: { not: CITY } }] }))).toEqual({ all: [CITY] });
});

test("groups without anything in them are left out, at any depth", () => {
  const empty = { ...emptyGroup(), children: [emptyGroup("any")] };
  const root: Group = { ...readRule({ all: [CITY] }) };

  expect(writeRule(addPart(root, root.id, empty))).toEqual({ all: [CITY] });
});

test("what is no rule becomes one with an empty condition", () => {
  for (const rule of [null, 7, "x", [], { nothing: 1 }]) {
    expect(writeRule(readRule(rule))).toEqual({ all: [{ field: "", operator: "" }] });
  }
});

test("a refusal is found at its place", () => {
  const root = readRule({ all: [CITY, { not: { any: [SPENT, { segment: 3 }] } }] });
  const [first, group] = root.children;
  const inner = group?.kind === "group" ? group.children : [];

  expect(partAt(root, "rule.all.0.value")).toBe(first?.id);
  expect(partAt(root, "rule.all.1.not.any.0.of.currency")).toBe(inner[0]?.id);
  expect(partAt(root, "rule.all.1.not.any.1.segment")).toBe(inner[1]?.id);
  expect(partAt(root, "rule.all.1.not")).toBe(group?.id);
  expect(partAt(root, "rule")).toBe(root.id);
  expect(partAt(root, "name")).toBeUndefined();
});

test("every part stands at a place of its own", () => {
  const root = readRule({ any: [CITY, { all: [SPENT, CITY] }] });

  expect(new Set(placesOf(root).values()).size).toBe(5);
});

/** Returns the id of the part at a place; tests name places that there are. */
function idAt(root: Group, path: string): string {
  return partAt(root, path) ?? path;
}

test("parts are changed and removed wherever they are, and nothing else", () => {
  const root = readRule({ all: [CITY, { any: [SPENT, CITY] }] });
  const spent = idAt(root, "rule.all.1.any.0");
  const negated = changePart(root, spent, (part) => ({ ...part, isNegated: true }));

  expect(writeRule(negated)).toEqual({ all: [CITY, { any: [{ not: SPENT }, CITY] }] });
  expect(writeRule(removePart(root, spent))).toEqual({ all: [CITY, { any: [CITY] }] });
  expect(writeRule(removePart(root, idAt(root, "rule.all.0")))).toEqual({ all: [{ any: [SPENT, CITY] }] });
  expect(writeRule(root)).toEqual({ all: [CITY, { any: [SPENT, CITY] }] });
});

test("after a removal the part before it has the focus, else its group", () => {
  const root = readRule({ all: [CITY, { any: [SPENT, CITY] }] });
  const [first, group] = [idAt(root, "rule.all.0"), idAt(root, "rule.all.1")];
  const [spent, city] = [idAt(root, "rule.all.1.any.0"), idAt(root, "rule.all.1.any.1")];

  expect(focusAfterRemoval(root, group)).toBe(first);
  expect(focusAfterRemoval(root, first)).toBe(root.id);
  expect(focusAfterRemoval(root, city)).toBe(spent);
  expect(focusAfterRemoval(root, spent)).toBe(group);
  expect(focusAfterRemoval(root, "nobody")).toBeUndefined();
});

test("new parts have ids of their own", () => {
  expect(new Set([emptyCondition().id, emptyCondition().id, emptyGroup().id]).size).toBe(3);
});
