import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, denied, failed, offline, renderPage } from "../../../test-kit";
import CampaignListPage from "./CampaignListPage";

const row = (id: string, changes: object = {}) => ({
  node: {
    id,
    name: `Campaign ${id}`,
    kind: "BROADCAST",
    state: "DRAFT",
    checkedPeople: null,
    dueAt: null,
    changedAt: "2026-11-20T10:00:00Z",
    archivedAt: null,
    pausedReason: null,
    ...changes,
  },
});

const page = (edges: object[], endCursor: string | null = null) => ({
  crmCampaigns: { edges, pageInfo: { hasNextPage: endCursor !== null, endCursor } },
});

const open = (answers: Answers, address = "/campaigns") =>
  renderPage(<CampaignListPage />, { path: "/campaigns", address, answers });

describe("the list of campaigns", () => {
  it("leads a draft to where it is written, and others to where they are watched", async () => {
    open({ Campaigns: page([row("1"), row("2", { state: "PAUSED", pausedReason: "TOO_MANY_UNSUBSCRIBE" })]) });
    expect(await screen.findByRole("link", { name: "Campaign 1" })).toHaveAttribute("href", "/campaigns/1/edit");
    expect(screen.getByRole("link", { name: "Campaign 2" })).toHaveAttribute("href", "/campaigns/2");
    expect(screen.getByText(/Too many unsubscribed\./)).toBeVisible();
  });

  it("loads older ones below, each once", async () => {
    const { user } = open({
      Campaigns: ({ after }) => (after === "c1" ? page([row("2"), row("1")]) : page([row("3"), row("2")], "c1")),
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    expect(await screen.findByRole("link", { name: "Campaign 1" })).toBeVisible();
    expect(screen.getAllByRole("link", { name: /^Campaign \d$/ }).map((one) => one.textContent)).toEqual([
      "Campaign 3",
      "Campaign 2",
      "Campaign 1",
    ]);
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  it("asks for a state and a name", async () => {
    const { user, asked, router } = open({ Campaigns: page([]) });
    await user.selectOptions(await screen.findByRole("combobox", { name: "State" }), "Paused");
    await user.type(screen.getByRole("textbox", { name: "Search by name" }), "adv");
    await waitFor(() => {
      expect(asked.at(-1)?.variables).toEqual({ states: ["PAUSED"], search: "adv", withArchived: false, after: null });
    });
    expect(router.state.location?.search).toBe("?state=PAUSED");
    expect(await screen.findByText("No campaign fits.")).toBeVisible();
  });

  it("offers three to begin with while there are none", async () => {
    open({ Campaigns: page([]) });
    expect(await screen.findByText("There are no campaigns yet.")).toBeVisible();
    expect(screen.getByRole("link", { name: "A letter every week" })).toHaveAttribute(
      "href",
      "/campaigns/new?start=weekly",
    );
  });

  it("shows a hostile name as it is written", async () => {
    const name = `<img src=x onerror="globalThis.hacked = true">`;
    open({ Campaigns: page([row("1", { name })]) });
    expect(await screen.findByRole("link", { name })).toHaveTextContent(name);
    expect(document.querySelector("img")).toBeNull();
  });

  it.each([
    ["is away", offline(), "The shop does not answer"],
    ["has failed", failed("No table."), "No table."],
    ["refuses", denied("MANAGE_DISCOUNTS"), "MANAGE_DISCOUNTS"],
  ])("says that the shop %s", async (_, answer, text) => {
    open({ Campaigns: answer });
    expect(await screen.findByText(text)).toBeVisible();
  });
});
