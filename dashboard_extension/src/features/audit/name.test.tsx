/** A setting is called as on its own page, and by its code where the code is the shop's. */
import { describe, expect, it } from "vitest";
import { renderPage } from "../../test-kit";
import { Name } from "./name";

function shown(subject: string, name: string, locale = "en"): string | null {
  const { container, unmount } = renderPage(<Name subject={subject} name={name} />, { locale });
  const code = container.querySelector("code");
  const text = code === null ? container.textContent : `<${code.textContent}>`;
  unmount();
  return text;
}

describe("the name of a setting", () => {
  it.each([
    ["en", "Days that behavior is kept"],
    ["it", "Giorni per cui si conserva il comportamento"],
    ["zh-Hans", "行为数据保留（天）"],
  ])("is in words in %s", (locale, words) => {
    expect(shown("behavior_settings", "keep_days", locale)).toBe(words);
  });

  it("is what it means of this subject, where others mean something else by it", () => {
    expect(shown("segment", "kind")).toBe("Kind");
    expect(shown("campaign", "kind")).toBe("How often");
    expect(shown("storefront", "time_zone")).toBe("Time zone");
    expect(shown("sending", "time_zone")).toBe("Time zone of the shop");
  });

  it("stays a code where it is the shop's own, or nobody has words for it", () => {
    expect(shown("interests", "places")).toBe("<places>");
    expect(shown("message_list", "name")).toBe("<name>");
    expect(shown("message_prices", "channel")).toBe("<channel>");
    expect(shown("timeline_retention", "goods.viewed")).toBe("<goods.viewed>");
    expect(shown("program", "brand_new")).toBe("<brand_new>");
  });
});
