/**
 * A window over a list that is read forward by cursors: however far one goes back, only the last
 * few pages are kept, and one can return to what was dropped.
 *
 * Of a dropped page nothing stays but the cursor that it begins behind.
 */

export interface Page<T> {
  /** Behind which the page begins; null for the newest one. */
  readonly after: string | null;
  readonly items: readonly T[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

export interface PageWindow<T> {
  /** Kept pages, the newest first. */
  readonly pages: readonly Page<T>[];
  /** Where the pages begin that were dropped at the newer end, the newest first. */
  readonly droppedNewer: readonly (string | null)[];
}

export interface WantedPage {
  readonly after: string | null;
  readonly end: "older" | "newer";
}

export const FIRST_PAGE: WantedPage = { after: null, end: "older" };

export function emptyWindow<T>(): PageWindow<T> {
  return { pages: [], droppedNewer: [] };
}

/** Which page comes next at the older end; null at the very end. */
export function nextOlder<T>(window: PageWindow<T>): WantedPage | null {
  const last = window.pages.at(-1);
  if (last === undefined) return FIRST_PAGE;
  if (!last.hasNextPage || last.endCursor === null) return null;
  return { after: last.endCursor, end: "older" };
}

/** Which page was dropped last at the newer end; null where none was. */
export function nextNewer<T>(window: PageWindow<T>): WantedPage | null {
  const after = window.droppedNewer.at(-1);
  return after === undefined ? null : { after, end: "newer" };
}

/** The window with one more page, and never with more than `most`. */
export function withPage<T>(
  window: PageWindow<T>,
  end: WantedPage["end"],
  page: Page<T>,
  most: number,
): PageWindow<T> {
  if (end === "newer") {
    return {
      pages: [page, ...window.pages].slice(0, most),
      droppedNewer: window.droppedNewer.slice(0, -1),
    };
  }
  const pages = [...window.pages, page];
  const surplus = Math.max(0, pages.length - most);
  const dropped = pages.slice(0, surplus).map((one) => one.after);
  return { pages: pages.slice(surplus), droppedNewer: [...window.droppedNewer, ...dropped] };
}

export function itemsOf<T>(window: PageWindow<T>): readonly T[] {
  return window.pages.flatMap((page) => page.items);
}
