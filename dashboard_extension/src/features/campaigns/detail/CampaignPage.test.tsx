import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, refused, renderPage } from "../../../test-kit";
import { campaign, ID, kpis } from "../testAnswers";
import CampaignPage from "./CampaignPage";
import { settledOf } from "./settledOf";

const address = `/campaigns/${encodeURIComponent(ID)}`;
const standings = [
  { standing: "SENT", reason: "", people: 60 },
  { standing: "DEFERRED", reason: "quiet_hours", people: 15 },
  { standing: "REFUSED", reason: "no_consent", people: 20 },
  { standing: "QUEUED", reason: "", people: 5 },
] as const;
const run = {
  id: "R1",
  occurrence: "once",
  version: 3,
  state: "SENDING",
  people: 100,
  heldOut: 0,
  excluded: 0,
  queued: 100,
  progress: 1,
  standings,
  winner: "",
  winnerAt: null,
  looks: [],
  dueAt: "2026-11-20T10:00:00Z",
  startedAt: "2026-11-20T10:00:00Z",
  endedAt: null,
  endReason: null,
};
const runs = (edges: object[]) => ({ crmCampaign: { id: ID, state: "SENDING", runs: { edges } } });

function open(tab: string, answers: Answers = {}) {
  return renderPage(<CampaignPage />, {
    path: "/campaigns/:id",
    address: `${address}?tab=${tab}`,
    answers: {
      Campaign: campaign({ state: "SENDING" }),
      CampaignRuns: runs([{ node: run }]),
      CampaignKpis: kpis(),
      CampaignDryRun: { crmCampaign: { id: ID, version: 3, dryRun: null } },
      ...answers,
    },
  });
}

describe("a campaign that sends", () => {
  it("shows where everybody stands", async () => {
    open("progress");
    const table = await screen.findByRole("table", { name: "Where everybody stands" });
    expect(within(table).getByRole("row", { name: /Put off.*Quiet hours.*15/ })).toBeVisible();
    expect(settledOf(run)).toBe(80);
    expect(screen.getByText("80 of 100")).toBeVisible();
  });

  const look = (verdict: string) => ({
    number: 1,
    at: "2026-11-20T11:00:00Z",
    verdict,
    leader: "b",
    pValue: 0.01,
    limit: 0.05,
    reached: [
      { arm: "a", people: 500, hits: 20 },
      { arm: "b", people: 500, hits: 60 },
    ],
  });

  it.each([
    ["BETTER", "Variant b did better, and the rest get it."],
    ["NO_DIFFERENCE", "No variant was clearly better, so the rest get variant b, as was set."],
    ["TOO_FEW", "No variant was clearly better, so the rest get variant b, as was set."],
  ])("claims of a winner no more than its last look found: %s", async (verdict, sentence) => {
    open("progress", { CampaignRuns: runs([{ node: { ...run, winner: "b", looks: [look(verdict)] } }]) });
    expect(await screen.findByText(sentence)).toBeVisible();
  });

  it("is paused at once, and canceled after a question", async () => {
    const done = { campaign: { id: ID, state: "PAUSED" }, errors: [] };
    const { user, asked, host } = open("progress", {
      CampaignPause: { crmCampaignPause: done },
      CampaignCancel: { crmCampaignCancel: done },
    });
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Paused." });
    });
    await user.click(screen.getByRole("button", { name: "Cancel campaign" }));
    expect(asked.some((one) => one.operation === "CampaignCancel")).toBe(false);
    const dialog = await screen.findByRole("dialog", { name: "Cancel “Spring” for good?" });
    await user.click(within(dialog).getByRole("button", { name: "Cancel campaign" }));
    await waitFor(() => {
      expect(asked.find((one) => one.operation === "CampaignCancel")?.variables).toEqual({ id: ID });
    });
  });

  it("says why something was refused", async () => {
    const { user, host } = open("progress", {
      CampaignPause: refused("crmCampaignPause", "id", "It is over.", "WRONG_STATE"),
    });
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "error", title: "That was refused.", text: "It is over." });
    });
  });

  it("says that it has not begun", async () => {
    open("progress", { CampaignRuns: runs([]) });
    expect(await screen.findByText("It has not begun yet.")).toBeVisible();
  });

  it("tells its way", async () => {
    open("history");
    expect(await screen.findByText(/Anna Rossi, version 1\./)).toBeVisible();
  });
});

