import { describe, expect, it } from "vitest";

import type { Page, PageWindow } from "./page-window";
import { emptyWindow, itemsOf, nextNewer, nextOlder, withPage } from "./page-window";

const SIZE = 50;
const MOST = 4;

/** What the API answers for a list of this length: page by page behind a cursor. */
function pageOf(length: number, after: string | null): Page<number> {
  const start = after === null ? 0 : Number(after);
  const items = Array.from(
    { length: Math.min(SIZE, length - start) },
    (_, place) => start + place,
  );
  const end = start + items.length;
  return { after, items, endCursor: String(end), hasNextPage: end < length };
}

function toTheEnd(length: number): PageWindow<number> {
  let window = emptyWindow<number>();
  for (let want = nextOlder(window); want !== null; want = nextOlder(window)) {
    window = withPage(window, want.end, pageOf(length, want.after), MOST);
  }
  return window;
}

describe("page window", () => {
  it("keeps a few pages of a hundred thousand entries", () => {
    // Arrange
    let window = emptyWindow<number>();
    let most = 0;
    let read = 0;

    // Act
    for (let want = nextOlder(window); want !== null; want = nextOlder(window)) {
      window = withPage(window, want.end, pageOf(100_000, want.after), MOST);
      most = Math.max(most, itemsOf(window).length);
      read += 1;
    }

    // Assert
    expect(read).toBe(2_000);
    expect(most).toBe(MOST * SIZE);
    expect(itemsOf(window).at(-1)).toBe(99_999);
    expect(window.droppedNewer).toHaveLength(1_996);
  });

  it("leads back to the newest entry without a gap", () => {
    // Arrange
    let window = toTheEnd(1_000);
    const seen = [...itemsOf(window)];

    // Act
    for (let want = nextNewer(window); want !== null; want = nextNewer(window)) {
      window = withPage(window, want.end, pageOf(1_000, want.after), MOST);
      seen.unshift(...(window.pages[0]?.items ?? []));
    }

    // Assert
    expect(seen).toEqual(Array.from({ length: 1_000 }, (_, place) => place));
    expect(itemsOf(window)).toEqual(Array.from({ length: 200 }, (_, place) => place));
  });

  it("goes on downwards after a way back", () => {
    // Arrange
    let window = toTheEnd(400);
    const back = nextNewer(window);
    window = withPage(window, "newer", pageOf(400, back?.after ?? null), MOST);

    // Act
    const older = nextOlder(window);

    // Assert
    expect(older).toEqual({ after: "350", end: "older" });
  });

  it("ends where the list ends", () => {
    const window = withPage(emptyWindow<number>(), "older", pageOf(3, null), MOST);

    expect(itemsOf(window)).toEqual([0, 1, 2]);
    expect(nextOlder(window)).toBeNull();
    expect(nextNewer(window)).toBeNull();
  });
});
