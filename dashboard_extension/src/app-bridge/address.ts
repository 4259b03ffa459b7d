/** What the address of this frame says: ids of the entity on screen, theme, and the shop's API. */
import type { BridgeState, EntityIds, Theme } from "./store";

const DEFAULT_API_PATH = "/graphql/";

export function readAddress(address: URL): {
  ids: EntityIds;
  theme: Theme | null;
  saleorApiUrl: string;
  appId: string | null;
} {
  const query = address.searchParams;
  const theme = told(query, "theme");
  return {
    ids: readIds(query),
    theme: theme === "dark" || theme === "light" ? theme : null,
    saleorApiUrl: ownApi(told(query, "saleorApiUrl"), address),
    appId: told(query, "id"),
  };
}

/** The Dashboard puts its own page's query before what it tells us: of one name the last is meant. */
function told(query: URLSearchParams, name: string): string | null {
  return query.getAll(name).at(-1) ?? null;
}

/**
 * The API lies on the origin that served the page; the content security policy allows no other.
 * A foreign address in the query is ignored, so that no link can send a token elsewhere.
 */
function ownApi(wished: string | null, address: URL): string {
  const own = new URL(DEFAULT_API_PATH, address.origin);
  if (!wished || !URL.canParse(wished)) return own.href;
  const url = new URL(wished);
  return url.origin === address.origin ? url.href : own.href;
}

function readIds(query: URLSearchParams): EntityIds {
  const ids: EntityIds = {};
  const customerId = told(query, "customerId");
  const customerIds = told(query, "customerIds");
  const orderId = told(query, "orderId") ?? told(query, "draftOrderId");
  if (customerId) ids.customerId = customerId;
  if (customerIds) ids.customerIds = customerIds.split(",").filter(Boolean);
  if (orderId) ids.orderId = orderId;
  return ids;
}

export function initialState(
  address: URL,
  browser: { languages: readonly string[]; prefersDark: boolean; isFramed: boolean },
): BridgeState {
  const { ids, theme, saleorApiUrl, appId } = readAddress(address);
  return {
    status: browser.isFramed ? "connecting" : "signedOut",
    host: browser.isFramed ? "dashboard" : "standalone",
    token: null,
    theme: theme ?? (browser.prefersDark ? "dark" : "light"),
    locale: browser.languages[0] ?? "en",
    saleorApiUrl,
    appId,
    permissions: null,
    userEmail: null,
    ids,
    params: undefined,
  };
}
