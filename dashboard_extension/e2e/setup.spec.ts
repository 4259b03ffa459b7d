/** The set-up and what staff look at when something is not as it should be. */
import { expect, screen, test } from "./support/test";

screen("setup", "/setup", "setup.title");
screen("settings", "/settings", "settings.title");
screen("stuck", "/stuck", "stuck.title");
screen("audit", "/audit", "audit.title");

test("staff sees that the pages are in the Dashboard and checks again @smoke", async ({ crm, say }) => {
  const page = await crm.open("/setup");
  const step = page.getByRole("listitem").filter({ hasText: say("setup.step.DASHBOARD") });
  await expect(step.getByText(say("setup.done"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say("setup.checkAgain") }).click();
  await expect(step.getByText(say("setup.done"), { exact: true })).toBeVisible();
});

test("staff changes for how long behavior is kept", async ({ crm, say }) => {
  const page = await crm.open("/settings");
  const form = page.getByRole("form", { name: say("settings.behavior") });
  const days = form.getByRole("spinbutton", { name: say("settings.keepBehavior") });
  const wanted = (await days.inputValue()) === "120" ? "121" : "120";
  await days.fill(wanted);
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  const again = await crm.open("/settings");
  await expect(
    again.getByRole("form", { name: say("settings.behavior") }).getByRole("spinbutton"),
  ).toHaveValue(wanted);
  await crm.open("/audit");
  await expect((await crm.inside()).getByText(wanted, { exact: true }).first()).toBeVisible();
});
