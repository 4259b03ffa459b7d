import { expect, it } from "vitest";

import { builderPath, ruleOfScores, ruleOfStep } from "./segmentRules";

it("asks for everybody with these scores", () => {
  expect(ruleOfScores(5, 2)).toEqual({
    all: [
      { field: "rfm.recency", operator: "is", value: 5 },
      { field: "rfm.frequency", operator: "is", value: 2 },
    ],
  });
  expect(() => ruleOfScores(6, 1)).toThrow(RangeError);
});

it("asks for a step where a segment can", () => {
  expect(ruleOfStep("repeat_customer")).toEqual({ field: "orders.count", operator: "at_least", value: 2 });
  expect(ruleOfStep("known")).toBeNull();
});

it("fills the builder with a rule", () => {
  const [path, query] = builderPath(ruleOfScores(1, 1)).split("?");
  expect(path).toBe("/segments/new");
  expect(JSON.parse(new URLSearchParams(query).get("rule") ?? "")).toEqual(ruleOfScores(1, 1));
});
