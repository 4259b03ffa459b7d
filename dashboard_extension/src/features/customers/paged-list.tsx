/** A list that is read page by page, of which only the last few pages are kept. */
import type { ReactNode } from "react";
import { useCallback, useEffect, useRef, useState } from "react";

import { useCrmQuery } from "../../api";
import { Button, QueryView } from "../../ui";
import type { Operation } from "./operation";
import type { Page, PageWindow, WantedPage } from "./page-window";
import { emptyWindow, FIRST_PAGE, itemsOf, nextNewer, nextOlder, withPage } from "./page-window";
import { useT } from "./words";

/** With 50 items a page no more than 300 are kept, of however many thousands. */
const MOST_PAGES = 6;

interface Connection<T> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly edges: readonly { readonly node: T }[];
}

interface PagedListProps<Data, Variables extends { after?: string | null | undefined }, T> {
  readonly document: Operation<Data, Variables>;
  /** All but the cursor. With others the list begins anew: give it another `key`. */
  readonly variables: Omit<Variables, "after">;
  readonly connectionOf: (data: Data) => Connection<T> | null | undefined;
  readonly empty: ReactNode;
  /** What the list holds, for the names of its buttons. */
  readonly label: string;
  readonly children: (items: readonly T[]) => ReactNode;
}

export function PagedList<Data, Variables extends { after?: string | null | undefined }, T>({
  document,
  variables,
  connectionOf,
  empty,
  label,
  children,
}: PagedListProps<Data, Variables, T>) {
  const t = useT();
  const [window, setWindow] = useState<PageWindow<T>>(emptyWindow);
  const [wanted, setWanted] = useState<WantedPage | null>(FIRST_PAGE);
  const older = nextOlder(window);
  const newer = nextNewer(window);
  const items = itemsOf(window);

  const onPage = useCallback(
    (want: WantedPage, page: Page<T>) => {
      setWindow((before) => withPage(before, want.end, page, MOST_PAGES));
      setWanted(null);
    },
    [],
  );

  const loader = wanted && (
    <PageLoader
      key={wanted.after ?? "newest"}
      document={document}
      variables={variables}
      wanted={wanted}
      connectionOf={connectionOf}
      onPage={onPage}
    />
  );

  return (
    <>
      {wanted?.end === "newer" ? loader : null}
      {newer && !wanted ? (
        <Button tone="tertiary" onClick={() => { setWanted(newer); }}>
          {t("load_newer", { label })}
        </Button>
      ) : null}
      {items.length > 0 ? children(items) : null}
      {items.length === 0 && !wanted ? empty : null}
      {wanted?.end === "older" ? loader : null}
      {older && !wanted ? (
        <Button tone="secondary" onClick={() => { setWanted(older); }}>
          {t("load_older", { label })}
        </Button>
      ) : null}
    </>
  );
}

interface PageLoaderProps<Data, Variables extends { after?: string | null | undefined }, T> {
  readonly document: Operation<Data, Variables>;
  readonly variables: Omit<Variables, "after">;
  readonly wanted: WantedPage;
  readonly connectionOf: (data: Data) => Connection<T> | null | undefined;
  readonly onPage: (want: WantedPage, page: Page<T>) => void;
}

/** Reads one page and hands it over once; shows how it goes meanwhile. */
function PageLoader<Data, Variables extends { after?: string | null | undefined }, T>({
  document,
  variables,
  wanted,
  connectionOf,
  onPage,
}: PageLoaderProps<Data, Variables, T>) {
  const query = useCrmQuery(document, { ...variables, after: wanted.after } as Variables);
  const handedOver = useRef(false);
  const { data, state, fetching } = query;

  useEffect(() => {
    // An answer that is only remembered may be old: wait for the shop's.
    if (handedOver.current || fetching || state !== "ready" || !data) return;
    handedOver.current = true;
    const connection = connectionOf(data);
    onPage(wanted, {
      after: wanted.after,
      items: connection?.edges.map((edge) => edge.node) ?? [],
      endCursor: connection?.pageInfo.endCursor ?? null,
      hasNextPage: connection?.pageInfo.hasNextPage ?? false,
    });
  }, [data, state, fetching, connectionOf, onPage, wanted]);

  return <QueryView query={query}>{() => null}</QueryView>;
}
