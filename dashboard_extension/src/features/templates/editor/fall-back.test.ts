/** The pages say what the server does: the same cases are read by `tests/templates/policies/test_languages.py`. */
import { describe, expect, it } from "vitest";
import type { Content, Draft } from "./draft";
import cases from "./fall-back.cases.json";
import { nearest, readFrom } from "./fall-back";

function content(language: string, variant = ""): Content {
  return { language, variant, subject: "", preheader: "", body: "", text: "" };
}

describe("the nearest language", () => {
  it.each(cases)("of $language among $available is $expected", ({ language, available, default: own, expected }) => {
    expect(nearest(language, available, own)).toBe(expected);
  });
});

describe("what is read instead", () => {
  const draft: Draft = { contents: [content("en"), content("it"), content("en", "south")], variants: [] };

  it("is the variant in the language that it is written in", () => {
    expect(readFrom(draft, { language: "it", variant: "south" }, "en")).toEqual({ language: "en", variant: "south" });
  });

  it("is the standard where a variant says nothing at all", () => {
    expect(readFrom(draft, { language: "it", variant: "north" }, "en")).toEqual({ language: "it", variant: "" });
  });

  it("is nothing where nothing is written", () => {
    expect(readFrom({ contents: [], variants: [] }, { language: "it", variant: "" }, "en")).toBeNull();
  });
});
