import { expect, screen, test } from "./support/test";

screen("segments", "/segments", "segments.title");
screen("segment-new", "/segments/new", "segments.new");
screen("segments-ready-made", "/segments/ready-made", "segments.readyMade");

test("staff writes a rule, sees whom it means, and saves it", async ({ crm, say, look }) => {
  const name = `Lapsing ${look.locale} ${String(Date.now())}`;
  const page = await crm.open("/segments/new");
  await page.getByRole("textbox", { name: say("segments.name") }).fill(name);
  await page.getByRole("combobox", { name: say("segments.rule.field") }).selectOption("orders.count");
  await page.getByRole("combobox", { name: say("segments.rule.operator") }).selectOption("at_least");
  await page.getByRole("spinbutton", { name: say("segments.value.one") }).fill("1");
  await expect(page.getByText(say("segments.live.matching"))).toBeVisible();
  await crm.inspect("segment-rule");

  await page.getByRole("button", { name: say("segments.create") }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("tab", { name: say("segments.members") }).click();
  await crm.inspect("segment-members");
});

test("the second of two staff is told, and nothing is overwritten", async ({ crm, say, staff }) => {
  const rule = { field: "orders.count", operator: "at_least", value: 1 };
  const { crmSegmentCreate } = await staff.ask<{ crmSegmentCreate: { segment: { id: string } } }>(
    `mutation($name: String!, $rule: JSON) {
      crmSegmentCreate(name: $name, rule: $rule) { segment { id } errors { message } } }`,
    { name: `Shared ${String(Date.now())}`, rule },
  );
  const { id } = crmSegmentCreate.segment;
  const page = await crm.open(`/segments/${encodeURIComponent(id)}`);
  await page.getByRole("textbox", { name: say("segments.description") }).fill("Mine");
  await staff.ask(
    `mutation($id: ID!) {
      crmSegmentUpdate(id: $id, version: 1, description: "Theirs") { errors { message } } }`,
    { id },
  );
  await page.getByRole("button", { name: say("segments.save") }).click();

  await expect(page.getByRole("button", { name: say("ui.conflict.keepCopy") })).toBeVisible();
  await expect(page.getByRole("textbox", { name: say("segments.description") })).toHaveValue("Mine");
  await crm.inspect("segment-conflict");
});
