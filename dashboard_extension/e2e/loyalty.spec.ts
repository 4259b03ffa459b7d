/** Programs and tiers: a rule is changed after a look at what that does, and nobody is overwritten. */
import { crmProgram, type Program } from "./support/programs";
import { expect, screen, test } from "./support/test";
import type { Staff } from "./support/staff";

const tab = (name: string) => async (staff: Staff) =>
  `/loyalty/programs/${encodeURIComponent((await crmProgram(staff)).id)}/${name}`;

screen("loyalty", "/loyalty", "loyalty.programs");
screen("loyalty-new", "/loyalty/new", "loyalty.newProgram");
screen("loyalty-adjustments", "/loyalty/adjustments", "loyalty.adjustments");
screen("loyalty-settings", tab("settings"), "loyalty.group.general");
screen("loyalty-rules", tab("rules"), "loyalty.tab.rules");
screen("loyalty-tiers", tab("tiers"), "loyalty.tab.tiers");
screen("loyalty-simulator", tab("simulator"), "loyalty.tab.simulator");
screen("loyalty-figures", tab("figures"), "loyalty.figure.points_liability");

const RATE = "per_amount_spent";

/** The points that the rate in force gives for each amount. */
function rateOf({ rules }: Program): number {
  const [rate] = rules.filter(({ code, endsAt }) => code === RATE && endsAt === null);
  const [currency] = Object.values(rate?.settings.by_currency ?? {});
  return currency?.points ?? 0;
}

test("staff changes a rule, sees whom it concerns, and publishes it", async ({ crm, say, staff }) => {
  const rate = rateOf(await crmProgram(staff));
  const page = await crm.open(await tab("rules")(staff));
  const rule = say(`loyalty.rule.${RATE}`);
  await page.getByRole("button", { name: say("loyalty.changeRuleNamed", { rule }) }).click();
  const dialog = page.getByRole("dialog");
  const publish = dialog.getByRole("button", { name: say("loyalty.publish") });
  await expect(publish).toBeDisabled();
  await dialog.getByRole("spinbutton", { name: say("loyalty.setting.points") }).fill(String(rate + 1));

  const effect = dialog.getByRole("region", { name: say("loyalty.effect") });
  await expect(effect.getByText("→").first()).toBeVisible();
  await crm.inspect("loyalty-rule-change");
  await publish.click();
  await expect(dialog).toBeHidden();
  await crm.inspect("loyalty-rule-changed");
  expect(rateOf(await crmProgram(staff))).toBe(rate + 1);
});

test("staff tries an order out, and another rate", async ({ crm, say, staff }) => {
  const page = await crm.open(await tab("simulator")(staff));
  const program = await crmProgram(staff);
  await page.getByRole("spinbutton", { name: say("loyalty.goods") }).fill("84.5");
  const points = Math.floor(84.5 * rateOf(program));
  await expect(page.getByRole("status").filter({ hasText: String(points) })).toBeVisible();

  await page.getByRole("spinbutton", { name: say("loyalty.setting.points") }).fill("7");
  await page.getByRole("spinbutton", { name: say("loyalty.forEach") }).fill("1");
  await expect(page.getByText("591", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: say("loyalty.effect") })).toContainText("→");
  await crm.inspect("loyalty-simulated");
});

test("staff gives a tier other benefits", async ({ crm, say, staff, look }) => {
  const page = await crm.open(await tab("tiers")(staff));
  const { ladder } = await crmProgram(staff);
  const name = ladder?.tiers.at(-1)?.name ?? "";
  await page.getByRole("button", { name: say("loyalty.editTierNamed", { tier: name }) }).click();
  const dialog = page.getByRole("dialog");
  const words = `Free postage ${look.locale}`;
  await dialog.getByRole("textbox", { name: say("loyalty.field.description") }).fill(words);
  await crm.inspect("loyalty-tier");
  await dialog.getByRole("button", { name: say("loyalty.saveTier") }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole("table").getByText(words)).toBeVisible();
});

test("the second of two staff is told, and nothing of the first is overwritten", async ({ crm, say, staff }) => {
  const { id, unitName, version } = await crmProgram(staff);
  const page = await crm.open(await tab("settings")(staff));
  const warning = page.getByRole("spinbutton", { name: say("loyalty.field.expiryWarningDays") });
  const mine = String(Number(await warning.inputValue()) + 1);
  await warning.fill(mine);
  await staff.ask(
    `mutation Theirs($id: ID!, $input: CrmProgramInput!, $version: Int!) {
      crmProgramUpdate(id: $id, input: $input, version: $version) { errors { message } } }`,
    { id, version, input: { unitName } },
  );
  await page.getByRole("button", { name: say("loyalty.save") }).click();

  await expect(page.getByText(say("ui.conflict.meanwhile"))).toBeVisible();
  await expect(warning).toHaveValue(mine);
  await crm.inspect("loyalty-conflict");
  await page.getByRole("button", { name: say("ui.conflict.reload") }).click();
  await expect(page.getByText(say("ui.conflict.meanwhile"))).toBeHidden();
  await warning.fill(mine);
  await page.getByRole("button", { name: say("loyalty.save") }).click();
  await expect.poll(async () => (await crmProgram(staff)).version).toBe(version + 2);
});
