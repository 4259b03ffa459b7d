import { describe, expect, it } from "vitest";

import { daysToBirthday, nameOf, refusesProfiling } from "./people";

describe("people", () => {
  it("names by name, else by address", () => {
    expect(nameOf({ firstName: "Anna", lastName: "Rossi", email: "a@x.it" })).toBe("Anna Rossi");
    expect(nameOf({ firstName: "", lastName: "", email: "a@x.it" })).toBe("a@x.it");
    expect(nameOf({ firstName: " ", lastName: "", email: "" })).toBe("");
  });

  it.each([
    [{ month: 11, day: 22 }, 0],
    [{ month: 11, day: 26 }, 4],
    [{ month: 11, day: 21 }, 364],
    [{ month: 2, day: 29 }, 98],
  ])("counts the days to %j", (birthday, days) => {
    expect(daysToBirthday(birthday, new Date(2026, 10, 22, 23, 30))).toBe(days);
  });

  it("hears who refuses profiling as a whole", () => {
    const refused = { channel: "any", purpose: "PROFILING", listCode: "", status: "WITHDRAWN" };

    expect(refusesProfiling([refused])).toBe(true);
    expect(refusesProfiling([{ ...refused, status: "GRANTED" }])).toBe(false);
    expect(refusesProfiling([{ ...refused, purpose: "MARKETING" }])).toBe(false);
    expect(refusesProfiling([])).toBe(false);
  });
});
