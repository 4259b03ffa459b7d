import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { ConfirmDialog, Dialog } from "./dialog";

describe("a dialog", () => {
  it("is not there until it is opened", () => {
    renderPage(
      <Dialog title="Merge" isOpen={false} onClose={vi.fn()}>
        Words
      </Dialog>,
    );
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is named by its title and closes by its sign", async () => {
    const close = vi.fn();
    const { user } = renderPage(
      <Dialog title="Merge" isOpen onClose={close}>
        Words
      </Dialog>,
    );
    expect(screen.getByRole("dialog", { name: "Merge" })).toHaveTextContent("Words");
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("leaves it to the page to close on Escape", () => {
    const close = vi.fn();
    renderPage(
      <Dialog title="Merge" isOpen onClose={close}>
        Words
      </Dialog>,
    );
    // What the browser sends for Escape; the page may still want to keep what was typed.
    const isClosed = fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
    expect(isClosed).toBe(false);
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe("a question before something is done", () => {
  const QUESTION = { title: "Erase?", text: "This cannot be undone.", confirmLabel: "Erase", isOpen: true };

  it("does it only when it is confirmed", async () => {
    const [confirm, close] = [vi.fn(), vi.fn()];
    const { user } = renderPage(<ConfirmDialog {...QUESTION} isDangerous onConfirm={confirm} onClose={close} />);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect([close.mock.calls.length, confirm.mock.calls.length]).toEqual([1, 0]);
    await user.click(screen.getByRole("button", { name: "Erase" }));
    expect(confirm).toHaveBeenCalledTimes(1);
  });

  it.each([{ isBlocked: true }, { isBusy: true }])("waits for a choice and for work under way: %j", (state) => {
    renderPage(<ConfirmDialog {...QUESTION} {...state} onConfirm={vi.fn()} onClose={vi.fn()} />);
    expect(screen.getByRole("button", { name: "Erase" })).toBeDisabled();
  });
});
