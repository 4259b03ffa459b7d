import { expect, screen, test } from "./support/test";

screen("setup", "/setup", "setup.title");

test("staff sees that the pages are in the Dashboard and checks again @smoke", async ({ crm, say }) => {
  const page = await crm.open("/setup");
  const step = page.getByRole("listitem").filter({ hasText: say("setup.step.DASHBOARD") });
  await expect(step.getByText(say("setup.done"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say("setup.checkAgain") }).click();
  await expect(step.getByText(say("setup.done"), { exact: true })).toBeVisible();
});

test("an installer sees that this page is well connected", async ({ crm, say }) => {
  const page = await crm.open("/setup");
  const connection = page.getByRole("region", { name: say("setup.connection") });
  for (const check of ["setup.host.dashboard", "setup.bridgeReady", "setup.tokenRenewed", "setup.permissionsAll", "setup.apiAnswers"]) {
    await expect(connection.getByText(say(check), { exact: true })).toBeVisible();
  }
  await connection.scrollIntoViewIfNeeded();
  await crm.inspect("setup-connection");
});
