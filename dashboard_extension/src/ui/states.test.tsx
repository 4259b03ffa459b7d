import { act, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ApiError, CrmQuery } from "../api";
import { renderPage } from "../test-kit";
import { EmptyState, ErrorState, NoAccess, QueryView, Skeleton, StaleBanner } from "./states";

function advance(milliseconds: number) {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

const fault = (kind: ApiError["kind"], changes: Partial<ApiError> = {}): ApiError => ({
  kind,
  message: "Database is away.",
  permissions: [],
  field: null,
  code: null,
  ...changes,
});

type Names = readonly string[];

function query(changes: Partial<CrmQuery<Names>>): CrmQuery<Names> {
  return { data: undefined, state: "loading", error: null, fetching: false, retry: vi.fn(), ...changes };
}

function show(changes: Partial<CrmQuery<Names>>) {
  const asked = query(changes);
  const page = renderPage(
    <QueryView query={asked} isEmpty={(names) => names.length === 0} empty={<p>Nobody yet</p>}>
      {(names) => <p>{names.join(", ")}</p>}
    </QueryView>,
  );
  return { ...page, retry: asked.retry };
}

describe("a question to the shop", () => {
  it("is said to be under way", () => {
    const { container } = show({ fetching: true });
    expect(screen.getByText("Loading …")).toHaveRole("status");
    expect(container.querySelector("[aria-busy=true]")).not.toBeNull();
  });

  it("shows what came", () => {
    show({ state: "ready", data: ["Anna", "Bruno"] });
    expect(screen.getByText("Anna, Bruno")).toBeVisible();
  });

  it("says that there is nothing", () => {
    show({ state: "ready", data: [] });
    expect(screen.getByText("Nobody yet")).toBeVisible();
  });

  it("keeps what is on screen where it is asked anew in vain", async () => {
    const { user, retry } = show({ state: "stale", data: ["Anna"], error: fault("offline") });
    expect(screen.getByText("Anna")).toBeVisible();
    expect(screen.getByText(/what you see may be out of date/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it("says which part is missing", () => {
    show({ state: "ready", data: ["Anna"], error: fault("server") });
    expect(screen.getByText("Anna")).toBeVisible();
    expect(screen.getByText("A part could not be loaded: Database is away.")).toBeVisible();
  });

  it("says what failed, and tries again", async () => {
    const { user, retry } = show({ state: "error", error: fault("server") });
    expect(screen.getByRole("alert")).toHaveTextContent("Database is away.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it("says that the shop is away, and that it is asked by itself", () => {
    show({ state: "offline", error: fault("offline") });
    expect(screen.getByRole("alert")).toHaveTextContent("We try again by ourselves every few seconds.");
  });

  it("names the permissions of which one is needed", () => {
    show({ state: "noAccess", error: fault("noAccess", { permissions: ["MANAGE_USERS", "MANAGE_ORDERS"] }) });
    expect(screen.getByText(/^You need the permission/)).toHaveTextContent("MANAGE_USERS or MANAGE_ORDERS");
  });
});

describe("the pieces by themselves", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("an empty place says why, and what to do", () => {
    renderPage(<EmptyState title="No segment yet" text="Write the first." action={<button>New</button>} />);
    expect(screen.getByText("Write the first.")).toBeVisible();
    expect(screen.getByRole("button", { name: "New" })).toBeVisible();
  });

  it("a fault without a way on offers none", () => {
    renderPage(<ErrorState error={null} />);
    expect(screen.getByRole("alert")).toHaveTextContent("This could not be loaded");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("missing access without a name still says who can help", () => {
    renderPage(<NoAccess />);
    expect(screen.getByText(/Whoever manages staff in this shop/)).toBeVisible();
  });

  it("old data are announced", () => {
    renderPage(<StaleBanner retry={vi.fn()} />);
    expect(screen.getByText(/^The shop does not answer;/).closest("[role=status]")).toBeVisible();
  });

  it("gray lines come late, so that a quick answer does not flash", () => {
    vi.useFakeTimers();
    const { container } = renderPage(<Skeleton lines={4} />);
    const lines = () => container.querySelectorAll(".crm-skeleton span").length;
    advance(199);
    expect(lines()).toBe(0);
    advance(1);
    expect(lines()).toBe(4);
  });
});
