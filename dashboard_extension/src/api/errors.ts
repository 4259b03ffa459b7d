/** What can go wrong with a request, in the few kinds that a page treats differently. */
import type { CombinedError } from "urql";

export interface ApiError {
  kind: "offline" | "noAccess" | "server";
  message: string;
  /** The permissions of which one is needed, where the server named them. */
  permissions: string[];
  /** The argument that was refused, such as `channel`: the field of the page that holds it is marked. */
  field: string | null;
  /** Why in one word, such as `INVALID`; of the exception where it gives no code of its own. */
  code: string | null;
}

const UNREACHABLE_STATUSES = new Set([408, 429, 502, 503, 504]);
const DENIED = "PermissionDenied";
const PERMISSION = /\b(?:MANAGE|HANDLE)_[A-Z_]+\b/g;

export function toApiError(error: CombinedError): ApiError {
  const denied = error.graphQLErrors.find(({ extensions }) => codeOf(extensions) === DENIED);
  const told = denied ?? error.graphQLErrors[0];
  const message = told?.message ?? error.message;
  return {
    kind: kindOf(error, denied !== undefined),
    message,
    permissions: denied ? [...new Set(message.match(PERMISSION))] : [],
    field: textOf(told?.extensions["field"]),
    code: textOf(told?.extensions["code"]) ?? codeOf(told?.extensions),
  };
}

function kindOf(error: CombinedError, isDenied: boolean): ApiError["kind"] {
  if (isOffline(error)) return "offline";
  return isDenied ? "noAccess" : "server";
}

function isOffline(error: CombinedError): boolean {
  if (error.networkError === undefined) return false;
  const status = (error.response as Response | undefined)?.status;
  return status === undefined || UNREACHABLE_STATUSES.has(status);
}

/** Saleor names the class of the exception under `extensions.exception.code`. */
export function codeOf(extensions: Record<string, unknown> | undefined): string | null {
  const exception = extensions?.["exception"] as { code?: unknown } | undefined;
  return textOf(exception?.code);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
