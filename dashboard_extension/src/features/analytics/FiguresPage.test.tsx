import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type Answers, denied, failed, renderPage, silent } from "../../test-kit";
import FiguresPage from "./FiguresPage";
import { ruleOfFirstMonth, ruleOfScores, ruleOfSign } from "./segmentRules";

const CHANNELS = {
  FiguresChannels: {
    channels: [
      { id: btoa("Channel:3"), slug: "web", name: "Web shop" },
      { id: btoa("Channel:7"), slug: "store", name: "Store in Milan" },
    ],
  },
};
/** Metrics that one channel cannot be told of. */
const WHOLE = ["funnel"];

const point = (changes: object) => ({
  of: "",
  to: "",
  after: null,
  count: 0,
  total: null,
  share: null,
  currency: "",
  amount: null,
  ...changes,
});
const POINTS: Record<string, object[]> = {
  repeat_rate: [point({ count: 30, total: 120, share: 0.25 })],
  funnel: [
    point({ of: "known", count: 200 }),
    point({ of: "customer", count: 120 }),
    point({ of: "repeat_customer", count: 30 }),
    point({ of: "vip", count: 4 }),
  ],
  credited_revenue: [point({ of: "2026-10", to: "campaign", count: 3, currency: "EUR", amount: 150.5 })],
  breakage: [point({ of: "club", count: 10, total: 100, share: 0.1 })],
  lost_signals: [point({ of: "one_order_only", count: 40, total: 120 }), point({ of: "overdue", count: 7, total: 120 })],
  points_liability: [point({ of: "club", count: 1_000, currency: "EUR", amount: 10 })],
  cohorts: [
    point({ of: "2026-09", after: 0, count: 60, total: 60, share: 1 }),
    point({ of: "2026-09", after: 1, count: 15, total: 60, share: 0.25 }),
    point({ of: "2026-10", after: 0, count: 60, total: 60, share: 1 }),
  ],
  rfm_grid: [point({ of: "5", to: "5", count: 12, total: 40 }), point({ of: "1", to: "1", count: 28, total: 40 })],
  tier_migration: [point({ of: "none", to: "gold", count: 2, total: 9 }), point({ of: "none", to: "none", count: 7, total: 9 })],
  repurchase_cycles: [point({ of: "15-30", count: 9, total: 9 })],
};

const metrics = (changes: Record<string, object[]> = {}) => ({
  ...CHANNELS,
  ShopMetrics: ({ codes, channel }: Record<string, unknown>) => ({
    crmShopMetrics: (codes as string[]).map((code) => ({
      code,
      label: code,
      channel: WHOLE.includes(code) ? null : channel,
      definition: `What ${code} means.`,
      dataUntil: "2026-11-20T10:00:00Z",
      points: { ...POINTS, ...changes }[code] ?? [],
    })),
  }),
});

const open = (answers: Answers = metrics()) => renderPage(<FiguresPage />, { path: "/analytics", answers });

