import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { detailsOf, ENTRY_GROUPS, GROUP_CODES, groupOf, typesOf } from "./entries";

const ENTRY_TYPES = resolve(__dirname, "../../../../saleor_crm_plugin/timeline/entry_types");

function registeredTypes(): string[] {
  return readdirSync(ENTRY_TYPES)
    .filter((file) => file.endsWith(".py"))
    .map((file) => readFileSync(resolve(ENTRY_TYPES, file), "utf-8"))
    .flatMap((text) => /^ {4}code = "([^"]+)"$/m.exec(text)?.[1] ?? [])
    .sort();
}

describe("entries", () => {
  it("puts every type of the timeline in one group", () => {
    const grouped = GROUP_CODES.flatMap((group) => [...ENTRY_GROUPS[group]]);

    expect(grouped.sort()).toEqual(registeredTypes());
  });

  it("asks for the types of the chosen groups only", () => {
    expect(typesOf([])).toBeUndefined();
    expect(typesOf(["visits"])).toEqual([
      "store.visited",
      "engagement.review_written",
      "engagement.friend_referred",
    ]);
    expect(groupOf("order.returned")).toBe("returns");
    expect(groupOf("weather.changed")).toBe("person");
  });

  it("reads order, money and pieces", () => {
    const payload = {
      number: "1042",
      amount: "84.50",
      currency: "EUR",
      lines: [{ quantity: 2 }, { quantity: 1 }],
    };

    expect(detailsOf(payload)).toEqual([
      { kind: "order", number: "1042" },
      { kind: "money", amount: "84.50", currency: "EUR" },
      { kind: "pieces", count: 3 },
    ]);
  });

  it("reads points, a change and a day", () => {
    const payload = {
      points: 169,
      order_number: "1042",
      previous: "new",
      current: "active",
      expires_at: "2027-01-31T00:00:00+00:00",
    };

    expect(detailsOf(payload)).toEqual([
      { kind: "order", number: "1042" },
      { kind: "points", points: 169 },
      { kind: "change", previous: "new", current: "active" },
      { kind: "day", value: "2027-01-31T00:00:00+00:00" },
    ]);
  });

  it.each([null, undefined, "text", 7, [], { lines: [null, "x", { quantity: "2" }] }])(
    "makes nothing of %j",
    (payload) => {
      expect(detailsOf(payload)).toEqual([]);
    },
  );
});
