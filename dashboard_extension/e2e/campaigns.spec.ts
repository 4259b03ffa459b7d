/** Campaigns: written step by step, looked at beforehand, scheduled, watched, stopped, and measured. */
import { changeAnswers } from "./support/answers";
import { begin, campaign, list, template } from "./support/outreach";
import type { Staff } from "./support/staff";
import { expect, screen, test } from "./support/test";

const DAY_MS = 86_400_000;
/** Long enough to write, check and schedule a campaign on a busy machine. */
const SOON_MS = 20_000;
const CAMPAIGNS = `query { crmCampaigns(first: 100) { edges { node { id name state } } } }`;

interface Campaigns {
  readonly crmCampaigns: { readonly edges: readonly { node: { id: string; name: string; state: string } }[] };
}

const named = (what: string) => `${what} ${String(Date.now())}`;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

/** A draft to so many people in two days, ten in an hour. */
async function draft(staff: Staff, step: string): Promise<string> {
  const { id } = await campaign(staff, { name: named("Autumn"), people: 60, at: inDays(2), perHour: 10 });
  return `/campaigns/${encodeURIComponent(id)}/edit?step=${step}`;
}

/** The campaign that has told most: one that has begun, or else one that shall. */
async function told(staff: Staff, tab: string): Promise<string> {
  const { crmCampaigns } = await staff.ask<Campaigns>(CAMPAIGNS);
  const begun = crmCampaigns.edges.find(({ node }) => node.name === "Spring" && node.state !== "DRAFT");
  const { id } = begun?.node ?? (await campaign(staff, { name: named("Winter"), people: 3, at: inDays(2) }));
  return `/campaigns/${encodeURIComponent(id)}?tab=${tab}`;
}

screen("campaigns", "/campaigns", "campaigns.title");
screen("campaign-new", "/campaigns/new", "campaigns.new");
screen("campaign-calendar", "/campaigns/calendar", "campaigns.calendar");
for (const step of ["audience", "content", "offer", "schedule", "review"]) {
  screen(`campaign-step-${step}`, (staff) => draft(staff, step));
}
for (const tab of ["progress", "results", "dry_run", "history"]) {
  screen(`campaign-${tab}`, (staff) => told(staff, tab));
}

