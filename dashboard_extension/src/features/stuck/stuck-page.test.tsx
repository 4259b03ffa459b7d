/** What is stuck is chosen, tried again or given up; a reason that was written is never lost. */
import { screen, waitFor } from "@testing-library/react";
import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage as render, silent, type Answers } from "../../test-kit";
import StuckPage from "./stuck-page";

function delivery(id: string, changes: object = {}): object {
  return {
    node: {
      id,
      handler: "loyalty.settle_orders",
      factCode: "order.paid",
      factKey: `order-${id}`,
      occurredAt: "2026-03-01T12:00:00Z",
      tries: 8,
      lastError: "KeyError",
      ...changes,
    },
  };
}

function list(edges: object[], endCursor: string | null = null): object {
  return { crmStuckDeliveries: { edges, pageInfo: { hasNextPage: endCursor !== null, endCursor } } };
}

const NO_PASSAGES = { crmStuckEnrollments: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } };

function renderPage(page: ReactElement, { answers }: { answers: Answers }) {
  return render(page, { answers: { StuckPassages: NO_PASSAGES, ...answers } });
}

const TWO = list([delivery("1"), delivery("2")]);

describe("the stuck list", () => {
  it("tries the chosen ones again and asks for the list anew", async () => {
    const { user, asked, host } = renderPage(<StuckPage />, {
      answers: { StuckList: TWO, StuckRetry: { crmStuckRetry: { count: 1, errors: [] } } },
    });
    await user.click(await screen.findByRole("checkbox", { name: "order.paid order-2" }));

    await user.click(screen.getByRole("button", { name: "Try 1 again" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "1 fact is tried again" });
    });
    expect(asked.find(({ operation }) => operation === "StuckRetry")?.variables).toEqual({ ids: ["2"] });
    await waitFor(() => {
      expect(screen.getByRole("button", { name: "Try again" })).toBeDisabled();
    });
    expect(asked.filter(({ operation }) => operation === "StuckList").length).toBeGreaterThan(1);
  });

  it("gives all of a page up with a reason, by keyboard", async () => {
    const { user, asked, host } = renderPage(<StuckPage />, {
      answers: { StuckList: TWO, StuckSkip: { crmStuckSkip: { count: 2, errors: [] } } },
    });
    (await screen.findByRole("checkbox", { name: "Choose all on this page" })).focus();
    await user.keyboard(" ");
    screen.getByRole("button", { name: "Give up 2" }).focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("button", { name: "Give up" })).toBeDisabled();

    await user.type(screen.getByRole("textbox", { name: /Reason/ }), "Orders of a test");
    await user.click(screen.getByRole("button", { name: "Give up" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "2 facts were given up" });
    });
    expect(asked.find(({ operation }) => operation === "StuckSkip")?.variables).toEqual({
      ids: ["1", "2"],
      reason: "Orders of a test",
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("keeps the reason when the server refuses or cannot be reached", async () => {
    const { user, answers } = renderPage(<StuckPage />, {
      answers: { StuckList: TWO, StuckSkip: refused("crmStuckSkip", "reason", "Say more.") },
    });
    await user.click(await screen.findByRole("checkbox", { name: "order.paid order-1" }));
    await user.click(screen.getByRole("button", { name: "Give up 1" }));
    await user.type(screen.getByRole("textbox", { name: /Reason/ }), "Why");

    await user.click(screen.getByRole("button", { name: "Give up" }));

    expect(await screen.findByText("Say more.")).toBeVisible();
    answers["StuckSkip"] = offline();
    await user.click(screen.getByRole("button", { name: "Give up" }));
    await waitFor(() => {
      expect(screen.queryByText("Say more.")).toBeNull();
    });
    expect(screen.getByRole("textbox", { name: /Reason/ })).toHaveValue("Why");
  });

  it("says what went wrong with another try, and keeps what was chosen", async () => {
    const { user } = renderPage(<StuckPage />, {
      answers: { StuckList: TWO, StuckRetry: refused("crmStuckRetry", null, "The plugin is off.", "CRM_IS_OFF") },
    });
    await user.click(await screen.findByRole("checkbox", { name: "order.paid order-1" }));

    await user.click(screen.getByRole("button", { name: "Try 1 again" }));

    expect(await screen.findByText("The plugin is off.")).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "order.paid order-1" })).toBeChecked();
  });

  it("turns pages, and chooses anew on each", async () => {
    const { user, asked } = renderPage(<StuckPage />, {
      answers: {
        StuckList: ({ after }: Record<string, unknown>) => (after === "c1" ? list([delivery("3")]) : list([delivery("1")], "c1")),
      },
    });
    await user.click(await screen.findByRole("checkbox", { name: "order.paid order-1" }));

    await user.click(screen.getByRole("button", { name: "Next page" }));

    expect(await screen.findByRole("checkbox", { name: "order.paid order-3" })).not.toBeChecked();
    expect(screen.getByRole("button", { name: "Try again" })).toBeDisabled();
    expect(asked.filter(({ operation }) => operation === "StuckList").at(-1)?.variables).toEqual({ after: "c1" });
    await user.click(screen.getByRole("button", { name: "Oldest" }));
    expect(await screen.findByRole("checkbox", { name: "order.paid order-1" })).toBeVisible();
  });

  it("shows an error as text, whatever stands in it", async () => {
    renderPage(<StuckPage />, {
      answers: { StuckList: list([delivery("1", { lastError: "<script>alert(1)</script>" })]) },
    });

    expect(await screen.findByText("<script>alert(1)</script>")).toBeVisible();
    expect(document.querySelector("table script")).toBeNull();
  });

  it("leads to journeys in which somebody is stuck", async () => {
    const node = { id: "e1", step: "hello", occurredAt: "2026-03-01T12:00:00Z", lastError: "KeyError", journey: { id: "j1", name: "Welcome" } };
    renderPage(<StuckPage />, {
      answers: {
        StuckList: list([]),
        StuckPassages: { crmStuckEnrollments: { edges: [{ node }], pageInfo: { hasNextPage: false, endCursor: null } } },
      },
    });

    expect(await screen.findByRole("link", { name: "Welcome" })).toHaveAttribute("href", "/journeys/j1");
    expect(screen.queryByRole("button", { name: "Give up" })).toBeNull();
  });

  it("asks nothing of journeys for staff who may not see them", async () => {
    const { asked } = render(<StuckPage />, {
      answers: { StuckList: list([]) },
      bridge: { permissions: ["MANAGE_PLUGINS"] },
    });

    expect(await screen.findByText("Nothing is stuck")).toBeVisible();
    expect(asked.map(({ operation }) => operation)).toEqual(["StuckList"]);
  });

  it("waits, is empty, fails and is refused in words", async () => {
    const { unmount } = renderPage(<StuckPage />, { answers: { StuckList: silent() } });
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
    unmount();
    for (const [answer, words] of [
      [list([]), "Nothing is stuck"],
      [denied("MANAGE_PLUGINS"), "MANAGE_PLUGINS"],
      [failed("Out of order"), "Out of order"],
    ] as const) {
      const { unmount: leave } = renderPage(<StuckPage />, { answers: { StuckList: answer } });
      expect(await screen.findByText(words)).toBeVisible();
      leave();
    }
  });
});
