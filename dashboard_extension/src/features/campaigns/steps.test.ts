import { expect, it } from "vitest";

import { faultsByStep, stepOfField } from "./steps";

it.each([
  ["name", "goal"],
  ["definition.holdout_basis_points", "goal"],
  ["definition.audience", "audience"],
  ["definition.audience.segments.0", "audience"],
  ["definition.content.variants.1.template", "content"],
  ["definition.content.code.voucher", "offer"],
  ["definition.content.purpose", "goal"],
  ["definition.when.repeat", "schedule"],
  ["version", "review"],
  ["definition", "review"],
])("finds %s in the step %s", (path, step) => {
  expect(stepOfField(path)).toBe(step);
});

it("counts faults by step", () => {
  const faults = faultsByStep({ "definition.when.at": "Over.", "definition.when.zone": "None.", name: "Too long." });
  expect([...faults]).toEqual([
    ["schedule", 2],
    ["goal", 1],
  ]);
});
