/** The five steps are green or red with what to do, and whatever the server says stays text. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { SetupStandingQuery } from "../../api/generated/setup";
import { denied, failed, offline, renderPage, silent } from "../../test-kit";
import SetupPage from "./setup-page";

type Setup = SetupStandingQuery["crmSetup"];

const STEPS = ["WORKERS", "DASHBOARD", "PAST", "PROGRAM", "POINTS"] as const;

function standing(lacks: Partial<Record<(typeof STEPS)[number], string>>, changes: Partial<Setup> = {}): object {
  return {
    crmSetup: {
      steps: STEPS.map((step) => ({
        step,
        isDone: lacks[step] === undefined,
        lack: lacks[step] ?? null,
        remedy: lacks[step] === undefined ? "" : "Ask the server.",
      })),
      version: "1.2.3",
      isActive: true,
      arePagesBuilt: true,
      pagesUrl: "https://shop.example/plugins/saleor.crm/dashboard/",
      manifestUrl: "https://shop.example/plugins/saleor.crm/manifest",
      dashboardOrigins: [],
      sweptUntil: null,
      ...changes,
    },
    crmBacklog: { marks: 3, marksGivenUp: 0, deliveries: 2, deliveriesStuck: 1, oldestMarkAt: null },
  };
}

describe("the set-up", () => {
  it("shows what is done and what the others lack, with the command to run", async () => {
    renderPage(<SetupPage />, { answers: { SetupStanding: standing({ PAST: "NOT_TOLD", POINTS: "NO_POINTS" }) } });

    const items = within(await screen.findByRole("list", { name: "From the installation to the first points" })).getAllByRole("listitem");
    expect(items.map((item) => within(item).queryByText("To do") !== null)).toEqual([false, false, true, false, true]);
    expect(screen.getByText("manage.py crm_backfill").tagName).toBe("CODE");
    expect(screen.getByRole("link", { name: "Look at the stuck list" })).toHaveAttribute("href", "/stuck");
    expect(screen.queryByRole("link", { name: "Open loyalty" })).toBeNull();
  });

  it("says so when all is done", async () => {
    renderPage(<SetupPage />, { answers: { SetupStanding: standing({}) } });

    expect(await screen.findByText("All steps are done.")).toBeVisible();
    expect(screen.getAllByText("Done")).toHaveLength(5);
  });

  it("shows the server's own words for what it does not know, as text", async () => {
    const answer = standing({ PAST: "SOMETHING_NEW" }) as { crmSetup: { steps: { step: string; remedy: string }[] } };
    for (const step of answer.crmSetup.steps) step.remedy = "<img src=x onerror=alert(1)>";
    renderPage(<SetupPage />, { answers: { SetupStanding: answer } });

    expect(await screen.findByText("<img src=x onerror=alert(1)>")).toBeVisible();
    expect(document.querySelector("img")).toBeNull();
  });

  it("asks again when it is told to", async () => {
    const { user, answers } = renderPage(<SetupPage />, {
      answers: { SetupStanding: standing({ WORKERS: "NEVER_RAN" }) },
    });
    await screen.findByText("To do");
    answers["SetupStanding"] = standing({});

    screen.getByRole("button", { name: "Check again" }).focus();
    await user.keyboard("{Enter}");

    await waitFor(() => {
      expect(screen.queryByText("To do")).toBeNull();
    });
  });

  it("tells how the page is connected, and what the member of staff may not do", async () => {
    renderPage(<SetupPage />, {
      answers: { SetupStanding: standing({}) },
      bridge: { host: "standalone", permissions: ["MANAGE_PLUGINS", "MANAGE_ORDERS"] },
    });

    expect(await screen.findByText("A window of its own")).toBeVisible();
    expect(screen.getByText("MANAGE_USERS, MANAGE_DISCOUNTS")).toBeVisible();
    expect(screen.getByText("anna@shop.example")).toBeVisible();
    expect(screen.getByText("Answers")).toBeVisible();
  });

  it("says when the token is over, and when it is not", async () => {
    const token = (seconds: number) => `x.${btoa(JSON.stringify({ exp: Date.now() / 1000 + seconds }))}.x`;
    const { unmount } = renderPage(<SetupPage />, {
      answers: { SetupStanding: standing({}) },
      bridge: { token: token(240) },
    });
    expect(await screen.findByText("Valid, renewed by itself")).toBeVisible();
    unmount();

    renderPage(<SetupPage />, { answers: { SetupStanding: standing({}) }, bridge: { token: token(-60) } });

    expect(await screen.findByText("Load the Dashboard again and sign in.")).toBeVisible();
  });

  it("has words in all languages for every step and everything that may lack", async () => {
    for (const locale of ["it", "zh-Hans"]) {
      const { unmount } = renderPage(<SetupPage />, {
        locale,
        answers: { SetupStanding: standing({ WORKERS: "BEHIND", DASHBOARD: "NOT_INSTALLED", PROGRAM: "NO_PROGRAM" }) },
      });
      await waitFor(() => {
        expect(document.body.textContent).toContain("manage.py crm_install_dashboard");
      });
      unmount();
    }
  });

  it("waits, fails and is refused in words", async () => {
    const { unmount } = renderPage(<SetupPage />, { answers: { SetupStanding: silent() } });
    expect(document.querySelector("[aria-busy=true]")).not.toBeNull();
    unmount();
    for (const [answer, words] of [
      [denied("MANAGE_PLUGINS"), "MANAGE_PLUGINS"],
      [failed("Out of order"), "Out of order"],
      [offline(), "Try again"],
    ] as const) {
      const { unmount: leave } = renderPage(<SetupPage />, { answers: { SetupStanding: answer } });
      expect(await screen.findByText(words)).toBeVisible();
      leave();
    }
  });
});
