import { describe, expect, it } from "vitest";

import {
  type CampaignDraft,
  emptyDraft,
  emptyVariant,
  evenShares,
  freeKey,
  isSavable,
  NEW_WINNER,
  readDraft,
  ruleOfAudience,
  timePartsOf,
  writeDefinition,
} from "./definition";

const whole: CampaignDraft = {
  ...emptyDraft("CALENDAR"),
  name: "Advent",
  segments: [12],
  lists: [3],
  excludeLists: [7],
  channels: ["email"],
  shopChannel: "eu",
  variants: [
    {
      key: "south",
      template: "coats",
      share: 10_000,
      segments: [4],
      conditions: [{ attribute: "city", operator: "is", values: ["Bari"] }],
    },
    { key: "a", template: "coats_a", share: 5_000, segments: [], conditions: [] },
    { key: "b", template: "coats_b", share: 5_000, segments: [], conditions: [] },
  ],
  winner: { ...NEW_WINNER, metric: "ordered", looks: 3, otherwise: "b" },
  voucher: 9,
  validDays: 21,
  localTime: "09:30",
  zone: "Europe/Rome",
  throttlePerHour: 2_000,
};

describe("what a campaign says", () => {
  it("is the same after it was written and read", () => {
    expect(readDraft("Advent", "CALENDAR", writeDefinition(whole))).toEqual(whole);
  });

  it("is written with the parts of its kind alone", () => {
    const when = writeDefinition(whole)["when"] as Record<string, unknown>;
    expect(when).toMatchObject({ at: null, day: null, local_time: "09:30" });
    expect(when["repeat"]).toMatchObject({ every: "named", named: "christmas_day", weekdays: [], day: null, month: null });
  });

  it("can be read whatever is stored", () => {
    for (const stored of [null, "", 7, [], { audience: [], content: { variants: "none" }, when: null }]) {
      expect(readDraft("", "BROADCAST", stored)).toMatchObject({ segments: [], mode: "fixed", purpose: "marketing" });
    }
  });

  it("keeps a holdout of nobody", () => {
    const stored = writeDefinition({ ...whole, holdoutBasisPoints: 0 });
    expect(readDraft("", "CALENDAR", stored).holdoutBasisPoints).toBe(0);
  });
});

describe("a draft that the API would keep", () => {
  it("has a name, people and templates", () => {
    expect(isSavable(whole)).toBe(true);
    expect(isSavable({ ...whole, name: " " })).toBe(false);
    expect(isSavable({ ...whole, segments: [], lists: [] })).toBe(false);
    expect(isSavable({ ...whole, variants: [emptyVariant("a", 10_000)] })).toBe(false);
  });
});

describe("the time of a campaign", () => {
  it.each([
    ["BROADCAST", "fixed", ["at"]],
    ["BROADCAST", "local", ["day", "localTime"]],
    ["BROADCAST", "best_hour", ["day", "localTime"]],
    ["RECURRING", "fixed", ["repeat", "localTime"]],
    ["CALENDAR", "local", ["repeat", "localTime"]],
    ["ON_ENTRY", "fixed", []],
    ["ON_ENTRY", "best_hour", ["localTime"]],
  ] as const)("has for %s at a %s time the parts %j", (kind, mode, parts) => {
    expect([...timePartsOf(kind, mode)]).toEqual(parts);
  });
});

describe("variants", () => {
  it("share the people evenly, and all of them", () => {
    const shares = evenShares(["a", "b", "c"].map((key) => emptyVariant(key, 0))).map((one) => one.share);
    expect(shares).toEqual([3_334, 3_333, 3_333]);
  });

  it("have keys of their own", () => {
    expect(freeKey([])).toBe("a");
    expect(freeKey([emptyVariant("a", 1), emptyVariant("c", 1)])).toBe("b");
  });
});

describe("the rule of an audience", () => {
  it("takes everybody in one of them, without those left out", () => {
    expect(ruleOfAudience(whole)).toEqual({
      all: [{ any: [{ segment: 12 }, { segment: 3 }] }, { not: { any: [{ segment: 7 }] } }],
    });
    expect(ruleOfAudience({ ...whole, excludeLists: [] })).toEqual({ any: [{ segment: 12 }, { segment: 3 }] });
    expect(ruleOfAudience(emptyDraft())).toBeNull();
  });
});