test("staff takes a campaign from its goal to its schedule", async ({ crm, say, staff }) => {
  test.slow();
  const name = named("Advent");
  await list(staff, name, 30);
  await template(staff, name);
  const page = await crm.open("/campaigns/new");
  const next = page.getByRole("button", { name: say("campaigns.next") });

  await page.getByRole("textbox", { name: say("campaigns.name") }).fill(name);
  await next.click();
  const lists = page.getByRole("group", { name: say("campaigns.lists"), exact: false }).first();
  const filter = lists.getByRole("searchbox");
  if ((await filter.count()) > 0) await filter.fill(name);
  await lists.getByRole("checkbox", { name: new RegExp(name) }).check();
  await expect(page.getByText(say("campaigns.reach_members", { count: 30 }))).toBeVisible();
  await crm.inspect("campaign-audience");

  await next.click();
  await page.getByRole("combobox", { name: say("campaigns.template"), exact: true }).selectOption({ label: name });
  await expect(page.getByText(say("campaigns.save.saved"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say("campaigns.add_variant") }).click();
  await page
    .getByRole("combobox", { name: say("campaigns.template"), exact: true })
    .last()
    .selectOption({ label: name });
  await page.getByRole("switch", { name: say("campaigns.winner_on") }).check();
  await crm.inspect("campaign-content");
  await page.getByRole("switch", { name: say("campaigns.winner_on") }).uncheck();

  await next.click();
  await expect(page.getByRole("combobox", { name: say("campaigns.voucher") })).toBeVisible();
  await next.click();
  await page.getByLabel(say("campaigns.at")).fill("2030-12-01T10:00");
  await page.getByRole("spinbutton", { name: say("campaigns.throttle") }).fill("4");
  await page.getByRole("spinbutton", { name: say("campaigns.deadline"), exact: true }).fill("5");
  const leaving = page.getByText(say("campaigns.leaving_title", { people: 20, steps: 5, unit: "hour" }));
  await expect(leaving).toBeVisible();
  await expect(page.getByText(say("campaigns.outlook_tooSlow", { people: 10 }))).toBeVisible();
  await crm.inspect("campaign-outlook");
  await page.getByRole("button", { name: say("ui.figure.table") }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(6);

  await next.click();
  await page.getByRole("button", { name: say("campaigns.check"), exact: true }).click();
  await expect(page.getByText(say("campaigns.checked", { people: 30 }))).toBeVisible();
  await page.getByRole("button", { name: say("campaigns.dry_run_start") }).click();
  await expect(page.getByText(say("campaigns.dry_run_people", { people: 30 }))).toBeVisible({ timeout: 60_000 });
  await crm.inspect("campaign-dry-run");

  await page.getByRole("button", { name: say("campaigns.schedule"), exact: true }).click();
  await crm.inspect("campaign-schedule-asked");
  await page.getByRole("dialog").getByRole("button", { name: say("campaigns.schedule") }).click();
  await expect(page.getByText(say("campaigns.state.scheduled"), { exact: true })).toBeVisible();

  await page.getByRole("button", { name: say("campaigns.act.pause") }).click();
  await expect(page.getByText(say("campaigns.state.paused"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say("campaigns.act.resume") }).click();
  await expect(page.getByText(say("campaigns.state.scheduled"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say("campaigns.act.cancel") }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("campaigns.act.cancel") }).click();
  await expect(page.getByText(say("campaigns.state.canceled"), { exact: true })).toBeVisible();
});

test("staff lets the better of two variants be found out", async ({ crm, say, staff }) => {
  const name = named("Duel");
  const { id } = await campaign(staff, { name, people: 60, at: inDays(2) });
  const edit = `/campaigns/${encodeURIComponent(id)}/edit`;
  const page = await crm.open(`${edit}?step=content`);
  await page.getByRole("button", { name: say("campaigns.add_variant") }).click();
  await page
    .getByRole("combobox", { name: say("campaigns.template"), exact: true })
    .last()
    .selectOption({ label: name });
  await page.getByRole("switch", { name: say("campaigns.winner_on") }).check();
  await page.getByRole("combobox", { name: say("campaigns.winner_metric") }).selectOption("ordered");
  await page.getByRole("spinbutton", { name: say("campaigns.winner_test") }).fill("30");
  await page.getByRole("spinbutton", { name: say("campaigns.winner_least") }).fill("100");
  await page.getByRole("spinbutton", { name: say("campaigns.winner_hours") }).fill("12");
  await page.getByRole("spinbutton", { name: say("campaigns.winner_looks") }).fill("3");
  await page.getByRole("combobox", { name: say("campaigns.winner_otherwise") }).selectOption("b");
  await expect(page.getByText(say("campaigns.save.saved"), { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: say("campaigns.winner_otherwise") }).scrollIntoViewIfNeeded();
  await crm.inspect("campaign-winner-rule");

  const again = await crm.open(`${edit}?step=content`);
  await expect(again.getByRole("spinbutton", { name: say("campaigns.winner_test") })).toHaveValue("30");
  await expect(again.getByRole("spinbutton", { name: say("campaigns.winner_looks") })).toHaveValue("3");
  await expect(again.getByRole("combobox", { name: say("campaigns.winner_otherwise") })).toHaveValue("b");
  const review = await crm.open(`${edit}?step=review`);
  const metric = say("campaigns.metric.ordered");
  await expect(review.getByText(say("campaigns.winner_summary", { metric, share: 0.3, hours: 12 }))).toBeVisible();
  await crm.inspect("campaign-winner-review");
  await review.getByRole("button", { name: say("campaigns.check"), exact: true }).click();
  await expect(review.getByText(say("campaigns.checked", { people: 60 }))).toBeVisible();
});

interface RunsTold {
  readonly crmCampaign: { readonly runs: { readonly edges: readonly { node: object }[] } };
}

test("staff is told of a winner no more than was found", async ({ crm, page, say, staff }) => {
  const reached = [
    { arm: "a", people: 500, hits: 20 },
    { arm: "b", people: 500, hits: 61 },
  ];
  const look = { number: 1, at: new Date().toISOString(), leader: "b", pValue: 0.0001, limit: 0.05, reached };
  let verdict = "BETTER";
  await changeAnswers<RunsTold>(page, "CampaignRuns", ({ crmCampaign }) => {
    const [first] = crmCampaign.runs.edges;
    if (first) Object.assign(first.node, { winner: "b", looks: [{ ...look, verdict }] });
  });
  const place = await told(staff, "progress");
  const named = await crm.open(place);
  await expect(named.getByText(say("campaigns.winner_is", { key: "b" }))).toBeVisible();
  await crm.inspect("campaign-winner");

  verdict = "NO_DIFFERENCE";
  const set = await crm.open(place);
  await expect(set.getByText(say("campaigns.winner_by_default", { key: "b" }))).toBeVisible();
});

interface KpisTold {
  readonly crmCampaign: { readonly kpis: { comparison: object | null } };
}

test("staff is told what a campaign changed, once it is no chance", async ({ crm, page, say, staff }) => {
  const tooFew = { what: "conversions", needed: 100, treated: 9_000, heldOut: 1_000 };
  const gain = { estimate: 0.42, low: 0.1, high: 0.74, isCertain: true };
  const more = { estimate: 0.021, low: 0.008, high: 0.034, isCertain: true };
  await changeAnswers<KpisTold>(page, "CampaignKpis", ({ crmCampaign }) => {
    crmCampaign.kpis.comparison = {
      definition: "Those written to beside those held out.",
      leftOut: 2,
      treated: { people: 9_000, waiting: 0, converted: 639 },
      heldOut: { people: 1_000, waiting: 0, converted: 50 },
      conversion: more,
      refusal: null,
      revenue: [
        { currency: "USD", perPerson: gain, total: { ...gain, estimate: 3_780, low: 900, high: 6_660 }, refusal: null },
        { currency: "EUR", perPerson: null, total: null, refusal: tooFew },
      ],
    };
  });
  const inside = await crm.open(await told(staff, "results"));
  const lift = inside.getByRole("region", { name: say("campaigns.lift") });
  await expect(lift.getByRole("row").filter({ hasText: say("campaigns.side_held_out") })).toBeVisible();
  await lift.scrollIntoViewIfNeeded();
  const claim = lift.getByText(/2[.,]1 /).first();
  await expect(claim).toBeVisible();
  await expect(lift.getByText(say("campaigns.lift_left_out", { people: 2 }))).toBeVisible();
  await crm.inspect("campaign-lift");
});

test("staff watches a campaign that is sent, pauses it, and cancels it for good", async ({ crm, say, staff }) => {
  test.slow();
  const made = await campaign(staff, { name: named("Sale"), people: 40, at: new Date(Date.now() + SOON_MS), perHour: 2 });
  await begin(staff, made);
  const page = await crm.open(`/campaigns/${encodeURIComponent(made.id)}`);
  const bar = page.getByRole("progressbar", { name: say("campaigns.run_progress") });
  await expect(bar).toHaveAttribute("max", "40", { timeout: 90_000 });
  await expect(page.getByText(say("campaigns.state.sending"), { exact: true })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: say("campaigns.standing.waiting") }).first()).toBeVisible();
  await crm.inspect("campaign-sending");

  await page.getByRole("button", { name: say("campaigns.act.pause") }).click();
  await expect(page.getByText(say("campaigns.state.paused"), { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: say("campaigns.act.cancel") }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("campaigns.act.cancel") }).click();
  await expect(page.getByText(say("campaigns.state.canceled"), { exact: true }).first()).toBeVisible();
  await crm.inspect("campaign-canceled");
});

test("staff sees in the calendar where two campaigns meet", async ({ crm, say, staff }) => {
  const at = inDays(3);
  const [one, other] = [named("First"), named("Second")];
  await begin(staff, await campaign(staff, { name: one, people: 5, at }));
  const later = await campaign(staff, { name: other, people: 5, at });
  const month = `${String(at.getFullYear())}-${String(at.getMonth() + 1).padStart(2, "0")}`;
  const page = await crm.open(`/campaigns/calendar?month=${month}&including=${encodeURIComponent(later.id)}`);
  await expect(page.getByText(say("campaigns.including"))).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: one }).filter({ hasText: other })).toBeVisible();
  await crm.inspect("campaign-conflict");
});
