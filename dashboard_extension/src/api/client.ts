/** The one GraphQL client of the pages. */
import { Client, fetchExchange } from "urql";
import { authorizedFetch, type TokenSource } from "./authorized-fetch";
import { timedFetch } from "./timed-fetch";

/** No cache: what staff see is what the shop holds; `useCrmQuery` keeps the last answers for the first paint. */
export function makeClient(url: string, tokens: TokenSource, send: typeof fetch): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
    fetch: authorizedFetch(tokens, timedFetch(send)),
    preferGetMethod: false,
    requestPolicy: "network-only",
  });
}
