/** The one GraphQL client of the pages. */
import { Client, fetchExchange } from "urql";
import { authorizedFetch, type TokenSource } from "./authorized-fetch";

/** No cache: what staff see is what the shop holds; `useCrmQuery` keeps the last answers for the first paint. */
export function makeClient(url: string, tokens: TokenSource, send: typeof fetch): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
    fetch: authorizedFetch(tokens, send),
    preferGetMethod: false,
    requestPolicy: "network-only",
  });
}
