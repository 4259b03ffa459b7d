import { describe, expect, it } from "vitest";
import { byKind, kindOfData } from "./kinds-of-data";

describe("kinds of data", () => {
  it.each([
    ["crm_note", "notes"],
    ["crm_identifier", "identity"],
    ["identity.wishes", "identity"],
    ["crm_customer_rollup", "orders"],
    ["crm_told_order", "orders"],
    ["crm_ledger_lot", "points"],
    ["crm_email_code", "identity"],
    ["codes", "campaigns"],
    ["crm_issued_code", "campaigns"],
    ["crm_message_attempt", "messages"],
    ["messaging", "messages"],
    ["crm_enrollment", "journeys"],
    ["crm_segment_member", "segments"],
    ["imports", "files"],
    ["outbox", "other"],
  ])("%s is told as %s", (code, kind) => {
    expect(kindOfData(code)).toBe(kind);
  });

  it("adds up what is of one kind, and leaves out nothing", () => {
    const rows = [
      { code: "crm_note", rows: 2 },
      { code: "crm_lane_successor", rows: 1 },
      { code: "crm_timeline_entry", rows: 40 },
      { code: "crm_tier_standing", rows: 0 },
    ];

    expect(byKind(rows)).toEqual([
      { kind: "notes", rows: 42 },
      { kind: "other", rows: 1 },
    ]);
  });
});
