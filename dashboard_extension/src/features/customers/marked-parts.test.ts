import { describe, expect, it } from "vitest";
import { markedParts } from "./marked-parts";

describe("marked parts", () => {
  it("marks every place in whatever case", () => {
    expect(markedParts("Linen, no wool, LINEN", "linen")).toEqual([
      { words: "Linen", isMarked: true },
      { words: ", no wool, ", isMarked: false },
      { words: "LINEN", isMarked: true },
    ]);
  });

  it("takes signs of patterns as they are written", () => {
    expect(markedParts("100% (a.b) [c] d-e", "(a.b) [c] d-e")).toEqual([
      { words: "100% ", isMarked: false },
      { words: "(a.b) [c] d-e", isMarked: true },
    ]);
    expect(markedParts("axb", "a.b")).toEqual([{ words: "axb", isMarked: false }]);
  });

  it("marks nothing where nothing is searched for", () => {
    expect(markedParts("Linen", "")).toEqual([{ words: "Linen", isMarked: false }]);
  });
});
