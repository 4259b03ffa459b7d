import { describe, expect, it } from "vitest";

import { type Hour, leavingOf } from "./leaving";

const hour = (beginsAt: string, leaving: number, waiting = 0): Hour => ({ beginsAt, due: leaving, leaving, waiting });

describe("how messages leave", () => {
  it("fills the hours in which nothing happens", () => {
    const { unit, steps, people, peak } = leavingOf([
      hour("2026-12-01T08:00:00.000Z", 5, 7),
      hour("2026-12-01T11:00:00.000Z", 7),
    ]);
    expect(unit).toBe("hour");
    expect(steps).toEqual([
      { beginsAt: "2026-12-01T08:00:00.000Z", due: 5, leaving: 5, waiting: 7 },
      { beginsAt: "2026-12-01T09:00:00.000Z", due: 0, leaving: 0, waiting: 7 },
      { beginsAt: "2026-12-01T10:00:00.000Z", due: 0, leaving: 0, waiting: 7 },
      { beginsAt: "2026-12-01T11:00:00.000Z", due: 7, leaving: 7, waiting: 0 },
    ]);
    expect(people).toBe(12);
    expect(peak?.beginsAt).toBe("2026-12-01T11:00:00.000Z");
  });

  it("goes by days where there are more than 48 hours", () => {
    const noon = Date.UTC(2026, 11, 1, 12);
    const at = (hours: number) => new Date(noon + hours * 3_600_000).toISOString();
    const { unit, steps, people } = leavingOf([hour(at(0), 100, 300), hour(at(24), 100, 200), hour(at(48), 200)]);
    expect(unit).toBe("day");
    expect(steps.map(({ leaving, waiting }) => [leaving, waiting])).toEqual([
      [100, 300],
      [100, 200],
      [200, 0],
    ]);
    expect(people).toBe(400);
  });

  it("is nothing where nobody gets anything", () => {
    expect(leavingOf([])).toEqual({ unit: "hour", steps: [], people: 0, peak: null });
  });
});
