/** What the Dashboard tells a page that is open, and what the page makes of it. */
import { customer } from "./support/people";
import { expect, test } from "./support/test";

const ALMOST_FIVE_MINUTES = 290_000;

test("a change of language reaches an open page @once", async ({ crm, page }) => {
  const inside = await crm.open("/segments");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  for (const locale of ["zh-Hans", "it"]) {
    await page.getByLabel("Language").selectOption(locale);
    await expect(inside.locator("html")).toHaveAttribute("lang", locale);
  }
});

test("a change of theme reaches an open page @once", async ({ crm, page }) => {
  const inside = await crm.open("/segments");
  const title = inside.getByRole("heading", { level: 1 });
  await expect(title).toBeVisible();
  const ink = () => title.evaluate((heading) => getComputedStyle(heading).color);
  const before = await ink();
  await page.getByLabel("Theme").selectOption(crm.look.theme === "dark" ? "light" : "dark");
  await expect.poll(ink).not.toBe(before);
});

test("a page goes on with a fresh token @once", async ({ crm, page }) => {
  await page.clock.install();
  const inside = await crm.open("/segments");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  const heard = inside.locator("html").evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        window.addEventListener("message", ({ data }: MessageEvent<{ type?: string }>) => {
          if (data.type === "tokenRefresh") resolve(true);
        });
      }),
  );
  await page.clock.fastForward(ALMOST_FIVE_MINUTES);
  expect(await heard).toBe(true);
});

test("staff without the permission are told so", async ({ crm, errors, page, say, staff }) => {
  // The SDK says what it cannot read.
  errors.allow(/JWT/);
  await page.route("**/graphql/", async (route) => {
    if (!route.request().postData()?.includes("query Extensions")) return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/"accessToken":"[^"]*"/g, '"accessToken":null');
    return route.fulfill({ response, body });
  });
  const { id } = await customer(staff);
  const inside = await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await expect(inside.getByText(say("ui.noAccess.title"))).toBeVisible();
});
