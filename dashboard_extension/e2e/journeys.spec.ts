/** Journeys: made in the outline by keyboard alone, mended, rehearsed, published, turned on and paused. */
import type { FrameLocator, Locator, Page } from "@playwright/test";

import { customer } from "./support/people";
import type { Staff } from "./support/staff";
import { expect, screen, test } from "./support/test";

const MOST_PRESSES = 200;
const JOURNEYS = `query { crmJourneys(first: 50) { edges { node { id code status inFlight } } } }`;
const INSTALL = `
  mutation { crmReadyMadeJourneyInstall(code: "abandoned_cart", settings: {}) { journey { id } errors { message } } }`;

interface Journeys {
  readonly crmJourneys: { readonly edges: readonly { node: { id: string; code: string } }[] };
}

/** The ready-made journey about carts, which has a wait, branches and messages. */
async function carts(staff: Staff, tab: string): Promise<string> {
  const { crmJourneys } = await staff.ask<Journeys>(JOURNEYS);
  const found = crmJourneys.edges.find(({ node }) => node.code === "abandoned_cart")?.node;
  const { id } = found ?? (await installed(staff));
  return `/journeys/${encodeURIComponent(id)}?tab=${tab}`;
}

async function installed(staff: Staff): Promise<{ id: string }> {
  const { crmReadyMadeJourneyInstall } = await staff.ask<{
    crmReadyMadeJourneyInstall: { journey: { id: string } };
  }>(INSTALL);
  return crmReadyMadeJourneyInstall.journey;
}

screen("journeys", "/journeys", "journeys.title");
for (const tab of ["editor", "people", "rehearsal", "results", "versions"]) {
  screen(`journey-${tab}`, (staff) => carts(staff, tab));
}

/** Goes on with Tab until something has the focus: only what can be reached so can be used. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${String(target)}.`);
}

async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

test("staff makes a journey by keyboard alone, mends it, rehearses, publishes and pauses it", async ({
  crm,
  page,
  say,
  staff,
}) => {
  test.slow();
  const name = `Thanks ${String(Date.now())}`;
  const { email } = await customer(staff, "customer");
  const inside = await crm.open("/journeys");
  const button = (id: string, values?: Record<string, string | number>) =>
    inside.getByRole("button", { name: say(id, values), exact: true });

  await press(page, button("journeys.new"));
  await type(page, inside.getByRole("textbox", { name: say("journeys.name") }), name);
  await press(page, button("journeys.create"));
  await expect(inside.getByRole("heading", { name, level: 1 })).toBeVisible();

  await press(page, button("journeys.outline"));
  await add(page, inside, button("journeys.addFirst"), say("journeys.step.wait"));
  await add(page, inside, button("journeys.addAfter", { step: "wait" }), say("journeys.step.tag"));
  await press(page, button("journeys.validate"));
  const goToTag = button("journeys.goToStep", { step: "tag" }).first();
  await expect(goToTag).toBeVisible();
  await crm.inspect("journey-fault");
  await press(page, goToTag);
  await type(page, inside.getByRole("textbox", { name: say("journeys.setting.tag"), exact: true }), "thanked");
  await press(page, button("journeys.validate"));
  await expect(inside.getByText(say("journeys.isValid"))).toBeVisible();
  await crm.inspect("journey-outline");

  await press(page, button("journeys.save"));
  await expect(button("journeys.save")).toBeDisabled();
  await press(page, inside.getByRole("tab", { name: say("journeys.tab.editor") }), "ArrowRight");
  await expect(inside.getByRole("tab", { name: say("journeys.tab.people") })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowRight");
  const whom = inside.getByRole("combobox", { name: say("journeys.searchPerson") });
  await type(page, whom, email);
  await expect(inside.getByRole("option", { name: email })).toBeVisible();
  await crm.inspect("journey-person");
  await press(page, whom, "ArrowDown");
  await page.keyboard.press("Enter");
  await press(page, button("journeys.startRehearsal"));
  await expect(inside.getByText(say("ui.job.done"))).toBeVisible({ timeout: 60_000 });
  await crm.inspect("journey-rehearsed");

  await press(page, inside.getByRole("tab", { name: say("journeys.tab.rehearsal") }), "Home");
  await press(page, button("journeys.publish"));
  await press(page, button("journeys.publishNow"));
  await expect(button("journeys.publish")).toBeDisabled();
  await press(page, button("journeys.turnOn"));
  await press(page, button("journeys.turnOnNow"));
  await expect(inside.getByText(say("journeys.status.ON"), { exact: true })).toBeVisible();
  await press(page, button("journeys.pause"));
  await crm.inspect("journey-pause-asked");
  await press(page, button("journeys.pauseNow"));
  await expect(inside.getByText(say("journeys.status.PAUSED"), { exact: true })).toBeVisible();
  await crm.inspect("journey-paused");
});

/** Adds a step of a kind by the button of its place; the kind is searched for. */
async function add(page: Page, inside: FrameLocator, place: Locator, kind: string): Promise<void> {
  await press(page, place);
  const dialog = inside.getByRole("dialog");
  await type(page, dialog.getByRole("searchbox"), kind);
  await press(page, dialog.getByRole("button", { name: kind, exact: true }));
  await expect(dialog).toHaveCount(0);
}

test("staff undoes and redoes what was done in the picture", async ({ crm, say, staff }) => {
  const page = await crm.open(await carts(staff, "editor"));
  const canvas = page.getByRole("region", { name: say("journeys.canvas"), exact: true });
  await expect(canvas).toBeVisible();
  const boxes = canvas.locator(".react-flow__node");
  const before = await boxes.count();
  await page.getByRole("button", { name: say("journeys.outline"), exact: true }).click();
  await page.getByRole("button", { name: say("journeys.addFirst"), exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("journeys.step.tag"), exact: true }).click();
  await page.getByRole("button", { name: say("journeys.canvas"), exact: true }).click();
  await expect(boxes).toHaveCount(before + 1);
  await page.getByRole("button", { name: say("journeys.undo"), exact: true }).click();
  await expect(boxes).toHaveCount(before);
  await page.getByRole("button", { name: say("journeys.redo"), exact: true }).click();
  await expect(boxes).toHaveCount(before + 1);
  await crm.inspect("journey-canvas");
});
