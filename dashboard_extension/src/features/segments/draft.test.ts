import { expect, test } from "vitest";
import { caughtUp, contentOf, draftOf, isDirty } from "./draft";
import { MILAN, segment } from "./testing";

const ROME = { ...MILAN, value: "Roma" };

test("what was only opened is not changed", () => {
  expect(isDirty(draftOf(segment()))).toBe(false);
  expect(isDirty({ ...draftOf(segment()), name: "Other" })).toBe(true);
});

test("a newer segment is taken where nothing was changed here", () => {
  const newer = segment({ version: 4, name: "Milano" });

  expect(caughtUp(draftOf(segment()), newer)).toMatchObject({ version: 4, name: "Milano" });
});

test("changes go on from a version that says the same", () => {
  const mine = { ...draftOf(segment()), name: "Mine" };
  const caught = caughtUp(mine, segment({ version: 4 }));

  expect(caught).toMatchObject({ version: 4, name: "Mine" });
});

test("two different changes are a conflict, two equal ones are none", () => {
  const mine = { ...draftOf(segment()), name: "Mine" };

  expect(caughtUp(mine, segment({ version: 4, rule: { all: [ROME] } }))).toBe("conflict");
  expect(caughtUp(mine, segment({ version: 4, name: "Mine" }))).toMatchObject({ version: 4, name: "Mine" });
});

test("an older answer changes nothing", () => {
  const mine = { ...draftOf(segment()), name: "Mine" };

  expect(caughtUp(mine, segment({ version: 2, name: "Old" }))).toBe(mine);
});

test("a list has no rule", () => {
  expect(contentOf(draftOf(segment({ kind: "LIST", rule: null }))).rule).toBeNull();
});
