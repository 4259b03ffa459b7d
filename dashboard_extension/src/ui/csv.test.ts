import { afterEach, describe, expect, it, vi } from "vitest";
import { csvOf, download } from "./csv";

describe("a file for spreadsheets", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("quotes what would break a row", () => {
    expect(csvOf([["name", "n"], ['Anna "A", Rossi', 2], ["two\nlines", null]])).toBe(
      'name,n\r\n"Anna ""A"", Rossi",2\r\n"two\nlines",\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])("lets no text become a formula: %s", (text) => {
    expect(csvOf([[text]])).toBe(`'${text}\r\n`);
  });

  it("leaves numbers numbers, also those below zero", () => {
    expect(csvOf([[-3, 0.5]])).toBe("-3,0.5\r\n");
  });

  it("is saved under a name that every system takes", () => {
    // Arrange
    vi.useFakeTimers();
    const made = vi.fn();
    vi.stubGlobal("Blob", function (...given: unknown[]) {
      made(...given);
    });
    let saved = "";
    URL.createObjectURL = () => "blob:1";
    const revoked = vi.fn();
    URL.revokeObjectURL = revoked;
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved = this.download;
    });

    // Act
    download("Who: all/new?.csv", "città\r\n");
    vi.runAllTimers();

    // Assert
    expect(saved).toBe("Who  all new .csv");
    expect(made).toHaveBeenCalledWith(["\uFEFF", "città\r\n"], { type: "text/csv;charset=utf-8" });
    expect(revoked).toHaveBeenCalledWith("blob:1");
  });
});
