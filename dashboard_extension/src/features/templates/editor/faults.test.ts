/** Places of faults, as the API writes them. */
import { describe, expect, it } from "vitest";
import { faultsAt, faultsIn, placeOf, type Fault } from "./faults";

function fault(part: string): Fault {
  return { code: "SYNTAX", part, line: 1, message: part, isWarning: false };
}

describe("a fault", () => {
  it.each([
    ["it body", { language: "it", variant: "", part: "body" }],
    ["it/south subject", { language: "it", variant: "south", part: "subject" }],
    ["en", { language: "en", variant: "", part: null }],
  ])("at %s has its place", (part, expected) => {
    expect(placeOf(fault(part))).toEqual(expected);
  });

  it("is found by content and by part", () => {
    const faults = [fault("it body"), fault("it/south body"), fault("it subject")];
    expect(faultsAt(faults, { language: "it", variant: "" })).toEqual([faults[0], faults[2]]);
    expect(faultsIn(faults, "body")).toEqual([faults[0], faults[1]]);
  });
});
