/** A shop that does not answer is away, whether its network says so or not. */

/** Longer than the slowest figure takes; so long nobody waits without being told why. */
export const ANSWER_MILLISECONDS = 30_000;

export function timedFetch(send: typeof fetch, milliseconds = ANSWER_MILLISECONDS): typeof fetch {
  return async (input, init) => {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort(new Error("No answer"));
    }, milliseconds);
    const signals = [patience.signal, ...(init?.signal ? [init.signal] : [])];
    try {
      return await send(input, { ...init, signal: AbortSignal.any(signals) });
    } finally {
      clearTimeout(timer);
    }
  };
}
