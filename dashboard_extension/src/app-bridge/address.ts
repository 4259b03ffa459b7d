/** What the address of this frame says: ids of the entity on screen, theme, and the shop's API. */
import type { BridgeState, EntityIds, Theme } from "./store";

const DEFAULT_API_PATH = "/graphql/";

export function readAddress(address: URL): {
  ids: EntityIds;
  theme: Theme | null;
  saleorApiUrl: string;
} {
  const query = address.searchParams;
  const theme = query.get("theme");
  return {
    ids: readIds(query),
    theme: theme === "dark" || theme === "light" ? theme : null,
    saleorApiUrl: ownApi(query.get("saleorApiUrl"), address),
  };
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
  const customerId = query.get("customerId");
  const customerIds = query.get("customerIds");
  const orderId = query.get("orderId") ?? query.get("draftOrderId");
  if (customerId) ids.customerId = customerId;
  if (customerIds) ids.customerIds = customerIds.split(",").filter(Boolean);
  if (orderId) ids.orderId = orderId;
  return ids;
}

export function initialState(
  address: URL,
  browser: { languages: readonly string[]; prefersDark: boolean; isFramed: boolean },
): BridgeState {
  const { ids, theme, saleorApiUrl } = readAddress(address);
  return {
    status: browser.isFramed ? "connecting" : "signedOut",
    host: browser.isFramed ? "dashboard" : "standalone",
    token: null,
    theme: theme ?? (browser.prefersDark ? "dark" : "light"),
    locale: browser.languages[0] ?? "en",
    saleorApiUrl,
    permissions: null,
    userEmail: null,
    ids,
    params: undefined,
  };
}
