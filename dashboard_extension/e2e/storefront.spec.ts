/** The storefront kit in the demo's storefront: what a shopper sees of the program, and does. */
import { sendOnsite } from "./support/onsite";
import { Storefront } from "./support/storefront";
import { expect, test } from "./support/test";

// The points come by the worker, the message by a campaign.
test.setTimeout(150_000);

const PHONE = { width: 344, height: 760 };
const WORKER = { timeout: 60_000 };

test("storefront @screen", async ({ page, look }, { project }) => {
  const storefront = await Storefront.open(page, look, project.name);
  await expect(storefront.loyalty.getByText(storefront.kit("signedOut"))).toBeVisible();
  await storefront.inspect("storefront-signed-out");

  await storefront.signIn();
  await expect(storefront.history.first()).toBeVisible();
  // What is only asked when somebody wants to leave is not on the screen before.
  await expect(storefront.loyalty.getByRole("button", { name: storefront.kit("yes") })).toHaveCount(0);
  await storefront.inspect("storefront");
});

test("a shopper leaves a cart, comes back, orders, and sees the points move", async ({ page, look, context }, { project }) => {
  const storefront = await Storefront.open(page, look, project.name);
  await storefront.signIn();
  const before = await storefront.points.innerText();
  await storefront.addFirstRecord();
  await expect(storefront.cart.getByRole("listitem")).toHaveCount(1);
  await storefront.inspect("storefront-cart");
  await page.close();

  const back = await Storefront.open(await context.newPage(), look, project.name);
  await back.signIn();
  await expect(back.cart.getByRole("listitem")).toHaveCount(1);
  await back.page.getByRole("button", { name: back.shop("buy") }).click();
  await expect(back.page.getByText(back.shop("moved"))).toBeVisible(WORKER);
  await expect(back.cart.getByText(back.shop("empty"))).toBeVisible();
  await expect(back.history.first()).toContainText(back.kit("KIND_ACCRUE"));
  await expect(back.points).not.toHaveText(before, { useInnerText: true });
  await back.inspect("storefront-points-moved");
});

test("a shopper changes what the shop may write, and it stays changed", async ({ page, look }, { project }) => {
  const storefront = await Storefront.open(page, look, project.name);
  await storefront.signIn();
  const preferences = storefront.loyalty.getByRole("group", { name: storefront.kit("preferences") });
  const letters = preferences.getByRole("checkbox").first();
  const wanted = !(await letters.isChecked());
  await letters.setChecked(wanted);
  await expect(preferences.getByText(storefront.kit("saved"))).toBeVisible();
  await storefront.inspect("storefront-preferences");

  await page.reload();
  await expect(letters).toBeChecked({ checked: wanted });
});

test("a message of the shop is shown until the shopper has had it", async ({ page, look, staff }, { project }) => {
  const title = `A record for you, ${look.locale}`;
  const storefront = await Storefront.open(page, look, project.name);
  const email = await storefront.signIn();
  await sendOnsite(staff, email, title, "Come and listen to it on Saturday.");
  const messages = storefront.loyalty.getByRole("region", { name: storefront.kit("messages") });
  const message = messages.getByRole("listitem").filter({ hasText: title });
  await expect(async () => {
    await page.reload();
    await expect(storefront.history.first()).toBeVisible();
    await expect(message).toBeVisible({ timeout: 1000 });
  }).toPass(WORKER);
  await storefront.inspect("storefront-message");

  await message.getByRole("button", { name: storefront.kit("dismiss", { title }) }).click();
  await expect(message).toHaveCount(0);
  await page.reload();
  await expect(storefront.history.first()).toBeVisible();
  await expect(message).toHaveCount(0);
});

test("on a narrow phone nothing is cut off, and nothing moves for whom that disturbs", async ({ page, look }, { project }) => {
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const storefront = await Storefront.open(page, look, project.name);
  await storefront.signIn();
  await expect(storefront.history.first()).toBeVisible();
  await storefront.inspect("storefront-phone");

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  const button = storefront.loyalty.getByRole("button").first();
  expect(await button.evaluate((element) => getComputedStyle(element).transitionDuration)).toBe("0s");
});
