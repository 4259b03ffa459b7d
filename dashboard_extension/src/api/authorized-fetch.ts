/** Send each request with the token of this moment, and once more when it has just expired. */
import { readClaims } from "../app-bridge";
import { codeOf } from "./errors";

export interface TokenSource {
  current: () => string | null;
  fresh: (stale: string | null) => Promise<string | null>;
}

/** A token with less life than this would expire on the way. */
const LEAST_LIFE_MILLISECONDS = 3000;
const REFUSALS = new Set([
  "ExpiredSignatureError",
  "InvalidSignatureError",
  "InvalidTokenError",
  "DecodeError",
]);

export function authorizedFetch(tokens: TokenSource, send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const token = await usable(tokens);
    const answer = await send(input, withToken(init, token));
    if (!(await isRefusal(answer))) return answer;
    // Nothing was done: the server refuses a token before it runs the operation.
    const fresh = await tokens.fresh(token);
    return fresh === null ? answer : send(input, withToken(init, fresh));
  };
}

async function usable(tokens: TokenSource): Promise<string | null> {
  const token = tokens.current();
  const expiresAt = token === null ? null : readClaims(token).expiresAt;
  if (expiresAt === null || expiresAt - Date.now() > LEAST_LIFE_MILLISECONDS) return token;
  return (await tokens.fresh(token)) ?? token;
}

function withToken(init: RequestInit | undefined, token: string | null): RequestInit {
  const headers = new Headers(init?.headers);
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  // Cookies would count as somebody's will on the shop's own origin.
  return { ...init, headers, credentials: "omit" };
}

async function isRefusal(answer: Response): Promise<boolean> {
  if (answer.status === 401) return true;
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) return false;
  try {
    const body = (await answer.clone().json()) as {
      errors?: { extensions?: Record<string, unknown> }[];
    };
    return body.errors?.some((each) => REFUSALS.has(codeOf(each.extensions) ?? "")) ?? false;
  } catch {
    return false;
  }
}
