import { customer } from "./support/people";
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
  // A worker fills it within seconds; the page looks again by itself.
  await expect(page.getByRole("rowheader").first()).toBeVisible({ timeout: 60_000 });
  await crm.inspect("segment-members");

  await page.getByText(say("segments.why"), { exact: true }).first().click();
  await expect(page.getByRole("dialog").getByText(say("segments.why.met")).first()).toBeVisible();
  await crm.inspect("segment-why");
});

test("staff starts with a segment that is ready-made", async ({ crm, say }) => {
  const page = await crm.open("/segments/ready-made");
  await page.getByRole("button", { name: say("segments.readyMade.never_bought") }).click();
  const dialog = page.getByRole("dialog");
  const name = `Never ${String(Date.now())}`;
  await dialog.getByRole("textbox", { name: say("segments.name") }).fill(name);
  await crm.inspect("segment-ready-made");
  await dialog.getByRole("button", { name: say("segments.readyMade.install") }).click();

  await expect(page.getByRole("heading", { name })).toBeVisible();
  await crm.inspect("segment-installed");
});

test("staff puts people on a list and takes them off", async ({ crm, say, staff }) => {
  const name = `Tasting ${String(Date.now())}`;
  const { email } = await customer(staff);
  const page = await crm.open("/segments");
  await page.getByRole("button", { name: say("segments.newList") }).click();
  const naming = page.getByRole("dialog");
  await naming.getByRole("textbox", { name: say("segments.name") }).fill(name);
  await naming.getByRole("button", { name: say("segments.create") }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();

  await page.getByRole("button", { name: say("segments.members.add") }).click();
  const adding = page.getByRole("dialog");
  await adding.getByRole("combobox", { name: say("segments.members.search") }).fill(email);
  await adding.getByRole("option", { name: email }).click();
  await expect(adding.getByRole("status").filter({ hasText: say("segments.members.areOn", { names: "" }).trim() })).toBeVisible();
  await crm.inspect("segment-list-adding");
  await adding.press("Escape");

  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toBeVisible();
  await row.getByRole("button").click();
  await expect(row).toHaveCount(0);
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
