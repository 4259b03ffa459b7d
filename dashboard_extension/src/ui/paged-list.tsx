/**
 * A list that grows page by page at its older end, and of which only the last few pages are kept.
 *
 * Imported by its own path: whatever stands in `ui/index.ts` is loaded by widgets too.
 */
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { useCrmQuery, type Operation } from "../api";
import { Button } from "./button";
import { NEWEST_PAGE, withNewer, withOlder, type Cursor, type PageWindow } from "./page-window";
import { QueryView } from "./states";

/** With 50 items a page no more than 300 are kept, of however many thousands. */
const MOST_PAGES = 6;

interface Connection<Item> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly edges: readonly { readonly node: Item }[];
}

interface LoadedPage<Item> {
  readonly items: readonly Item[];
  /** Behind which the next older page begins; null at the end of the list. */
  readonly older: Cursor;
}

interface Loaded<Item> {
  readonly window: PageWindow;
  readonly pages: ReadonlyMap<Cursor, LoadedPage<Item>>;
}

function itemsOf<Item>({ window, pages }: Loaded<Item>): readonly Item[] {
  return window.shown.flatMap((cursor) => pages.get(cursor)?.items ?? []);
}

function olderOf<Item>({ window, pages }: Loaded<Item>): Cursor {
  return pages.get(window.shown.at(-1) ?? null)?.older ?? null;
}

type Paged = { readonly after?: string | null | undefined };

interface ListProps<Data, Variables extends Paged, Item> {
  readonly document: Operation<Data, Variables>;
  /** All but the cursor. With others the list begins anew: give it another `key`. */
  readonly variables: Omit<Variables, "after">;
  readonly connectionOf: (data: Data) => Connection<Item> | null | undefined;
}

interface PagedListProps<Data, Variables extends Paged, Item> extends ListProps<Data, Variables, Item> {
  readonly empty: ReactNode;
  /** What the list holds, for the names of its buttons. */
  readonly label: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

export function PagedList<Data, Variables extends Paged, Item>({
  document,
  variables,
  connectionOf,
  empty,
  label,
  children,
}: PagedListProps<Data, Variables, Item>) {
  const [loaded, setLoaded] = useState<Loaded<Item>>({
    window: { shown: [], left: [] },
    pages: new Map(),
  });
  const { window, pages } = loaded;
  // The window that will be on screen once its one missing page is there.
  const [wanted, setWanted] = useState<PageWindow | null>(NEWEST_PAGE);
  const missing = wanted?.shown.find((cursor) => !pages.has(cursor));
  const isNewer = missing !== undefined && wanted?.shown.at(-1) !== missing;
  const items = itemsOf(loaded);
  const older = olderOf(loaded);

  const onPage = useCallback((next: PageWindow, cursor: Cursor, page: LoadedPage<Item>) => {
    setLoaded((before) => {
      const known = new Map(before.pages).set(cursor, page);
      const kept = [...known].filter(([each]) => next.shown.includes(each));
      return { window: next, pages: new Map(kept) };
    });
    setWanted(null);
  }, []);

  const loader =
    wanted !== null && missing !== undefined ? (
      <PageLoader
        key={missing ?? "newest"}
        document={document}
        variables={variables}
        connectionOf={connectionOf}
        wanted={wanted}
        cursor={missing}
        onPage={onPage}
      />
    ) : null;

  return (
    <>
      {window.left.length > 0 ? (
        <div>
          <Button onClick={() => { setWanted(withNewer(window, MOST_PAGES)); }}>
            <FormattedMessage id="ui.list.newer" values={{ label }} />
          </Button>
        </div>
      ) : null}
      {isNewer ? loader : null}
      {items.length > 0 ? children(items) : null}
      {items.length === 0 && wanted === null ? empty : null}
      {isNewer ? null : loader}
      {older !== null ? (
        <div>
          <Button onClick={() => { setWanted(withOlder(window, older, MOST_PAGES)); }}>
            <FormattedMessage id="ui.list.older" values={{ label }} />
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface PageLoaderProps<Data, Variables extends Paged, Item> extends ListProps<Data, Variables, Item> {
  readonly wanted: PageWindow;
  readonly cursor: Cursor;
  readonly onPage: (wanted: PageWindow, cursor: Cursor, page: LoadedPage<Item>) => void;
}

/** Reads one page and hands it over once; shows how it goes meanwhile. */
function PageLoader<Data, Variables extends Paged, Item>({
  document,
  variables,
  connectionOf,
  wanted,
  cursor,
  onPage,
}: PageLoaderProps<Data, Variables, Item>) {
  const query = useCrmQuery(document, { ...variables, after: cursor } as Variables);
  const handedOver = useRef(false);
  const { data, state, fetching } = query;

  useEffect(() => {
    // An answer that is only remembered may be old: wait for the shop's.
    if (handedOver.current || fetching || state !== "ready" || !data) return;
    handedOver.current = true;
    const connection = connectionOf(data);
    const { hasNextPage, endCursor } = connection?.pageInfo ?? { hasNextPage: false };
    onPage(wanted, cursor, {
      items: connection?.edges.map(({ node }) => node) ?? [],
      older: hasNextPage ? (endCursor ?? null) : null,
    });
  }, [data, state, fetching, connectionOf, onPage, wanted, cursor]);

  return <QueryView query={query}>{() => null}</QueryView>;
}
