/** The frame around the pages: sign-in, sidebar, address, any width, any language, less motion. */
import { menu } from "./support/menu";
import { STAFF_EMAIL, STAFF_PASSWORD } from "./support/staff";
import { expect, test } from "./support/test";

const WIDTHS = [390, 700, 1024, 1920];
const PSEUDO = "en-XA";
/** Names of days and months are the browser's words, not ours. */
const OF_A_CALENDAR = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[A-Z][a-z]+ \d{4})$/;

test("staff signs in and opens the CRM from the sidebar @smoke", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(STAFF_EMAIL);
  await page.getByLabel("Password").fill(STAFF_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();

  const sidebar = page.getByRole("navigation", { name: "Dashboard" });
  await sidebar.getByRole("link", { name: "Segments", exact: true }).click();

  const inside = page.frameLocator("iframe[data-extension]");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByTestId("bridge")).toHaveText("ready");
});

test("the Dashboard's address follows the page, and leads back to it", async ({ crm, page, say }) => {
  const inside = await crm.open("/segments");
  await inside.getByRole("navigation").first().getByRole("link", { name: say("analytics.title"), exact: true }).click();
  await expect(page).toHaveURL(/\/extensions\/app\/[^/]+\/analytics$/);
  await page.reload();
  await expect((await crm.inside()).getByRole("heading", { level: 1, name: say("analytics.title") })).toBeVisible();
});

for (const width of WIDTHS) {
  test(`nothing is wider than the window at ${String(width)} pixels`, async ({ crm, page }) => {
    await page.setViewportSize({ width, height: 1000 });
    for (const path of ["/customers", "/analytics", "/segments/new"]) {
      const inside = await crm.open(path);
      await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
      await crm.inspect(`width-${String(width)}${path.replaceAll("/", "-")}`);
      const room = await inside.locator("html").evaluate((html) => html.clientWidth);
      expect(await crm.widthNeeded(), path).toBeLessThanOrEqual(room);
    }
  });
}

test("every word of ours is translated, and longer words fit", async ({ crm, page }) => {
  await page.addInitScript((locale) => {
    if (window.top === window) localStorage.setItem("shell.locale", locale);
  }, PSEUDO);
  for (const { path } of await menu()) {
    const inside = await crm.open(path);
    const words = inside.locator("h1, h2, nav a, main button, main label, main th[scope=col]");
    await expect(inside.getByRole("heading", { level: 1 })).toContainText("[");
    await expect(inside.locator("[aria-busy=true]")).toHaveCount(0);
    const plain = (await words.allInnerTexts()).filter(
      (text) => /[a-z]{3}/i.test(text) && !text.includes("[") && !OF_A_CALENDAR.test(text),
    );
    expect.soft(plain, `left untranslated on ${path}`).toEqual([]);
    const room = await inside.locator("html").evaluate((html) => html.clientWidth);
    expect(await crm.widthNeeded(), path).toBeLessThanOrEqual(room);
  }
});

test("whoever has asked for less motion gets none", async ({ crm, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const inside = await crm.open("/analytics");
  await expect(inside.getByRole("figure").first()).toBeVisible();
  const moving = await inside
    .locator("html")
    .evaluate(() => document.getAnimations().filter((each) => Number(each.effect?.getComputedTiming().duration) > 1).length);
  expect(moving).toBe(0);
});
