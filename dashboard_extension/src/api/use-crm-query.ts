/** Ask the shop, and say in one word how it went. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { createRequest, type AnyVariables } from "urql";
import { useBridge } from "../app-bridge";
import { useApi } from "./api-provider";
import { documentOf, type Operation } from "./documents";
import { toApiError, type ApiError } from "./errors";

/**
 * - `loading`: no answer yet. `ready`: data is there (`error` is set when a part of it failed).
 * - `stale`: data is there, but asking again has failed. `error`, `noAccess`, `offline`: no data.
 */
export type QueryState = "loading" | "ready" | "stale" | "error" | "noAccess" | "offline";

export interface CrmQuery<Data> {
  data: Data | undefined;
  state: QueryState;
  error: ApiError | null;
  /** Ask again, now. */
  retry: () => void;
  /** A request is under way, whatever is on screen. */
  fetching: boolean;
}

export interface QueryOptions {
  /** Do not ask (yet). */
  pause?: boolean;
  /** Keep showing the former answer while other variables are asked for; the first answer by default. */
  keepPrevious?: boolean;
}

interface Answer<Data> {
  key: string;
  data: Data | undefined;
  error: ApiError | null;
  fetching: boolean;
}

const RETRY_OFFLINE_MILLISECONDS = 5000;

export function useCrmQuery<Data, Variables extends AnyVariables & object>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { pause = false, keepPrevious = true }: QueryOptions = {},
): CrmQuery<Data> {
  const api = useApi();
  const { status } = useBridge();
  const request = createRequest(documentOf(operation), variables);
  const key = String(request.key);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<Data> | null>(null);
  const isPaused = pause || status !== "ready";

  const retry = useCallback(() => {
    setRound((each) => each + 1);
  }, []);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for document and variables
  const stableRequest = useMemo(() => request, [key]);

  useEffect(() => {
    if (isPaused) return undefined;
    setAnswer((former) => begin(former, key, api.remembered.get(key) as Data | undefined));
    const subscription = api.client.executeQuery<Data, Variables>(stableRequest).subscribe((result) => {
      if (result.data !== undefined && result.data !== null) api.remembered.set(key, result.data);
      setAnswer((former) => finish(former, key, result.data ?? undefined, result.error && toApiError(result.error)));
    });
    return () => {
      subscription.unsubscribe();
    };
  }, [api, isPaused, key, round, stableRequest]);

  useEffect(() => api.onChange(retry), [api, retry]);
  useRetryWhenOffline(answer?.error?.kind === "offline" && !answer.fetching, retry);

  return useMemo(() => view(answer, key, keepPrevious, retry), [answer, key, keepPrevious, retry]);
}

function begin<Data>(former: Answer<Data> | null, key: string, remembered: Data | undefined): Answer<Data> {
  if (former?.key === key) return { ...former, fetching: true };
  const data = remembered ?? former?.data;
  return { key: remembered === undefined ? (former?.key ?? key) : key, data, error: null, fetching: true };
}

function finish<Data>(
  former: Answer<Data> | null,
  key: string,
  data: Data | undefined,
  error: ApiError | null | undefined,
): Answer<Data> {
  const kept = former?.key === key ? former.data : undefined;
  return { key, data: data ?? kept, error: error ?? null, fetching: false };
}

function view<Data>(
  answer: Answer<Data> | null,
  key: string,
  keepPrevious: boolean,
  retry: () => void,
): CrmQuery<Data> {
  const isOurs = answer !== null && (answer.key === key || keepPrevious);
  const data = isOurs ? answer.data : undefined;
  const fetching = answer === null || answer.fetching || answer.key !== key;
  const error = isOurs && !fetching ? answer.error : null;
  return { data, state: stateOf(data, error, isOurs ? answer.error : null), error: isOurs ? answer.error : error, retry, fetching };
}

function stateOf(data: unknown, settled: ApiError | null, error: ApiError | null): QueryState {
  if (data !== undefined) return error !== null && error.kind === "offline" ? "stale" : "ready";
  if (settled === null) return "loading";
  return settled.kind === "server" ? "error" : settled.kind;
}

function useRetryWhenOffline(isOffline: boolean, retry: () => void): void {
  useEffect(() => {
    if (!isOffline) return undefined;
    const timer = setInterval(retry, RETRY_OFFLINE_MILLISECONDS);
    window.addEventListener("online", retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", retry);
    };
  }, [isOffline, retry]);
}
