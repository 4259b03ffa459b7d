/** The shop's API stops while somebody works, and comes back. */
import { expect, test } from "./support/test";

test("a page says that the shop is away, and goes on by itself", async ({ crm, errors, page, say }) => {
  errors.allow(/Failed to load resource|ERR_CONNECTION_REFUSED/);
  const inside = await crm.open("/segments");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();

  await page.route("**/graphql/", (route) => route.abort("connectionrefused"));
  await inside.getByRole("navigation").first().getByRole("link").last().click();
  const away = inside.getByText(say("ui.offline.title")).or(inside.getByText(say("ui.stale")));
  await expect(away.first()).toBeVisible();

  await page.unroute("**/graphql/");
  await expect(away).toHaveCount(0, { timeout: 20_000 });
});
