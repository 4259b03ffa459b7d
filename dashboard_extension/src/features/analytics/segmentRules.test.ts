import { expect, it } from "vitest";

import { builderPath, ruleOfFirstMonth, ruleOfScores, ruleOfSign, ruleOfStep } from "./segmentRules";

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

it("asks for those whose first order was in a month", () => {
  expect(ruleOfFirstMonth("2025-12")).toEqual({
    all: [
      { field: "orders.first_at", operator: "since", value: "2025-12-01" },
      { field: "orders.first_at", operator: "before", value: "2026-01-01" },
    ],
  });
});

it("asks for the buyers of one channel only", () => {
  const there = { field: "orders.channels", operator: "has_any", value: [7] };
  expect(ruleOfScores(5, 5, 7)).toEqual({
    all: [
      { field: "rfm.recency", operator: "is", value: 5 },
      { field: "rfm.frequency", operator: "is", value: 5 },
      there,
    ],
  });
  expect(ruleOfSign("one_order_only", 7)).toEqual({
    all: [
      { field: "orders.count", operator: "is", value: 1 },
      { field: "orders.last_at", operator: "longer_ago_than_days", value: 365 },
      there,
    ],
  });
  expect(ruleOfSign("left_marketing")).toBeNull();
});
