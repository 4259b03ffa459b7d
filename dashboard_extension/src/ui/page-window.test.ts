import { describe, expect, it } from "vitest";

import { NEWEST_PAGE, withNewer, withOlder, type PageWindow } from "./page-window";

const MOST = 4;

/** Goes so many pages back; each ends where the next begins: behind "1", "2", and so on. */
function back(pages: number, most = MOST): PageWindow {
  let window = NEWEST_PAGE;
  for (let page = 1; page <= pages; page += 1) window = withOlder(window, String(page), most);
  return window;
}

describe("page window", () => {
  it("keeps a few of two thousand pages", () => {
    const window = back(1_999);

    expect(window.shown).toEqual(["1996", "1997", "1998", "1999"]);
    expect(window.left).toHaveLength(1_996);
    expect(window.left[0]).toBeNull();
  });

  it("leads back to the newest page without a gap", () => {
    let window = back(9);
    const met = [...window.shown];

    while (window.left.length > 0) {
      window = withNewer(window, MOST);
      met.unshift(window.shown[0] ?? null);
    }

    expect(met).toEqual([null, "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(window).toEqual({ shown: [null, "1", "2", "3"], left: [] });
  });

  it("goes on downwards after a way back", () => {
    const window = withNewer(back(7), MOST);

    expect(withOlder(window, "7", MOST).shown).toEqual(["4", "5", "6", "7"]);
  });

  it("turns pages where it shows one at a time", () => {
    const window = back(2, 1);

    expect(window).toEqual({ shown: ["2"], left: [null, "1"] });
    expect(withNewer(window, 1)).toEqual({ shown: ["1"], left: [null] });
  });

  it("stays at the newest page", () => {
    expect(withNewer(NEWEST_PAGE, MOST)).toBe(NEWEST_PAGE);
  });
});
