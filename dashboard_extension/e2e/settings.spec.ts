import { expect, screen, test } from "./support/test";

for (const tab of ["sending", "limits", "consent", "data"]) screen(`settings-${tab}`, `/settings/${tab}`, "settings.title");

test("staff limits what friends get, and the audit log says who did it", async ({ crm, say }) => {
  const page = await crm.open("/settings/limits");
  const form = page.getByRole("form", { name: say("settings.caps") });
  await form.getByRole("button", { name: say("settings.capsDefaults") }).click();
  await form.getByRole("button", { name: say("settings.capAdd") }).click();
  const added = form.getByRole("group").last();
  const most = String(10 + (Date.now() % 80));
  await added.getByRole("spinbutton", { name: say("settings.capMost") }).fill(most);
  await added.getByRole("combobox", { name: say("settings.capWhom") }).selectOption("FRIEND");
  await added.getByRole("combobox", { name: say("settings.capUnit") }).selectOption("days");
  await crm.inspect("settings-limit-added");
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByText(say("settings.capsChosen"))).toBeVisible();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();

  const log = await crm.open("/audit");
  const change = log.getByRole("row").nth(1);
  await expect(change.getByText(say("audit.subject.frequency_caps"))).toBeVisible();
  await expect(change.getByText(`${most} in 24 h`)).toBeVisible();
});

test("staff adds the next version of a wording", async ({ crm, say, look }) => {
  const code = `news_${look.theme}_${String(Date.now() % 1_000_000)}`;
  const page = await crm.open("/settings/consent");
  await page.getByRole("button", { name: say("settings.wordingNew") }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: say("settings.wordingCode") }).fill(code);
  await dialog.getByRole("textbox", { name: say("settings.wordingWords") }).fill("May we write to you?");
  await crm.inspect("settings-wording");
  await dialog.getByRole("button", { name: say("settings.wordingAdd") }).click();
  const row = page.getByRole("row").filter({ hasText: code });
  await row.getByRole("button", { name: say("settings.wordingNext") }).click();
  await dialog.getByRole("textbox", { name: say("settings.wordingWords") }).fill("May we write?");
  await dialog.getByRole("button", { name: say("settings.wordingAdd") }).click();
  await row.getByRole("button", { name: say("settings.wordingVersionOf", { version: 2 }) }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await crm.inspect("settings-wording-versions");
});

test("staff says what a letter costs", async ({ crm, say, look }) => {
  const wanted = look.theme === "dark" ? "0.00125" : "0.0015";
  const page = await crm.open("/settings/limits");
  const form = page.getByRole("form", { name: say("settings.prices") });
  const letter = form.getByRole("group", { name: say("settings.medium.email"), exact: true });
  await letter.getByRole("spinbutton").fill(wanted);
  await letter.getByRole("textbox").fill("USD");
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  const again = await crm.open("/settings/limits");
  await expect(
    again.getByRole("form", { name: say("settings.prices") }).getByRole("spinbutton").first(),
  ).toHaveValue(wanted);
});

test("staff looks at how letters leave", async ({ crm, say }) => {
  const page = await crm.open("/settings/sending");
  const table = page.getByRole("table", { name: say("settings.accounts") });
  await table.getByRole("button", { name: say("settings.change") }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("spinbutton", { name: say("settings.accountRate") })).toHaveValue(/^\d/);
  await crm.inspect("settings-account");
  await dialog.getByRole("button", { name: say("settings.cancel") }).click();
  await expect(dialog).toHaveCount(0);
});

test("staff changes for how long behavior is kept", async ({ crm, say }) => {
  const page = await crm.open("/settings/data");
  const form = page.getByRole("form", { name: say("settings.behavior") });
  const days = form.getByRole("spinbutton", { name: say("settings.keepBehavior") });
  const wanted = (await days.inputValue()) === "120" ? "121" : "120";
  await days.fill(wanted);
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  const again = await crm.open("/settings/data");
  await expect(again.getByRole("form", { name: say("settings.behavior") }).getByRole("spinbutton")).toHaveValue(wanted);
});

test("staff limits for how long looks at goods are kept, and lifts it", async ({ crm, say }) => {
  const page = await crm.open("/settings/data");
  const form = page.getByRole("form", { name: say("settings.limitEntries") });
  await form.getByRole("combobox").selectOption("goods.viewed");
  await form.getByRole("spinbutton").fill("400");
  await form.getByRole("button", { name: say("settings.limitSave") }).click();
  await crm.inspect("settings-retention-confirm");
  await page.getByRole("dialog").getByRole("button", { name: say("settings.limitSave") }).click();
  const row = page.getByRole("row").filter({ hasText: say("settings.keptDays", { days: 400 }) });
  await row.getByRole("button", { name: say("settings.keepForGood") }).click();
  await expect(page.getByText(say("settings.allForGood"))).toBeVisible();
});
