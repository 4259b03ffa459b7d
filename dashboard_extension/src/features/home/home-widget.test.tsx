import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, refused, renderPage, type Answers } from "../../test-kit";
import HomeWidget from "./home-widget";

const HOSTILE = `<img src=x onerror="window.hacked=true">`;
const point = (changes: object) => ({ of: "", count: 0, total: null, share: null, currency: "", amount: null, ...changes });
const POINTS: Record<string, object[]> = {
  funnel: [point({ of: "known", count: 1234 })],
  repeat_rate: [point({ count: 30, total: 120, share: 0.25 })],
  credited_revenue: [
    point({ currency: "EUR", amount: 100.25 }),
    point({ currency: "EUR", amount: 50.25 }),
    point({ currency: "JPY", amount: 900 }),
  ],
  lost_signals: [point({ of: "overdue", count: 7 })],
};

const figures = (changes: Record<string, object[]> = {}) => ({
  crmShopMetrics: Object.entries({ ...POINTS, ...changes }).map(([code, points]) => ({
    code,
    definition: `What ${code} means.`,
    dataUntil: new Date().toISOString(),
    points,
  })),
});

const followUp = (changes: object = {}) => ({
  id: "N1",
  profileId: "Q3JtUHJvZmlsZTo3",
  personName: "Anna Rossi",
  text: "Call about boots",
  dueAt: "2020-01-01T09:00:00Z",
  ...changes,
});

const followUps = (nodes: object[], hasNextPage = false) => ({
  crmMyFollowUps: { pageInfo: { hasNextPage }, edges: nodes.map((node) => ({ node })) },
});

const open = (answers: Answers = {}) =>
  renderPage(<HomeWidget />, { answers: { HomeFollowUps: followUps([followUp()]), HomeFigures: figures(), ...answers } });

const tile = (label: string) => screen.getByText(label, { exact: false }).closest("li");

describe("the CRM on the Dashboard's start page", () => {
  it("says whom to keep in touch with, and leads to them", async () => {
    open();
    const region = screen.getByRole("region", { name: "Keep in touch" });
    expect(await within(region).findByText("Anna Rossi")).toBeVisible();
    expect(within(region).getByText(/^was due/)).toHaveTextContent(/^was due \d+ years ago$/);
    const profile = within(region).getByRole("link", { name: "Open profile: Anna Rossi" });
    expect(profile).toHaveAttribute("href", "/customers/Q3JtUHJvZmlsZTo3");
  });

  it("crosses off what is done", async () => {
    const { user, asked, answers } = open({ HomeFollowUpDone: { crmFollowUpComplete: { errors: [] } } });
    const done = await screen.findByRole("button", { name: "Done: Anna Rossi" });
    answers["HomeFollowUps"] = followUps([]);
    await user.click(done);
    expect(await screen.findByText("Nothing to do for anybody")).toBeVisible();
    expect(asked.find(({ operation }) => operation === "HomeFollowUpDone")?.variables).toEqual({ id: "N1" });
  });

  it("says why something is not crossed off", async () => {
    const { user } = open({ HomeFollowUpDone: refused("crmFollowUpComplete", "id", "Somebody has done it already.") });
    await user.click(await screen.findByRole("button", { name: "Done: Anna Rossi" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Somebody has done it already.");
  });

  it("leads to the rest where there is more", async () => {
    open({ HomeFollowUps: followUps([followUp()], true) });
    const rest = await screen.findByRole("link", { name: "All that I have to do" });
    expect(rest).toHaveAttribute("href", "/follow-ups");
    const figures = await screen.findByRole("link", { name: "All figures" });
    expect(figures).toHaveAttribute("href", "/analytics?period=30");
  });

  it("tells the last thirty days in four numbers, each with its meaning", async () => {
    const { asked } = open();
    await screen.findByText("1,234");
    expect(tile("New people")).toHaveTextContent("What funnel means.");
    expect(tile("Repeat rate")).toHaveTextContent("25%");
    expect(tile("Revenue after messages")).toHaveTextContent("€150.50¥900");
    expect(tile("Customers overdue")).toHaveTextContent("7");
    const since = asked.find(({ operation }) => operation === "HomeFigures")?.variables["since"];
    expect(Math.round((Date.now() - Date.parse(String(since))) / 86_400_000)).toBe(30);
  });

  it("claims nothing of too few", async () => {
    open({ HomeFigures: figures({ repeat_rate: [point({ count: 1, total: 2, share: 0.5 })], credited_revenue: [] }) });
    await screen.findByText("1,234");
    expect(tile("Repeat rate")).toHaveTextContent("Fewer than 30");
    expect(tile("Revenue after messages")).toHaveTextContent("Nothing yet");
  });

  it("shows the one where the other may not be seen", async () => {
    open({ HomeFigures: denied("MANAGE_USERS") });
    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
    expect(await screen.findByText("Anna Rossi")).toBeVisible();
  });

  it("keeps markup as text, and calls the nameless so", async () => {
    const { container } = open({ HomeFollowUps: followUps([followUp({ personName: "", text: HOSTILE })]) });
    expect(await screen.findByText(HOSTILE)).toBeVisible();
    expect(screen.getByText("Without a name")).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });
});
