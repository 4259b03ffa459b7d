/** What becomes of a draft by each change. */
import { describe, expect, it } from "vitest";
import {
  draftOf,
  isLanguageTag,
  isSavable,
  isVariantCode,
  languagesOf,
  ownNamesIn,
  variantCodesOf,
  withContent,
  withoutContent,
  withoutVariant,
  withVariant,
  withVariantEarlier,
  type Content,
  type Draft,
} from "./draft";

function content(language: string, variant = "", subject = ""): Content {
  return { language, variant, subject, preheader: "", body: "", text: "" };
}

const milan = { code: "south", conditions: [{ attribute: "city", operator: "is" as const, values: ["Milano"] }] };
const gold = { code: "gold", conditions: [{ attribute: "tier", operator: "is" as const, values: ["gold"] }] };
const draft: Draft = {
  contents: [content("it"), content("en"), content("en", "south")],
  variants: [milan, gold],
};

describe("a draft", () => {
  it("begins with one content in the language that there always is", () => {
    expect(draftOf(null, "TEXT", "it")).toEqual({ contents: [content("it")], variants: [] });
    expect(draftOf(null, "EMAIL", "it").contents[0]?.body).toContain("<mj-text></mj-text>");
  });

  it("names its languages and variants in their order", () => {
    expect(languagesOf(draft, "en")).toEqual(["en", "it"]);
    expect(variantCodesOf(draft)).toEqual(["", "south", "gold"]);
  });

  it("takes a content in the place of the one before, and new ones at its end", () => {
    expect(withContent(draft, content("it", "", "Ciao")).contents[0]?.subject).toBe("Ciao");
    expect(withContent(draft, content("de")).contents.map(({ language }) => language)).toEqual(["it", "en", "en", "de"]);
    expect(withoutContent(draft, { language: "en", variant: "" }).contents).toEqual([content("it"), content("en", "south")]);
  });

  it("loses a variant with all that it says", () => {
    expect(withoutVariant(draft, "south")).toEqual({ contents: [content("it"), content("en")], variants: [gold] });
  });

  it("changes the order in which variants are tried", () => {
    expect(withVariantEarlier(draft, "gold").variants).toEqual([gold, milan]);
    expect(withVariantEarlier(draft, "south").variants).toEqual([milan, gold]);
  });

  it("is not sent while a variant is for nobody", () => {
    expect(isSavable(draft)).toBe(true);
    const empty = { ...gold, conditions: [{ attribute: "tier", operator: "is" as const, values: [] }] };
    expect(isSavable(withVariant(draft, empty))).toBe(false);
    expect(isSavable(withVariant(draft, { ...gold, conditions: [] }))).toBe(false);
  });

  it("tells which of the sender's own values it names", () => {
    const asked = { ...content("en"), subject: "{{ own.word }}", body: "{{ own.word }} {{ own.other }} {{ owner.x }}" };
    expect(ownNamesIn(asked)).toEqual(["word", "other"]);
  });

  it.each([
    ["south", true],
    ["gold_tier2", true],
    ["South", false],
    ["2south", false],
    ["", false],
  ])("takes %s as a variant: %s", (code, expected) => {
    expect(isVariantCode(code)).toBe(expected);
  });

  it.each([
    ["en", true],
    ["zh-hans", true],
    ["english", false],
    ["it_IT", false],
    ["", false],
  ])("takes %s as a language: %s", (tag, expected) => {
    expect(isLanguageTag(tag)).toBe(expected);
  });
});
