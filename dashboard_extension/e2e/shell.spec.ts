/** The pages and the Dashboard talk to each other: sign-in, theme, language, address, fresh tokens. */
import { STAFF_EMAIL, STAFF_PASSWORD } from "./support/staff";
import { expect, test } from "./support/test";

test("staff signs in and opens the CRM from the sidebar @smoke", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("E-mail").fill(STAFF_EMAIL);
  await page.getByLabel("Password").fill(STAFF_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();

  const sidebar = page.getByRole("navigation", { name: "Dashboard" });
  await sidebar.getByRole("link", { name: "CRM profiles" }).click();

  const inside = page.frameLocator("iframe[data-extension]");
  await expect(inside.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByTestId("bridge")).toHaveText("ready");
});
