/** Every page of the menu, every widget and the popup: seen at rest in all three looks. */
import { customer, draftOrder, order } from "./support/people";
import { menu } from "./support/menu";
import { expect, screen, test } from "./support/test";

const WIDGET_PIXELS = 344;

const PAGES = await menu();

for (const { path } of PAGES) screen(`page-${path.slice(1).replaceAll("/", "-")}`, path);

test("every entry of the menu leads to a page", async ({ crm, say }) => {
  const inside = await crm.open("/");
  const entries = inside.getByRole("navigation").first();
  await expect(entries.getByRole("link")).toHaveCount(PAGES.length);
  for (const { labelId } of PAGES) {
    const entry = entries.getByRole("link", { name: say(labelId), exact: true });
    await entry.click();
    await expect(entry).toHaveAttribute("aria-current", "page");
    await expect(inside.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(inside.getByText(say("shell.notFound.text"))).toHaveCount(0);
  }
});

test("customer's widget @screen @smoke", async ({ crm, staff }) => {
  const { id } = await customer(staff);
  const inside = await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await expect(inside.getByRole("heading").first()).toBeVisible();
  await crm.inspect("customer-widget");
  expect(await crm.widthNeeded()).toBeLessThanOrEqual(WIDGET_PIXELS);
});

test("order's widget, and the popup that it opens @screen", async ({ crm, page, say, staff }) => {
  const { id } = await order(staff);
  const inside = await crm.openHost(`/orders/${encodeURIComponent(id)}`);
  const open = inside.getByRole("button", { name: say("customers.open_profile") });
  await expect(open).toBeVisible();
  await crm.inspect("order-widget");
  expect(await crm.widthNeeded()).toBeLessThanOrEqual(WIDGET_PIXELS);

  await open.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const popup = await crm.inside();
  await expect(popup.getByRole("heading", { level: 1 })).toBeVisible();
  await crm.inspect("order-popup");
});

test("draft's widget, and the popups of it and of the menu @screen", async ({ crm, page, say, staff }) => {
  const { id, number } = await draftOrder(staff);
  await page.goto("/orders/drafts");
  await page.getByRole("link", { name: `#${number}`, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${encodeURIComponent(id)}$`));
  const inside = await crm.inside();
  const open = inside.getByRole("button", { name: say("customers.open_profile") });
  await expect(open).toBeVisible();
  await crm.inspect("draft-widget");
  expect(await crm.widthNeeded()).toBeLessThanOrEqual(WIDGET_PIXELS);
  const name = await inside.getByRole("heading").first().innerText();

  await open.click();
  await expect((await crm.inside()).getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "CRM profile" }).click();
  await expect((await crm.inside()).getByRole("heading", { level: 1, name })).toBeVisible();
  await crm.inspect("draft-popup");
});

test("widget of the start page @screen @smoke", async ({ crm, say }) => {
  const inside = await crm.openHost("/");
  await expect(inside.getByText(say("home.tile.new_people"))).toBeVisible();
  await crm.inspect("home-widget");
});

test("customer's popup @screen", async ({ crm, page, staff }) => {
  const { id } = await customer(staff);
  await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "CRM profile" }).click();
  const inside = await crm.inside();
  await expect(inside.getByRole("heading").first()).toBeVisible();
  await crm.inspect("customer-popup");
});