describe("the results of a campaign", () => {
  it("are the parts of the audience, and money by currency", async () => {
    open("results");
    const parts = await screen.findByRole("table", { name: "Where the audience stands" });
    expect(within(parts).getByRole("row", { name: /Not let out.*No consent: 10.*10/ })).toBeVisible();
    const money = screen.getByRole("table", { name: "What orders brought" });
    expect(within(money).getByRole("row", { name: /EUR.*€600\.00.*€524\.00/ })).toBeVisible();
  });

  it("claim no lift without a holdout", async () => {
    open("results");
    expect(await screen.findByText(/Nobody was held out/)).toBeVisible();
  });

  it("claim no lift of too few", async () => {
    const side = (people: number) => ({ people, waiting: 0, converted: 1 });
    const comparison = {
      definition: "Everybody drawn.",
      leftOut: 0,
      treated: side(80),
      heldOut: side(10),
      conversion: null,
      refusal: { what: "people", needed: 100, treated: 80, heldOut: 10 },
      revenue: [],
    };
    open("results", { CampaignKpis: kpis({ comparison }) });
    expect(await screen.findByText(/100 people are needed on each side; there are 80 written to and 10/)).toBeVisible();
  });

  it("tell a lift with its interval", async () => {
    const side = (people: number, converted: number) => ({ people, waiting: 0, converted });
    const comparison = {
      definition: "Everybody drawn.",
      leftOut: 0,
      treated: side(900, 90),
      heldOut: side(100, 5),
      conversion: { estimate: 0.05, low: 0.01, high: 0.09, isCertain: true },
      refusal: null,
      revenue: [
        {
          currency: "EUR",
          perPerson: { estimate: 1.5, low: 0.5, high: 2.5, isCertain: true },
          total: null,
          refusal: null,
        },
      ],
    };
    open("results", { CampaignKpis: kpis({ comparison }) });
    expect(await screen.findByText(/5 percentage points more of those written to bought.*\+1 to \+9/)).toBeVisible();
    expect(screen.getByText(/\+€1\.50 \(95 %: \+€0\.50 to \+€2\.50\)/)).toBeVisible();
  });
});

describe("a dry run", () => {
  const counts = (code: string, people: number) => [{ code, people }];
  const report = {
    people: 100,
    sent: counts("email", 70),
    deferred: [],
    refused: counts("no_consent", 20),
    heldOut: counts("campaign", 10),
    excluded: [],
    leaves: [],
    variants: [],
    codes: null,
    cost: [{ currency: "EUR", amount: 3.5 }],
    warnings: [],
  };
  const dryRun = (changes: object) => ({
    crmCampaign: {
      id: ID,
      version: 3,
      dryRun: {
        id: "D1",
        version: 3,
        state: "DONE",
        people: 100,
        done: 100,
        error: "",
        createdAt: "2026-11-20T10:00:00Z",
        finishedAt: "2026-11-20T10:01:00Z",
        report,
        ...changes,
      },
    },
  });

  it("is asked for, watched and stopped", async () => {
    const { user, answers, asked } = open("dry_run", {
      CampaignDryRunStart: { crmCampaignDryRun: { dryRun: { id: "D1", state: "WAITING" }, errors: [] } },
      CampaignDryRunCancel: { crmCampaignDryRunCancel: { dryRun: { id: "D1", state: "CANCELED" }, errors: [] } },
    });
    answers["CampaignDryRun"] = dryRun({ state: "RUNNING", done: 40, report: null, finishedAt: null });
    await user.click(await screen.findByRole("button", { name: "Look what it would do" }));
    expect(await screen.findByText("40 of 100")).toBeVisible();
    answers["CampaignDryRun"] = dryRun({ state: "CANCELED", report: null });
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(await screen.findByText(/The dry run was stopped\./)).toBeVisible();
    expect(asked.find((one) => one.operation === "CampaignDryRunCancel")?.variables).toEqual({ id: "D1" });
  });

  it("tells who gets it, who does not and why, and what it costs", async () => {
    open("dry_run", { CampaignDryRun: dryRun({ version: 2 }) });
    const table = await screen.findByRole("table", { name: "What would become of them" });
    expect(within(table).getByRole("row", { name: /Would not be let out.*No consent.*20/ })).toBeVisible();
    expect(screen.getByText(/The messages cost €3\.50\./)).toBeVisible();
    expect(screen.getByText("This is about an earlier version.")).toBeVisible();
  });

  it("shows letters where nothing of them runs", async () => {
    const html = "<script>top.hacked = true</script><p>Hello</p>";
    const sample = { profile: "P1", variant: "a", language: "en", subject: "<b>Hi</b>", html, text: "", fault: "" };
    const { user } = open("dry_run", {
      CampaignDryRun: dryRun({}),
      CampaignSamples: { crmCampaign: { id: ID, dryRun: { id: "D1", samples: [sample] } } },
    });
    await user.click(await screen.findByRole("button", { name: "Show what some of them would read" }));
    const frame = await screen.findByTitle("Preview: <b>Hi</b> (a, en)");
    expect(frame).toHaveAttribute("sandbox", "allow-same-origin");
    expect(frame).toHaveAttribute("src", "/letter");
  });

  it("says who may see letters", async () => {
    const { user } = open("dry_run", {
      CampaignDryRun: dryRun({}),
      CampaignSamples: { crmCampaign: { id: ID, dryRun: { id: "D1", samples: null } } },
    });
    await user.click(await screen.findByRole("button", { name: "Show what some of them would read" }));
    expect(await screen.findByText(/the permission to manage customers/)).toBeVisible();
  });
});
