/** The shop's API as the kit needs it: one question, one answer, and four ways to fail. */

// What Saleor calls a token that is over or was never one.
const TOKEN_OVER = new Set([
  "ExpiredSignatureError",
  "InvalidSignatureError",
  "InvalidTokenError",
  "DecodeError",
]);
const SECONDS_TO_ANSWER = 20;

/** A question without an answer; `code` is offline, signedOut, refused or broken. */
export class ShopError extends Error {
  /**
   * @param {"offline" | "signedOut" | "refused" | "broken"} code
   * @param {string} message what the shop said, for the log and not for the shopper
   */
  constructor(code, message) {
    super(message);
    this.name = "ShopError";
    this.code = code;
  }
}

/**
 * Asks the shop; the token is asked for anew before every question, and once more when it is over.
 */
export class ShopClient {
  /**
   * @param {string} url the shop's `/graphql/`
   * @param {(state: {isOver: boolean}) => string | null | undefined | Promise<string | null | undefined>} getToken
   * @param {string} language the shop says reasons in it
   * @param {typeof fetch} [fetcher]
   */
  constructor(url, getToken, language, fetcher) {
    this.url = url;
    this.getToken = getToken;
    this.language = language;
    /** @type {Promise<string | null | undefined> | null} */
    this.renewing = null;
    this.fetcher = fetcher ?? ((...asked) => globalThis.fetch(...asked));
  }

  /**
   * Return the data of a query. Throws ShopError.
   * @param {string} query
   * @param {Record<string, unknown>} variables
   * @param {AbortSignal} [signal] an aborted question throws the signal's reason
   */
  async ask(query, variables, signal) {
    const first = await this.#send(query, variables, await this.getToken({ isOver: false }), signal);
    const answer = isTokenOver(first)
      ? await this.#send(query, variables, await this.#renewed(), signal)
      : first;
    if (isTokenOver(answer)) throw new ShopError("signedOut", "The token is over.");
    if (answer.errors?.length) throw failureOf(answer.errors);
    if (!answer.data) throw new ShopError("broken", "The answer is empty.");
    return answer.data;
  }

  /**
   * Return what a mutation answers under the alias `result`. Throws ShopError, also for a refusal.
   * @param {string} mutation
   * @param {Record<string, unknown>} variables
   */
  async tell(mutation, variables) {
    const { result } = await this.ask(mutation, variables);
    const [error] = result?.errors ?? [];
    if (error) throw new ShopError("refused", `${error.code}: ${error.message}`);
    return result;
  }

  /** Questions that are refused at the same time have the token renewed once. */
  #renewed() {
    this.renewing ??= Promise.resolve(this.getToken({ isOver: true })).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  async #send(query, variables, token, signal) {
    const headers = { "Content-Type": "application/json", "Accept-Language": this.language };
    if (token) headers.Authorization = `Bearer ${token}`;
    const limit = AbortSignal.timeout(SECONDS_TO_ANSWER * 1000);
    try {
      const response = await this.fetcher(this.url, {
        method: "POST",
        headers,
        body: JSON.stringify({ query, variables }),
        credentials: "omit",
        signal: signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : (signal ?? limit),
      });
      return await response.json();
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      throw new ShopError("offline", String(cause));
    }
  }
}

function isTokenOver(answer) {
  return (answer.errors ?? []).some((error) => TOKEN_OVER.has(codeOf(error)));
}

function failureOf(errors) {
  const denied = errors.some((error) => codeOf(error) === "PermissionDenied");
  return new ShopError(denied ? "signedOut" : "broken", errors[0].message);
}

function codeOf(error) {
  return error?.extensions?.exception?.code;
}
