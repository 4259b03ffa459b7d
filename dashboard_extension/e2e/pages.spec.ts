/** Every page of the menu, the customer's widget and popup: seen at rest in all three looks. */
import { customer } from "./support/people";
import { expect, screen, test } from "./support/test";

const WIDGET_PIXELS = 344;

for (const page of [
  "duplicates",
  "segments",
  "imports",
  "privacy",
  "campaigns",
  "journeys",
  "templates",
  "loyalty",
  "figures",
  "setup",
]) {
  screen(`page-${page}`, `/${page}`);
}

test("customer's widget @screen @smoke", async ({ crm, staff }) => {
  const { id } = await customer(staff);
  const inside = await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await expect(inside.getByRole("heading").first()).toBeVisible();
  await crm.inspect("customer-widget");
  const width = await inside.locator("html").evaluate((page) => page.scrollWidth);
  expect(width).toBeLessThanOrEqual(WIDGET_PIXELS);
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
