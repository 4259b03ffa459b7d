/** Codes come one a line; empty lines and repetitions are nothing. */
import { describe, expect, it } from "vitest";
import { codesOf, strangeIn } from "./codes";

describe("codes one a line", () => {
  it("are read without empty lines, spaces around them, and repetitions", () => {
    expect(codesOf(" milano\r\n\n roma \nmilano\n")).toEqual(["milano", "roma"]);
    expect(codesOf("")).toEqual([]);
  });

  it("say which is none", () => {
    expect(strangeIn("milano\nvia_roma.2\n")).toBeNull();
    expect(strangeIn("milano\nVia Roma\n")).toBe("Via Roma");
    expect(strangeIn("-roma")).toBe("-roma");
    expect(strangeIn("a".repeat(65))).toBe("a".repeat(65));
  });
});
