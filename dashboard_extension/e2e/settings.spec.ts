import { expect, screen, test } from "./support/test";

const TABS = ["sending", "storefronts", "limits", "consent", "preferences", "data", "dashboard"];
for (const tab of TABS) screen(`settings-${tab}`, `/settings/${tab}`, "settings.title");

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

test("the second of two editors of limits is told, and nothing is overwritten", async ({ crm, say, staff }) => {
  const page = await crm.open("/settings/limits");
  const form = page.getByRole("form", { name: say("settings.caps") });
  await form.getByRole("button", { name: say("settings.capAdd") }).click();
  await form.getByRole("group").last().getByRole("spinbutton", { name: say("settings.capMost") }).fill("97");
  await form.getByRole("group").last().getByRole("combobox", { name: say("settings.capUnit") }).selectOption("days");
  await staff.ask(`mutation { crmFrequencyCapsSet(caps: [{ most: 30, hours: 168 }]) { errors { message } } }`, {});
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByText(say("ui.conflict.meanwhile"))).toBeVisible();
  await expect(form.getByRole("group").last().getByRole("spinbutton", { name: say("settings.capMost") })).toHaveValue("97");
  await crm.inspect("settings-conflict");
  await form.getByRole("button", { name: say("ui.conflict.reload") }).click();
  await expect(form.getByRole("group")).toHaveCount(1);
  await expect(form.getByRole("spinbutton", { name: say("settings.capMost") })).toHaveValue("30");
});

const STOREFRONTS = `{ crmSendingSettings { storefronts {
  channelSlug name url productPath orderPath cartPath reviewUrl senderName senderAddress replyTo timeZone language } } }`;

test("staff says where a storefront is, and sees where its buttons lead", async ({ crm, say, staff }) => {
  const former = await staff.ask<{ crmSendingSettings: { storefronts: readonly object[] } }>(STOREFRONTS);
  const page = await crm.open("/settings/storefronts");
  const block = page.locator("details").last();
  // Of a single channel it is open already.
  if ((await block.getAttribute("open")) === null) await block.locator("summary").click();
  const url = `https://shop-${String(Date.now())}.example`;
  await block.getByRole("textbox", { name: say("settings.storefront.url"), exact: true }).fill(url);
  await block.getByRole("textbox", { name: say("settings.storefront.productPath") }).fill("/p/{slug}");
  await expect(block.getByText(`${url}/p/red-shoes`)).toBeVisible();
  await crm.inspect("settings-storefront");
  await block.getByRole("button", { name: say("settings.save") }).click();
  await expect(block.locator("summary")).toContainText(url);
  await expect(block.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  // Letters of other tests lead to the demo's own storefront.
  for (const input of former.crmSendingSettings.storefronts) {
    await staff.ask(`mutation($input: CrmStorefrontInput!) { crmStorefrontUpdate(input: $input) { errors { message } } }`, { input });
  }
});

test("staff names an interest, puts it first, and removes it again", async ({ crm, say, look }) => {
  const code = `tea_${look.theme}_${String(Date.now() % 1_000_000)}`;
  const page = await crm.open("/settings/preferences");
  const form = page.getByRole("form", { name: say("settings.interests") });
  await form.getByRole("button", { name: say("settings.interestAdd") }).click();
  const added = form.getByRole("group").last();
  await added.getByRole("textbox", { name: say("settings.interestCode") }).fill(code);
  // One name for all languages that are not written: the first is the shop's own.
  await added.getByRole("textbox").nth(1).fill(code);
  const up = form.getByRole("button", { name: say("settings.moveUpOf", { name: code }) });
  while (await up.isEnabled()) await up.click();
  await crm.inspect("settings-interest");
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  const again = await crm.open("/settings/preferences");
  const first = again.getByRole("form", { name: say("settings.interests") }).getByRole("group").first();
  await expect(first.getByRole("textbox").first()).toHaveValue(code);
  await first.getByRole("button", { name: say("settings.removeOf", { name: code }) }).click();
  await again.getByRole("form", { name: say("settings.interests") }).getByRole("button", { name: say("settings.save") }).click();
  await expect(again.getByRole("group", { name: code })).toHaveCount(0);
});

test("staff names a list, and goes back to the CRM's own name", async ({ crm, say, staff }) => {
  await staff.ask(`mutation { crmTemplatesInstall(codes: ["birthday_wishes"]) { errors { message } } }`, {});
  const page = await crm.open("/settings/preferences");
  const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "birthday", exact: true }) });
  await row.getByRole("button").click();
  const dialog = page.getByRole("dialog");
  for (const field of await dialog.getByRole("textbox").all()) await field.fill("Cake");
  await crm.inspect("settings-list");
  await dialog.getByRole("button", { name: say("settings.save") }).click();
  await expect(row.getByText("Cake")).toBeVisible();
  await expect(row.getByText(say("settings.listOwn"))).toBeVisible();
  await row.getByRole("button").click();
  await dialog.getByRole("button", { name: say("settings.listBack") }).click();
  await dialog.getByRole("button", { name: say("settings.save") }).click();
  await expect(row.getByText(say("settings.listPackaged"))).toBeVisible();
});

test("staff names stores and occasions, one a line", async ({ crm, say, look }) => {
  const store = `roma_${look.theme}_${String(Date.now() % 1_000_000)}`;
  const page = await crm.open("/settings/data");
  const form = page.getByRole("form", { name: say("settings.behavior") });
  const stores = form.getByRole("textbox", { name: say("settings.places") });
  await stores.fill("Via Roma");
  await expect(form.getByText(say("settings.codeFault", { code: "Via Roma" }))).toBeVisible();
  await crm.inspect("settings-stores-fault");
  await stores.fill(`milano\n${store}\n`);
  await form.getByRole("button", { name: say("settings.save") }).click();
  await expect(form.getByRole("button", { name: say("settings.save") })).toBeDisabled();
  const again = await crm.open("/settings/data");
  await expect(
    again.getByRole("form", { name: say("settings.behavior") }).getByRole("textbox", { name: say("settings.places") }),
  ).toHaveValue(`milano\n${store}`);
});

test("staff lets a site show the pages, takes it back, and undoes that", async ({ crm, say, look }) => {
  const origin = `https://dashboard-${look.theme}-${String(Date.now())}.example.com`;
  const page = await crm.open("/settings/dashboard");
  await page.getByRole("textbox", { name: say("settings.originNew") }).fill(`${origin}/`);
  await page.getByRole("button", { name: say("settings.originAdd") }).click();
  const row = page.getByRole("row").filter({ hasText: origin });
  await row.getByRole("button").click();
  await crm.inspect("settings-origin-remove");
  await page.getByRole("dialog").getByRole("button", { name: say("settings.remove") }).click();
  await expect(row).toHaveCount(0);
  await crm.inspect("settings-origin-removed");
  await page.getByRole("button", { name: say("settings.undo") }).click();
  await expect(row).toBeVisible();
  await row.getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: say("settings.remove") }).click();
  await expect(row).toHaveCount(0);
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
