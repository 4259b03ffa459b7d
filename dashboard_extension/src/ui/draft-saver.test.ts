import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DraftSaver, REST_MS, RETRY_MS, type Send as SendOf, type Sent as SentOf } from "./draft-saver";

interface Draft {
  readonly name: string;
}

interface Saved {
  readonly id: string;
  readonly version: number;
}

type Send = SendOf<Draft, Saved>;
type Sent = SentOf<Saved>;

const named = (name: string): Draft => ({ name });
const isSavable = ({ name }: Draft): boolean => name !== "";
const first: Saved = { id: "one", version: 1 };

/** A sender whose answers come when the test says so. */
function slowSender() {
  const answers: ((sent: Sent) => void)[] = [];
  const send = vi.fn<Send>(() => new Promise((resolve) => answers.push(resolve)));
  return { send, answer: (sent: Sent) => answers.shift()?.(sent) };
}

describe("a draft that is saved while it is written", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is sent once after a rest, with the newest text", async () => {
    const send = vi.fn<Send>().mockResolvedValue({ kind: "saved", saved: first });
    const saver = new DraftSaver(send, null);
    saver.change(named("S"));
    saver.change(named("Sp"));
    saver.change(named("Spring"));
    expect(saver.snapshot().status).toBe("waiting");
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(send.mock.calls).toEqual([[named("Spring"), null]]);
    expect(saver.snapshot()).toEqual({ status: "saved", saved: first, fieldErrors: {} });
  });

  it("is never sent twice at once, and what was written meanwhile follows with the new version", async () => {
    const { send, answer } = slowSender();
    const saver = new DraftSaver(send, first);
    saver.change(named("Spring"));
    await vi.advanceTimersByTimeAsync(REST_MS);
    saver.change(named("Summer"));
    await vi.advanceTimersByTimeAsync(10 * REST_MS);
    expect(send).toHaveBeenCalledTimes(1);
    answer({ kind: "saved", saved: { id: "one", version: 2 } });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(send.mock.calls[1]).toEqual([named("Summer"), { id: "one", version: 2 }]);
  });

  it("waits for what is missing and sends nothing", async () => {
    const send = vi.fn<Send>();
    const saver = new DraftSaver(send, null, { isSavable });
    saver.change(named(""));
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(send).not.toHaveBeenCalled();
    expect(saver.snapshot().status).toBe("incomplete");
  });

  it("is kept while the API is away, and sent again when it is back", async () => {
    const send = vi
      .fn<Send>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch"))
      .mockResolvedValue({ kind: "saved", saved: first });
    const saver = new DraftSaver(send, null);
    saver.change(named("Spring"));
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(saver.snapshot().status).toBe("offline");
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(send).toHaveBeenCalledTimes(2);
    expect(saver.snapshot().status).toBe("saved");
  });

  it("stops at a conflict and overwrites nothing", async () => {
    const send = vi.fn<Send>().mockResolvedValue({ kind: "conflict" });
    const saver = new DraftSaver(send, first);
    saver.change(named("Mine"));
    await vi.advanceTimersByTimeAsync(REST_MS);
    saver.change(named("Mine too"));
    await vi.advanceTimersByTimeAsync(10 * RETRY_MS);
    expect(send).toHaveBeenCalledTimes(1);
    expect((await saver.flush()).status).toBe("conflict");
  });

  it("says which fields are refused, and is sent again once they are changed", async () => {
    const send = vi
      .fn<Send>()
      .mockResolvedValueOnce({ kind: "refused", fieldErrors: { name: "Too long." } })
      .mockResolvedValue({ kind: "saved", saved: first });
    const saver = new DraftSaver(send, null);
    saver.change(named("Much too long"));
    expect((await saver.flush()).fieldErrors).toEqual({ name: "Too long." });
    saver.change(named("Short"));
    expect(await saver.flush()).toEqual({ status: "saved", saved: first, fieldErrors: {} });
  });

  it("is not sent by itself where it would count at once", async () => {
    const send = vi.fn<Send>().mockResolvedValue({ kind: "saved", saved: first });
    const saver = new DraftSaver(send, first, { isAutomatic: false });
    saver.change(named("Running"));
    await vi.advanceTimersByTimeAsync(10 * REST_MS);
    expect(send).not.toHaveBeenCalled();
    await saver.flush();
    expect(send).toHaveBeenCalledTimes(1);
  });
});
