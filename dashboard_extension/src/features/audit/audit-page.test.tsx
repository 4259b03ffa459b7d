/** The audit log: of all, of one thing, page by page; values are text. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, renderPage, silent } from "../../test-kit";
import AuditPage from "./audit-page";

function change(id: string, changes: object = {}): object {
  return {
    node: {
      id,
      subject: "program",
      subjectId: "Q3JtUHJvZ3JhbTox",
      author: "user:2",
      authorName: "Anna Rossi",
      before: { name: "The Club" },
      after: { name: "New" },
      changedAt: "2026-03-01T12:00:00Z",
      ...changes,
    },
  };
}

function log(edges: object[], endCursor: string | null = null): object {
  return { crmAuditLog: { edges, pageInfo: { hasNextPage: endCursor !== null, endCursor } } };
}

describe("the audit log", () => {
  it("says who changed what from what to what", async () => {
    renderPage(<AuditPage />, { answers: { AuditLog: log([change("1")]) } });

    expect(await screen.findByText("Anna Rossi")).toBeVisible();
    expect(screen.getByText("Program")).toBeVisible();
    expect(screen.getByText("The Club").closest("li")).toHaveTextContent("Name: The Club → New");
    expect(screen.getByText("The Club").tagName).toBe("DEL");
    expect(screen.getByText("New").tagName).toBe("INS");
  });

  it("shows the changes of one thing and all of them again", async () => {
    const { user, asked, router } = renderPage(<AuditPage />, {
      path: "/audit",
      answers: { AuditLog: log([change("1")]) },
    });
    await user.click(await screen.findByRole("button", { name: "Only this one" }));

    await waitFor(() => {
      expect(asked.at(-1)?.variables).toEqual({ after: null, subject: "Q3JtUHJvZ3JhbTox" });
    });
    expect(router.state.location?.search).toBe("?subject=Q3JtUHJvZ3JhbTox");
    await user.click(await screen.findByRole("button", { name: "Show all changes" }));
    await waitFor(() => {
      expect(router.state.location?.search).toBe("");
    });
  });

  it("turns to older pages and back to the newest", async () => {
    const { user } = renderPage(<AuditPage />, {
      answers: {
        AuditLog: ({ after }: Record<string, unknown>) =>
          after === "c1" ? log([change("2", { authorName: null })]) : log([change("1")], "c1"),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Older" }));
    expect(await screen.findByText("A colleague who has left")).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Newest" }));

    expect(await screen.findByText("Anna Rossi")).toBeVisible();
  });

  it("shows values and unknown things as text", async () => {
    renderPage(<AuditPage />, {
      answers: { AuditLog: log([change("1", { subject: "brand_new", after: { name: "<b onclick=x>hi</b>" } })]) },
    });

    expect(await screen.findByText("<b onclick=x>hi</b>")).toBeVisible();
    expect(screen.getByText("brand_new")).toBeVisible();
    expect(document.querySelector("table b")).toBeNull();
    expect(screen.queryByRole("button", { name: "Only this one" })).toBeNull();
  });

  it("waits, is empty, fails and is refused in words", async () => {
    const { unmount } = renderPage(<AuditPage />, { answers: { AuditLog: silent() } });
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
    unmount();
    for (const [answer, words] of [
      [log([]), "No changes yet"],
      [denied("MANAGE_PLUGINS"), "MANAGE_PLUGINS"],
      [failed("Out of order"), "Out of order"],
      [offline(), "Try again"],
    ] as const) {
      const { unmount: leave } = renderPage(<AuditPage />, { answers: { AuditLog: answer } });
      expect(await screen.findByText(words)).toBeVisible();
      leave();
    }
  });
});
