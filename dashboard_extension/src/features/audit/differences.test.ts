/** A change is told value by value. */
import { expect, it } from "vitest";
import { differences } from "./differences";

it("sets what was beside what is, by name", () => {
  expect(differences({ name: "Old", days: 3 }, { name: "New", days: null, rules: [1] })).toEqual([
    { name: "days", before: 3, after: null },
    { name: "name", before: "Old", after: "New" },
    { name: "rules", before: undefined, after: [1] },
  ]);
});

it("takes what is no record for nothing", () => {
  expect(differences(null, [1, 2])).toEqual([]);
  expect(differences({ gone: true }, undefined)).toEqual([{ name: "gone", before: true, after: undefined }]);
});
