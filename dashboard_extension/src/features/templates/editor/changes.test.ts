/** What a version says otherwise than the one before. */
import { expect, it } from "vitest";
import { changesBetween } from "./changes";
import type { Content } from "./draft";

function content(language: string, changes: Partial<Content> = {}): Content {
  return { language, variant: "", subject: "Hi", preheader: "", body: "Body", text: "", ...changes };
}

it("tells added, removed and changed texts, and other variants", () => {
  const former = { contents: [content("en"), content("it"), content("de")], variants: [] };
  const variants = [{ code: "south", conditions: [] }];
  const version = { contents: [content("en", { subject: "Hello", text: "Own" }), content("it"), content("fr")], variants };
  expect(changesBetween(former, version)).toEqual({
    contents: [
      { language: "en", variant: "", kind: "changed", parts: ["subject", "text"] },
      { language: "fr", variant: "", kind: "added", parts: [] },
      { language: "de", variant: "", kind: "removed", parts: [] },
    ],
    areVariantsChanged: true,
  });
  expect(changesBetween(version, version)).toEqual({ contents: [], areVariantsChanged: false });
});
