/** A value is in words where it is ours, and as it was written where it is not. */
import { describe, expect, it } from "vitest";
import { renderPage } from "../../test-kit";
import { Value } from "./value";

function words(name: string, value: unknown, locale = "en"): string | null {
  const { container, unmount } = renderPage(<Value name={name} value={value} />, { locale });
  const text = container.textContent;
  unmount();
  return text;
}

describe("a value of the audit log", () => {
  it.each([
    ["en", "Yes", "No", "nothing", "paused"],
    ["it", "Sì", "No", "niente", "in pausa"],
    ["zh-Hans", "是", "否", "空", "已暂停"],
  ])("is said in %s where it is ours", (locale, yes, no, nothing, paused) => {
    expect(words("is_active", true, locale)).toBe(yes);
    expect(words("is_active", false, locale)).toBe(no);
    for (const empty of [null, "", [], {}]) expect(words("channels", empty, locale)).toBe(nothing);
    expect(words("status", "paused", locale)).toBe(paused);
  });

  it("stays as it was written where it is somebody's", () => {
    expect(words("name", "paused")).toBe("paused");
    expect(words("status", "brand_new")).toBe("brand_new");
    expect(words("days", 0)).toBe("0");
    expect(words("channels", ["uk", "eu"])).toBe('["uk","eu"]');
    expect(words("day", "2026-03-01")).toBe("2026-03-01");
  });

  it("tells a moment as the reader writes one", () => {
    expect(words("archived_at", "2026-03-01T12:00:00Z")).toMatch(/Mar 1, 2026/);
    expect(words("archived_at", "2026-03-01T12:00:00.123+00:00", "it")).toMatch(/1 mar 2026/);
  });

  it("tells a share in percent, and none like another", () => {
    expect(words("basis_points", 2000)).toBe("20%");
    expect(words("held_out_basis_points", 1234, "it")).toBe("12,34%");
    expect(words("basis_points", 0)).toBe("0%");
    expect(words("points", 2000)).toBe("2000");
  });
});
