/** What stands in place of content: nothing yet, nothing there, no right to see it, or a fault. */
import { useEffect, useState, type ReactNode } from "react";
import { FormattedList, FormattedMessage } from "react-intl";
import type { ApiError, CrmQuery } from "../api";
import { Button } from "./button";

export interface EmptyStateProps {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, text, action }: EmptyStateProps) {
  return (
    <div className="crm-state">
      <p className="crm-state__title">{title}</p>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  error: Pick<ApiError, "message"> | null;
  retry?: () => void;
}

export function ErrorState({ error, retry }: ErrorStateProps) {
  return (
    <div className="crm-state crm-state--error" role="alert">
      <p className="crm-state__title">
        <FormattedMessage id="ui.error.title" />
      </p>
      {error !== null && <p>{error.message}</p>}
      {retry && (
        <Button onClick={retry}>
          <FormattedMessage id="ui.retry" />
        </Button>
      )}
    </div>
  );
}

function OfflineState({ retry }: { retry: () => void }) {
  return (
    <div className="crm-state" role="alert">
      <p className="crm-state__title">
        <FormattedMessage id="ui.offline.title" />
      </p>
      <p>
        <FormattedMessage id="ui.offline.text" />
      </p>
      <Button onClick={retry}>
        <FormattedMessage id="ui.retry" />
      </Button>
    </div>
  );
}

export function NoAccess({ permission }: { permission?: string | readonly string[] }) {
  const permissions = typeof permission === "string" ? [permission] : (permission ?? []);
  return (
    <div className="crm-state">
      <p className="crm-state__title">
        <FormattedMessage id="ui.noAccess.title" />
      </p>
      <p>
        {permissions.length === 0 ? (
          <FormattedMessage id="ui.noAccess.text" />
        ) : (
          <FormattedMessage
            id="ui.noAccess.permissions"
            values={{ permissions: <FormattedList type="disjunction" value={permissions.map((code) => <code key={code}>{code}</code>)} /> }}
          />
        )}
      </p>
    </div>
  );
}

/** What is below may be out of date: the last question got no answer. */
export function StaleBanner({ retry }: { retry: () => void }) {
  return (
    <div className="crm-banner crm-banner--warning" role="status">
      <span>
        <FormattedMessage id="ui.stale" />
      </span>
      <Button tone="tertiary" onClick={retry}>
        <FormattedMessage id="ui.retry" />
      </Button>
    </div>
  );
}

const SKELETON_MILLISECONDS = 200;

/** Gray lines in the shape of text; drawn late, so that a quick answer does not flash. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const isLate = useLate(SKELETON_MILLISECONDS);
  return (
    <div className="crm-skeleton" aria-hidden="true">
      {isLate && Array.from({ length: lines }, (_, line) => <span key={line} />)}
    </div>
  );
}

function useLate(milliseconds: number): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLate(true);
    }, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [milliseconds]);
  return isLate;
}

export interface QueryViewProps<Data> {
  query: CrmQuery<Data>;
  skeleton?: ReactNode;
  isEmpty?: (data: Data) => boolean;
  /** Shown when `isEmpty` says so. */
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Draws whatever state a query is in; `children` only ever sees data. */
export function QueryView<Data>({ query, skeleton, isEmpty, empty, children }: QueryViewProps<Data>) {
  const { data, state, error, retry, fetching } = query;
  if (data === undefined) {
    if (state === "noAccess") return <NoAccess permission={error?.permissions ?? []} />;
    if (state === "offline") return <OfflineState retry={retry} />;
    if (state === "error") return <ErrorState error={error} retry={retry} />;
    return (
      <div aria-busy="true">
        <span className="crm-hidden" role="status">
          <FormattedMessage id="ui.loading" />
        </span>
        {skeleton ?? <Skeleton />}
      </div>
    );
  }
  return (
    <div className="crm-query" aria-busy={fetching || undefined}>
      {state === "stale" && <StaleBanner retry={retry} />}
      {state === "ready" && error !== null && <PartialError error={error} />}
      {isEmpty?.(data) === true && empty !== undefined ? empty : children(data)}
    </div>
  );
}

function PartialError({ error }: { error: ApiError }) {
  return (
    <div className="crm-banner crm-banner--warning" role="status">
      <span>
        <FormattedMessage id="ui.error.partial" values={{ message: error.message }} />
      </span>
    </div>
  );
}
