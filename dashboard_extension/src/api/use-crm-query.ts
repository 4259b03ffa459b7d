/** Ask the shop, and say in one word how it went. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { createRequest, type AnyVariables } from "urql";
import { useBridge } from "../app-bridge";
import { useApi } from "./api-provider";
import { documentOf, type Operation } from "./documents";
import { toApiError, type ApiError } from "./errors";
import { begin, finish, stateOf, type Answer, type QueryState } from "./query-state";

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
  /** Paint the last answer to the same question until it is answered again; not what an edit has made wrong. */
  paintRemembered?: boolean;
}

const RETRY_OFFLINE_MILLISECONDS = 5000;

export function useCrmQuery<Data, Variables extends AnyVariables & object>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  { pause = false, keepPrevious = true, paintRemembered = true }: QueryOptions = {},
): CrmQuery<Data> {
  const api = useApi();
  const { status, locale } = useBridge();
  const request = createRequest(documentOf(operation), variables);
  // The shop words its answers: in another language it is another answer.
  const key = `${locale} ${request.key}`;
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<Data> | null>(null);
  const isPaused = pause || status !== "ready";

  const retry = useCallback(() => {
    setRound((each) => each + 1);
  }, []);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for document, variables and language
  const stableRequest = useMemo(() => request, [key]);

  useEffect(() => {
    if (isPaused) return undefined;
    const remembered = paintRemembered ? (api.remembered.get(key) as Data | undefined) : undefined;
    setAnswer((former) => begin(former, key, remembered));
    const subscription = api.client.executeQuery<Data, Variables>(stableRequest).subscribe((result) => {
      const error = result.error ? toApiError(result.error) : null;
      const data = error !== null && isNothing(result.data) ? undefined : result.data;
      if (error === null) api.remembered.set(key, data);
      setAnswer((former) => finish(former, key, data, error));
    });
    return () => {
      subscription.unsubscribe();
    };
  }, [api, isPaused, key, round, stableRequest, paintRemembered]);

  useEffect(() => api.onChange(retry), [api, retry]);
  useRetryWhenOffline(answer?.error?.kind === "offline" && !answer.fetching, retry);

  return useMemo(() => view(answer, key, keepPrevious, retry), [answer, key, keepPrevious, retry]);
}

/** A server that refuses every field answers with a null for each. */
function isNothing(data: unknown): boolean {
  return data === null || data === undefined || Object.values(data).every((value) => value === null);
}

function view<Data>(
  answer: Answer<Data> | null,
  key: string,
  keepPrevious: boolean,
  retry: () => void,
): CrmQuery<Data> {
  const isOurs = answer !== null && (answer.key === key || keepPrevious);
  return {
    data: isOurs ? answer.data : undefined,
    state: isOurs ? stateOf(answer) : "loading",
    error: isOurs ? answer.error : null,
    fetching: answer === null || answer.fetching || answer.key !== key,
    retry,
  };
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