describe("the figures of the shop", () => {
  it("begin with numbers, each with its meaning", async () => {
    open();
    const tile = (await screen.findByText("Repeat rate")).closest("li");
    expect(tile).toHaveTextContent("25%");
    expect(tile).toHaveTextContent("What repeat_rate means.");
    expect(screen.getByText("€150.50")).toBeVisible();
    expect(screen.getByText("club: 10%")).toBeVisible();
  });

  it("say a sentence above each figure, and show it as a table", async () => {
    const { user } = open();
    const figure = await screen.findByRole("figure", { name: "25% came back in the month after their first order." });
    await user.click(within(figure).getByRole("button", { name: "Show as a table" }));
    const cohorts = within(figure).getByRole("table");
    expect(within(cohorts).getByRole("row", { name: /Sep 2026.*100%.*25%/ })).toBeVisible();
  });

  it("lead from scores to a segment of these people", async () => {
    const { user, router } = open();
    await user.click(await screen.findByRole("button", { name: "Recency 5, Frequency 5: 12" }));
    expect(router.state.location?.pathname).toBe("/segments/new");
    const query = new URLSearchParams(router.state.location?.search);
    expect(JSON.parse(query.get("rule") ?? "")).toEqual(ruleOfScores(5, 5));
  });

  it("lead from a first month, a step and a sign to a segment of these people", async () => {
    const { user, router } = open();
    const ruleShown = () => {
      const rule = new URLSearchParams(router.state.location?.search).get("rule");
      return JSON.parse(rule ?? "null") as unknown;
    };
    const sign = await screen.findByRole("link", { name: "Segment: One order only" });
    expect(new URL(sign.getAttribute("href") ?? "", "https://shop.example").searchParams.get("rule")).toBe(
      JSON.stringify(ruleOfSign("one_order_only")),
    );
    expect(screen.getByRole("link", { name: "Segment: Bought again" })).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Sep 2026" }));
    expect(ruleShown()).toEqual(ruleOfFirstMonth("2026-09"));
  });

  it("ask for the period chosen, and for the one before it", async () => {
    const { user, asked } = open();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Period" }), "The last 30 days");
    await screen.findByText("Repeat rate");
    const spans = asked
      .slice(-3)
      .map(({ variables }) => Date.parse(String(variables["until"])) - Date.parse(String(variables["since"])));
    expect(spans).toEqual([2_592_000_000, 2_592_000_000, 2_592_000_000]);
    const [now, before] = asked.slice(-3).map(({ variables }) => variables);
    expect(before?.["until"]).toBe(now?.["since"]);
  });

  it("stand beside the time before, until nobody wants that", async () => {
    const { user, router, asked } = open();
    expect((await screen.findAllByText(/beside 25% before/))[0]).toBeVisible();
    const before = asked.length;
    await user.click(screen.getByRole("switch", { name: "Beside the time before" }));
    await screen.findByText("Repeat rate");
    expect(screen.queryByText(/beside .* before/)).toBeNull();
    expect(router.state.location?.search).toBe("?compare=no");
    expect(asked).toHaveLength(before);
  });

  it("are of all there is without a time before", async () => {
    const { user } = open();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Period" }), "All there is");
    await screen.findByText("Repeat rate");
    expect(screen.getByRole("switch", { name: "Beside the time before" })).toBeDisabled();
    expect(screen.queryByText(/beside .* before/)).toBeNull();
  });

  it("are of the channel chosen, and say where there is none of one", async () => {
    // Arrange
    const { user, asked, router } = open();

    // Act
    await user.selectOptions(await screen.findByRole("combobox", { name: "Channel" }), "Store in Milan");

    // Assert
    const funnel = await screen.findByRole("region", { name: "From prospect to VIP" });
    expect(funnel).toHaveTextContent("Of the whole shop");
    expect(screen.getByRole("region", { name: "Who comes back, by first month" })).not.toHaveTextContent("Of the whole shop");
    expect(asked.slice(-3).map(({ variables }) => variables["channel"])).toEqual(["store", "store", "store"]);
    // A segment cannot say where a first order was, but it can say where somebody has bought.
    expect(screen.queryByRole("button", { name: "Sep 2026" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Recency 5, Frequency 5: 12" }));
    const rule = new URLSearchParams(router.state.location?.search).get("rule");
    expect(JSON.parse(rule ?? "")).toEqual(ruleOfScores(5, 5, 7));
  });

  it("mark the channel that the shop does not know", async () => {
    const answers = { ...CHANNELS, ShopMetrics: failed("There is no channel 'x'.", "GraphQLError", "channel") };
    renderPage(<FiguresPage />, { path: "/analytics", address: "/analytics?channel=x", answers });
    const field = await screen.findByRole("combobox", { name: "Channel" });
    expect(await screen.findAllByText("There is no channel 'x'.")).not.toHaveLength(0);
    expect(field).toHaveAccessibleDescription("There is no channel 'x'.");
    expect(field).toHaveValue("x");
  });

  it("explain each number, and say until when they are complete", async () => {
    open();
    const tile = (await screen.findByText("Worth of points held")).closest("li");
    expect(within(tile as HTMLElement).getByLabelText("What does “Worth of points held” mean?")).toBeVisible();
    expect(tile).toHaveTextContent("What points_liability means.");
    expect(screen.getByText(/^All changes of the shop until/)).toHaveTextContent("are in these numbers.");
  });

  it("claim nothing of too few", async () => {
    open(metrics({ repeat_rate: [point({ count: 1, total: 2, share: 0.5 })], rfm_grid: [], cohorts: [] }));
    expect((await screen.findByText("Repeat rate")).closest("li")).toHaveTextContent("Fewer than 30");
    expect(screen.queryByText("50%")).toBeNull();
  });

  it("say that they load", async () => {
    open({ ShopMetrics: silent() });
    expect((await screen.findAllByText("Loading …"))[0]).toHaveRole("status");
  });

  it("say which permission is missing", async () => {
    open({ ShopMetrics: denied("MANAGE_USERS") });
    expect((await screen.findAllByText("MANAGE_USERS"))[0]).toBeVisible();
  });
});
