/** Hours become the unit that people think in, and hours again. */
import { describe, expect, it } from "vitest";
import { hoursOf, periodOf } from "./periods";

describe("a period", () => {
  it.each([
    [1, 1, "hours"],
    [36, 36, "hours"],
    [24, 1, "days"],
    [720, 30, "days"],
    [168, 1, "weeks"],
    [336, 2, "weeks"],
  ] as const)("of %i hours is %i %s", (hours, length, unit) => {
    expect(periodOf(hours)).toEqual({ length, unit });
    expect(hoursOf({ length, unit })).toBe(hours);
  });

  it("without a length has no hours", () => {
    expect(hoursOf({ length: null, unit: "days" })).toBeNull();
  });
});
