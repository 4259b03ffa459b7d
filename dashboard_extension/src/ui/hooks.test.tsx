import { act, renderHook, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { useDebounced, useDraft, usePolling } from "./hooks";

function advance(milliseconds: number) {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

describe("time", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("a value is taken when it has stood still", () => {
    const { result, rerender } = renderHook(({ value }) => useDebounced(value, 500), { initialProps: { value: "a" } });
    rerender({ value: "ab" });
    advance(499);
    rerender({ value: "abc" });
    advance(499);
    expect(result.current).toBe("a");
    advance(1);
    expect(result.current).toBe("abc");
  });

  it("what is watched is asked for again and again, ever slower, at most every ten seconds", () => {
    const poll = vi.fn();
    renderHook(() => usePolling(poll, 2000, true));
    const at: number[] = [];
    poll.mockImplementation(() => at.push(Date.now()));
    advance(120_000);
    const pauses = at.slice(1).map((moment, place) => moment - (at[place] ?? 0));
    expect(pauses[0]).toBe(2500);
    expect(Math.max(...pauses)).toBe(10_000);
  });

  it("nothing is asked for while the page is hidden, or once it is over", () => {
    const poll = vi.fn();
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    const { rerender } = renderHook(({ isOn }) => usePolling(poll, 2000, isOn), { initialProps: { isOn: true } });
    advance(10_000);
    rerender({ isOn: false });
    vi.spyOn(document, "hidden", "get").mockReturnValue(false);
    advance(60_000);
    expect(poll).not.toHaveBeenCalled();
  });
});

function Note() {
  const [text, setText, clear] = useDraft("note", "");
  return (
    <>
      <input aria-label="Note" value={text} onChange={(event) => { setText(event.target.value); }} />
      <button type="button" onClick={clear}>
        Clear
      </button>
    </>
  );
}

describe("what was written and not saved", () => {
  const note = () => screen.getByRole("textbox", { name: "Note" });

  it("is there again after the page was closed", async () => {
    const { user, unmount } = renderPage(<Note />);
    await user.type(note(), "Wide feet");
    unmount();
    renderPage(<Note />);
    expect(note()).toHaveValue("Wide feet");
  });

  it("is not for the next member of staff", async () => {
    const { user, unmount } = renderPage(<Note />);
    await user.type(note(), "Wide feet");
    unmount();
    renderPage(<Note />, { bridge: { userEmail: "bruno@shop.example" } });
    expect(note()).toHaveValue("");
  });

  it("is gone once it is saved", async () => {
    const { user, unmount } = renderPage(<Note />);
    await user.type(note(), "Wide feet");
    await user.click(screen.getByRole("button", { name: "Clear" }));
    unmount();
    renderPage(<Note />);
    expect(note()).toHaveValue("");
  });

  it("stays on screen where the browser keeps nothing", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const { user } = renderPage(<Note />);
    await user.type(note(), "Wide");
    expect(note()).toHaveValue("Wide");
    vi.restoreAllMocks();
  });
});
