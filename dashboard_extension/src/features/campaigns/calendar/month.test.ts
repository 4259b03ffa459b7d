import { describe, expect, it } from "vitest";

import { dayOf, isMonth, monthOf, shiftMonth, weeksOf } from "./month";

describe("a month", () => {
  it("is whole weeks from Monday", () => {
    const weeks = weeksOf("2026-11");
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks[5]?.[6]).toBe("2026-12-06");
  });

  it("is four weeks at the least", () => {
    expect(weeksOf("2027-02")).toHaveLength(4);
  });

  it.each([
    ["2026-11", 1, "2026-12"],
    ["2026-12", 1, "2027-01"],
    ["2026-01", -1, "2025-12"],
  ])("moves from %s by %i to %s", (month, by, moved) => {
    expect(shiftMonth(month, by)).toBe(moved);
  });

  it("is known by its form", () => {
    expect([isMonth("2026-11"), isMonth("2026-13"), isMonth("x"), isMonth(null)]).toEqual([true, false, false, false]);
    expect(monthOf(new Date(2026, 10, 22))).toBe("2026-11");
    expect(dayOf(new Date(2026, 10, 2))).toBe("2026-11-02");
  });
});
