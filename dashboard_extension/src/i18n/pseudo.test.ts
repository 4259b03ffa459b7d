import { describe, expect, it } from "vitest";
import { pseudo } from "./pseudo";

describe("the pseudo-language", () => {
  it("is a quarter longer than English, with accents, and leaves values and tags alone", () => {
    expect(pseudo("Save")).toBe("[Sávé ~]");
    expect(pseudo("Open {name}")).toBe("[Ópéñ {name} ~~~]");
    expect(pseudo("<b>Once</b> a year")).toBe("[<b>Óñçé</b> á ýéár ~~~~~]");
  });

  it("has no longer words than people have", () => {
    const longest = Math.max(...pseudo("They order ".repeat(20)).split(" ").map((word) => word.length));
    expect(longest).toBe(12);
  });
});
