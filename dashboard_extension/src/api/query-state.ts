/** From answers to the one word that a page draws; without React. */
import type { ApiError } from "./errors";

/**
 * - `loading`: no answer yet. `ready`: data is there (`error` is set when a part of it failed).
 * - `stale`: data is there, but asking again has failed. `error`, `noAccess`, `offline`: no data.
 */
export type QueryState = "loading" | "ready" | "stale" | "error" | "noAccess" | "offline";

export interface Answer<Data> {
  /** The request that it belongs to. */
  key: string;
  data: Data | undefined;
  /** The data came before the last request, which failed. */
  isKept: boolean;
  error: ApiError | null;
  fetching: boolean;
}

/** A request starts: the same one again keeps all that is on screen, another one keeps the data meanwhile. */
export function begin<Data>(
  former: Answer<Data> | null,
  key: string,
  remembered: Data | undefined,
): Answer<Data> {
  if (former?.key === key) return { ...former, fetching: true };
  const isKnown = remembered !== undefined || former === null;
  return {
    key: isKnown ? key : former.key,
    data: remembered ?? former?.data,
    isKept: false,
    error: null,
    fetching: true,
  };
}

export function finish<Data>(
  former: Answer<Data> | null,
  key: string,
  data: Data | undefined,
  error: ApiError | null,
): Answer<Data> {
  const kept = data === undefined && former?.key === key ? former.data : undefined;
  return { key, data: data ?? kept, isKept: kept !== undefined, error, fetching: false };
}

export function stateOf({ data, error, isKept }: Answer<unknown>): QueryState {
  if (data !== undefined) return isKept ? "stale" : "ready";
  if (error === null) return "loading";
  return error.kind === "server" ? "error" : error.kind;
}
