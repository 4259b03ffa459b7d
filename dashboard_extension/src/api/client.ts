/** The one GraphQL client of the pages. */
import { Client, fetchExchange } from "urql";
import { authorizedFetch, type TokenSource } from "./authorized-fetch";
import { timedFetch } from "./timed-fetch";

/**
 * No cache: what staff see is what the shop holds; `useCrmQuery` keeps the last answers for the first paint.
 * The shop words refusals and findings itself: it is told the language of the pages.
 */
export function makeClient(
  url: string,
  tokens: TokenSource,
  language: () => string,
  send: typeof fetch,
): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
    fetch: authorizedFetch(tokens, timedFetch(send)),
    fetchOptions: () => ({ headers: { "Accept-Language": language() } }),
    preferGetMethod: false,
    requestPolicy: "network-only",
  });
}
