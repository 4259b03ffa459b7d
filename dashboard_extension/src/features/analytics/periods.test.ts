import { expect, it } from "vitest";

import { isPeriodName, periodBefore, periodOf } from "./periods";

const now = new Date("2026-11-22T12:00:00Z");

it("compares days with as many before", () => {
  const period = periodOf("30", now);
  expect(period).toEqual({ since: "2026-10-23T12:00:00.000Z", until: "2026-11-22T12:00:00.000Z" });
  expect(periodBefore(period)).toEqual({ since: "2026-09-23T12:00:00.000Z", until: "2026-10-23T12:00:00.000Z" });
});

it("compares all there is with nothing", () => {
  expect(periodBefore(periodOf("all", now))).toBeNull();
});

it("knows its names", () => {
  expect([isPeriodName("90"), isPeriodName("7"), isPeriodName(null)]).toEqual([true, false, false]);
});
