/** Pages of a list one after the other, and back: never more than one in memory. */
import { useCallback, useMemo, useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { Button } from "./button";
import { NEWEST_PAGE, withNewer, withOlder, type Cursor } from "./page-window";

export interface Pager {
  /** The cursor behind which the page on screen begins; null for the first. */
  readonly after: Cursor;
  readonly number: number;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
  readonly reset: () => void;
}

export function usePager(): Pager {
  const [window, setWindow] = useState(NEWEST_PAGE);
  const next = useCallback((cursor: string) => {
    setWindow((before) => withOlder(before, cursor, 1));
  }, []);
  const previous = useCallback(() => {
    setWindow((before) => withNewer(before, 1));
  }, []);
  const reset = useCallback(() => {
    setWindow(NEWEST_PAGE);
  }, []);
  const { shown, left } = window;
  return useMemo(
    () => ({ after: shown[0] ?? null, number: left.length + 1, next, previous, reset }),
    [shown, left, next, previous, reset],
  );
}

export interface PagerButtonsProps {
  pager: Pager;
  pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Nothing where there is one page only. */
export function PagerButtons({ pager, pageInfo }: PagerButtonsProps) {
  const intl = useIntl();
  const { hasNextPage, endCursor } = pageInfo;
  if (!hasNextPage && pager.number === 1) return null;
  return (
    <nav className="crm-row" aria-label={intl.formatMessage({ id: "ui.pages" })}>
      <Button onClick={pager.previous} disabled={pager.number === 1}>
        <FormattedMessage id="ui.pages.previous" />
      </Button>
      <span aria-live="polite">
        <FormattedMessage id="ui.pages.number" values={{ number: pager.number }} />
      </span>
      <Button
        disabled={!hasNextPage || !endCursor}
        onClick={() => {
          if (endCursor) pager.next(endCursor);
        }}
      >
        <FormattedMessage id="ui.pages.next" />
      </Button>
    </nav>
  );
}
