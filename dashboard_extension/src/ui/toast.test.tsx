import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { useToast } from "./toast";

function advance(milliseconds: number) {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

function Saver({ status }: { status: "success" | "error" }) {
  const toast = useToast();
  return (
    <button
      type="button"
      onClick={() => {
        toast({ status, title: "Saved", text: "Version 2" });
      }}
    >
      Save
    </button>
  );
}

function press(status: "success" | "error", hostShows: boolean) {
  const page = renderPage(<Saver status={status} />);
  vi.mocked(page.host.notify).mockReturnValue(hostShows);
  act(() => {
    screen.getByRole("button", { name: "Save" }).click();
  });
  return page;
}

describe("a short notice", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("is the Dashboard's where it shows them", () => {
    const { host } = press("success", true);
    expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Saved", text: "Version 2" });
    expect(screen.queryByText("Saved")).toBeNull();
  });

  it("is ours elsewhere, long enough to be read", () => {
    press("success", false);
    expect(screen.getByRole("status")).toHaveTextContent("Saved Version 2");
    advance(7999);
    expect(screen.getByText("Saved")).toBeVisible();
    advance(1);
    expect(screen.queryByText("Saved")).toBeNull();
  });

  it("stays until it is closed where something went wrong", () => {
    press("error", false);
    advance(60_000);
    expect(screen.getByText("Saved")).toBeVisible();
    act(() => {
      screen.getByRole("button", { name: "Close" }).click();
    });
    expect(screen.queryByText("Saved")).toBeNull();
  });
});
