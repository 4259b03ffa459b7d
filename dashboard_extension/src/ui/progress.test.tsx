import { screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "../test-kit";
import { JobProgress, LoadOlder, ProgressBar } from "./progress";

describe("how far work has come", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is said in numbers beside the bar, and never beyond the end", () => {
    renderPage(<ProgressBar label="Import" done={1300} total={1200} />);
    expect(screen.getByRole("progressbar", { name: "Import" })).toHaveAttribute("value", "1200");
    expect(screen.getByText("1,300 of 1,200")).toBeVisible();
  });

  it("has no value while the end is unknown", () => {
    renderPage(<ProgressBar label="Import" done={7} total={null} />);
    expect(screen.getByRole("progressbar", { name: "Import" })).not.toHaveAttribute("value");
    expect(screen.getByText("7")).toBeVisible();
  });

  it("tells the pace and what is left once it can be judged", () => {
    vi.useFakeTimers({ now: new Date("2026-11-22T12:01:40Z") });
    renderPage(<JobProgress label="Import" state="running" done={500} total={1000} startedAt="2026-11-22T12:00:00Z" />);
    expect(screen.getByText(/^Running/)).toHaveTextContent("Running · 5 a second, done in 2 minutes");
  });

  it("claims no pace in the first seconds", () => {
    vi.useFakeTimers({ now: new Date("2026-11-22T12:00:04Z") });
    renderPage(<JobProgress label="Import" state="running" done={500} total={1000} startedAt="2026-11-22T12:00:00Z" />);
    expect(screen.getByText("Running")).toBeVisible();
  });

  it("can be stopped as long as it is not over", async () => {
    const stop = vi.fn();
    const job = { label: "Import", done: 1, total: 2, startedAt: null, onCancel: stop };
    const { user } = renderPage(<JobProgress {...job} state="waiting" />);
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["done", "Done"],
    ["failed", "Failed"],
    ["canceled", "Stopped"],
  ] as const)("is over when it is %s", (state, word) => {
    renderPage(<JobProgress label="Import" state={state} done={1} total={2} startedAt={null} onCancel={vi.fn()} />);
    expect(screen.getByText(word)).toBeVisible();
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
  });
});

it("older entries are loaded when they are asked for, as long as there are any", async () => {
  const load = vi.fn();
  const { user } = renderPage(<LoadOlder hasMore isLoading={false} onLoad={load} />);
  await user.click(screen.getByRole("button", { name: "Load older" }));
  expect(load).toHaveBeenCalledTimes(1);
  const { container } = renderPage(<LoadOlder hasMore={false} isLoading={false} onLoad={load} />);
  expect(container.querySelector("button")).toBeNull();
});
