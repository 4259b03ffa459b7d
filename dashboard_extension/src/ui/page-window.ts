/**
 * A window over a list that is read forward by cursors: however far one goes back, only a few pages
 * are on screen, and one can return to what was left. Of a page that was left nothing stays but the
 * cursor that it begins behind.
 */

/** Behind which a page begins; null for the newest one. */
export type Cursor = string | null;

export interface PageWindow {
  /** Where the pages on screen begin, the newest first. */
  readonly shown: readonly Cursor[];
  /** Where the pages begin that were left at the newer end, the newest first. */
  readonly left: readonly Cursor[];
}

export const NEWEST_PAGE: PageWindow = { shown: [null], left: [] };

/** The window with the page behind the cursor too, and never with more than `most`. */
export function withOlder({ shown, left }: PageWindow, cursor: string, most: number): PageWindow {
  const pages = [...shown, cursor];
  const surplus = Math.max(0, pages.length - most);
  return { shown: pages.slice(surplus), left: [...left, ...pages.slice(0, surplus)] };
}

/** The window with the page that was left last, and never with more than `most`; itself at the newest. */
export function withNewer(window: PageWindow, most: number): PageWindow {
  const newer = window.left.at(-1);
  if (newer === undefined) return window;
  return { shown: [newer, ...window.shown].slice(0, most), left: window.left.slice(0, -1) };
}
