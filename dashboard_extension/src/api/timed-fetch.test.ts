import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { timedFetch } from "./timed-fetch";

/** Answers never, but stops when it is told to, as browsers do. */
const silent: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => {
      reject(init.signal?.reason as Error);
    });
  });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("gives up on a shop that does not answer", async () => {
  const outcome = vi.fn();
  void timedFetch(silent)("/graphql/").catch(outcome);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(outcome).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(outcome).toHaveBeenCalledWith(new Error("No answer"));
});

it("gives an answer on, and leaves no clock running", async () => {
  const answer = new Response("{}");
  expect(await timedFetch(() => Promise.resolve(answer))("/graphql/")).toBe(answer);
  expect(vi.getTimerCount()).toBe(0);
});

it("stops when the page no longer wants to know", async () => {
  const page = new AbortController();
  const outcome = vi.fn();
  void timedFetch(silent)("/graphql/", { signal: page.signal }).catch(outcome);
  page.abort(new Error("left"));
  await vi.advanceTimersByTimeAsync(0);
  expect(outcome).toHaveBeenCalledWith(new Error("left"));
});
