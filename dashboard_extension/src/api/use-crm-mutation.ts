/** Change something in the shop, and get refusals sorted by field. */
import { useCallback, useRef, useState } from "react";
import type { AnyVariables } from "urql";
import { useApi } from "./api-provider";
import { documentOf, type Operation } from "./documents";
import { toApiError, type ApiError } from "./errors";

export interface Problem {
  field: string | null;
  code: string;
  message: string;
}

export interface MutationAnswer<Data> {
  /** True when it was done. */
  ok: boolean;
  data: Data | null;
  /** Refusals of the action, as the API gave them. */
  problems: Problem[];
  /** The first refusal of each field, also by the request as a whole; those of no field stand under `""`. */
  fieldErrors: Record<string, string>;
  /** The request itself failed. */
  error: ApiError | null;
}

export interface MutationOptions {
  /** Let the queries on screen ask again after success; not for autosaves. */
  refresh?: boolean;
}

export type RunMutation<Data, Variables> = (variables: Variables) => Promise<MutationAnswer<Data>>;

/** `run` never rejects; while one run is under way `fetching` is true. */
export function useCrmMutation<Data, Variables extends AnyVariables & object>(
  operation: Operation<Data, Variables>,
  { refresh = true }: MutationOptions = {},
): [RunMutation<Data, Variables>, { fetching: boolean }] {
  const api = useApi();
  const [fetching, setFetching] = useState(false);
  const running = useRef(0);

  const run = useCallback<RunMutation<Data, Variables>>(
    async (variables) => {
      running.current += 1;
      setFetching(true);
      const result = await api.client.mutation(documentOf(operation), variables).toPromise();
      running.current -= 1;
      setFetching(running.current > 0);
      const answer = sorted<Data>(result.data ?? null, result.error ? toApiError(result.error) : null);
      if (answer.ok && refresh) api.announceChange();
      return answer;
    },
    [api, operation, refresh],
  );
  return [run, { fetching }];
}

function sorted<Data>(data: Data | null, error: ApiError | null): MutationAnswer<Data> {
  const problems = Object.values((data ?? {}) as Record<string, { errors?: Problem[] } | null>).flatMap(
    (payload) => payload?.errors ?? [],
  );
  const fieldErrors: Record<string, string> = {};
  for (const { field, message } of problems) fieldErrors[field ?? ""] ??= message;
  if (error?.field) fieldErrors[error.field] ??= error.message;
  return { ok: error === null && problems.length === 0, data, problems, fieldErrors, error };
}
