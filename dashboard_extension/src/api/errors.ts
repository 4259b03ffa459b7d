/** What can go wrong with a request, in the few kinds that a page treats differently. */
import type { CombinedError } from "urql";

export interface ApiError {
  kind: "offline" | "noAccess" | "server";
  message: string;
  /** The permissions of which one is needed, where the server named them. */
  permissions: string[];
}

const UNREACHABLE_STATUSES = new Set([408, 429, 502, 503, 504]);
const PERMISSION = /\b(?:MANAGE|HANDLE)_[A-Z_]+\b/g;

export function toApiError(error: CombinedError): ApiError {
  const message = error.graphQLErrors[0]?.message ?? error.message;
  if (isOffline(error)) return { kind: "offline", message, permissions: [] };
  const denied = error.graphQLErrors.find((each) => codeOf(each.extensions) === "PermissionDenied");
  if (denied) {
    return {
      kind: "noAccess",
      message: denied.message,
      permissions: [...new Set(denied.message.match(PERMISSION))],
    };
  }
  return { kind: "server", message, permissions: [] };
}

function isOffline(error: CombinedError): boolean {
  if (error.networkError === undefined) return false;
  const status = (error.response as Response | undefined)?.status;
  return status === undefined || UNREACHABLE_STATUSES.has(status);
}

/** Saleor names the class of the exception under `extensions.exception.code`. */
export function codeOf(extensions: Record<string, unknown> | undefined): string | null {
  const exception = extensions?.["exception"] as { code?: unknown } | undefined;
  return typeof exception?.code === "string" ? exception.code : null;
}
