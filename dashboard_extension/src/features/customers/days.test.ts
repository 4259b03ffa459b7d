import { describe, expect, it } from "vitest";

import { byDay, matches } from "./days";

function at(...parts: [number, number, number, number]): { occurredAt: string } {
  const [year, month, day, hour] = parts;
  return { occurredAt: new Date(year, month - 1, day, hour).toISOString() };
}

describe("days", () => {
  it("begins a group at each of the reader's midnights", () => {
    const late = at(2026, 11, 22, 23);
    const early = at(2026, 11, 22, 0);
    const before = at(2026, 11, 21, 23);

    expect(byDay([late, early, before])).toEqual([
      { day: "2026-11-22", items: [late, early] },
      { day: "2026-11-21", items: [before] },
    ]);
    expect(byDay([])).toEqual([]);
  });

  it("finds all words in any order and case", () => {
    expect(matches("1042 PAID", ["Order paid", "Order 1042"])).toBe(true);
    expect(matches("1042 returned", ["Order paid", "Order 1042"])).toBe(false);
    expect(matches("  ", ["anything"])).toBe(true);
  });
});
