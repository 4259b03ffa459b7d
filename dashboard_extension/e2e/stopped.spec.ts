/** The shop's API stops while somebody works, and comes back: nothing on screen and nothing written is lost. */
import type { FrameLocator, Page } from "@playwright/test";

import { customer } from "./support/people";
import { stopShop } from "./support/shop";
import { expect, test } from "./support/test";

const API = "**/graphql/";
const LONGER_THAN_ANYBODY_WAITS = 31_000;
const UNTIL_THE_NEXT_TRY = 6_000;
const PROFILE = `query Profile($user: ID!) { crmProfile(user: $user) { id } }`;

async function refuse(page: Page): Promise<void> {
  await page.route(API, (route) => route.abort("connectionrefused"));
}

/** Opens two lists one after the other, so that the first is remembered; returns its way back and a row of it. */
async function twoLists(inside: FrameLocator, names: { customers: string; segments: string }) {
  const menu = inside.getByRole("navigation").first();
  const back = menu.getByRole("link", { name: names.customers, exact: true });
  const row = inside.getByRole("row").nth(1);
  await expect(row).toBeVisible();
  const known = (await row.innerText()).trim();
  await menu.getByRole("link", { name: names.segments, exact: true }).click();
  await expect(inside.getByRole("heading", { level: 1, name: names.segments })).toBeVisible();
  await expect(inside.locator("[aria-busy=true]")).toHaveCount(0);
  return { back, row, known };
}

test.beforeEach(({ errors }) => {
  errors.allow(/Failed to load resource|ERR_CONNECTION_REFUSED|Failed to fetch/);
});

test("what was on screen stays, with a word that it may be old", async ({ crm, page, say }) => {
  const inside = await crm.open("/customers");
  const { back, row, known } = await twoLists(inside, {
    customers: say("customers.title"),
    segments: say("segments.navigation"),
  });

  await refuse(page);
  await back.click();
  await expect(inside.getByText(say("ui.stale"))).toBeVisible();
  expect((await row.innerText()).trim()).toBe(known);
  await crm.inspect("stopped-stale");

  await page.unroute(API);
  await expect(inside.getByText(say("ui.stale"))).toHaveCount(0, { timeout: 20_000 });
  await expect(row).toBeVisible();
});

test("a page that shows nothing yet says why, and goes on by itself", async ({ crm, page, say }) => {
  const inside = await crm.open("/segments");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();

  await refuse(page);
  await inside.getByRole("navigation").first().getByRole("link", { name: say("customers.title"), exact: true }).click();
  await expect(inside.getByText(say("ui.offline.title"))).toBeVisible();
  await crm.inspect("stopped-offline");

  await page.unroute(API);
  await expect(inside.getByText(say("ui.offline.title"))).toHaveCount(0, { timeout: 20_000 });
  await expect(inside.getByRole("row").nth(1)).toBeVisible();
});

test("what was written is kept, and saved once the shop is back", async ({ crm, page, say, staff }) => {
  const words = `Call back ${String(Date.now())}`;
  const { id } = await customer(staff);
  const { crmProfile } = await staff.ask<{ crmProfile: { id: string } }>(PROFILE, { user: id });
  const inside = await crm.open(`/customers/${encodeURIComponent(crmProfile.id)}`);
  const text = inside.getByLabel(say("customers.note_text"));
  await text.fill(words);

  await refuse(page);
  await inside.getByRole("button", { name: say("customers.note_save") }).click();
  await expect(inside.getByRole("alert").filter({ hasText: say("ui.form.offline") })).toBeVisible();
  await expect(text).toHaveValue(words);

  await page.unroute(API);
  await inside.getByRole("button", { name: say("customers.note_save") }).click();
  await expect(inside.getByRole("listitem").filter({ hasText: words })).toBeVisible();
  await expect(text).toHaveValue("");
});

test("a web server that hangs is told from one that is slow @once", async ({ crm, page, say }) => {
  await page.clock.install();
  const inside = await crm.open("/customers");
  const { back, row, known } = await twoLists(inside, {
    customers: say("customers.title"),
    segments: say("segments.navigation"),
  });

  const goOn = stopShop();
  try {
    await back.click();
    await expect(row).toBeVisible();
    await expect(inside.getByText(say("ui.stale"))).toHaveCount(0);
    await page.clock.fastForward(LONGER_THAN_ANYBODY_WAITS);
    await expect(inside.getByText(say("ui.stale"))).toBeVisible();
    expect((await row.innerText()).trim()).toBe(known);
  } finally {
    goOn();
  }
  await page.clock.fastForward(UNTIL_THE_NEXT_TRY);
  await expect(inside.getByText(say("ui.stale"))).toHaveCount(0);
  await expect(row).toBeVisible();
});
