/** Names are read in the nearest language, and only those that were written are sent. */
import { describe, expect, it } from "vitest";
import { languagesOf, nameFor, namesInput } from "./names";

describe("names in several languages", () => {
  it("are read in the reader's language, a shorter form of it, English, or any", () => {
    const names = { it: "Libri", zh: "书", en: "Books" };

    expect(nameFor("zh-Hans", names, "books")).toBe("书");
    expect(nameFor("fr", names, "books")).toBe("Books");
    expect(nameFor("fr", { it: "Libri" }, "books")).toBe("Libri");
    expect(nameFor("fr", {}, "books")).toBe("books");
  });

  it("are sent without those that were left empty", () => {
    expect(namesInput({ en: " Books ", it: "  ", zh: "" })).toEqual([{ language: "en", name: "Books" }]);
  });

  it("are asked for in every language of the shop, each once", () => {
    const shop = { language: "it", storefronts: [{ language: "de" }, { language: "" }, { language: "it" }] };

    expect(languagesOf(shop, { fr: "Livres" })).toEqual(["it", "de", "en", "zh", "fr"]);
  });
});
