/** Staff write a template, mend what is wrong, see it as a customer would, put it in force and try it. */
import { customer } from "./support/people";
import { expect, screen, test } from "./support/test";
import type { Staff } from "./support/staff";

screen("templates", "/templates", "templates.title");
screen("template-new", "/templates/new", "templates.new");
screen("templates-ready-made", "/templates/ready-made", "templates.ready_made");
screen("template-written", async (staff) => `/templates/${encodeURIComponent(await readyMade(staff))}`);
screen("template-versions", async (staff) => `/templates/${encodeURIComponent(await readyMade(staff))}?tab=versions`);

const CODE = "feedback_request";
const INSTALL = `mutation($codes: [String!]!) { crmTemplatesInstall(codes: $codes) { errors { message } } }`;
const TEMPLATES = `{ crmTemplates { id code } }`;
const HOLD = `{ crmSendingSettings { hold } }`;
const LETTER = "iframe[sandbox]";
// What the browser says when a test looks into a frame without scripts.
const LOOKED_INSIDE = /^Blocked script execution in '[^']*\/dashboard\/letter'/;

async function readyMade(staff: Staff): Promise<string> {
  await staff.ask(INSTALL, { codes: [CODE] });
  const { crmTemplates } = await staff.ask<{ crmTemplates: readonly { id: string; code: string }[] }>(TEMPLATES);
  const found = crmTemplates.find(({ code }) => code === CODE);
  if (!found) throw new Error(`There is no template ${CODE}.`);
  return found.id;
}

test("staff writes a template, mends it, sees it as a customer would, publishes and tries it", async ({ crm, errors, look, page: shell, say, staff }) => {
  test.slow();
  errors.allow(LOOKED_INSIDE);
  const name = `Spring ${look.locale} ${String(Date.now())}`;
  const page = await crm.open("/templates/new");
  await page.getByRole("textbox", { name: say("templates.name") }).fill(name);
  await page.getByRole("button", { name: say("templates.create") }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("textbox", { name: say("templates.part.subject") }).fill("Spring is here");
  const body = page.getByRole("textbox", { name: say("templates.part.body") });
  await body.fill("<mj-section><mj-column>\n<mj-text>{{ customer.nickname }}</mj-text>\n</mj-column></mj-section>\n");
  const finding = page.getByRole("button", { name: say("templates.fault.unknown_variable") });
  await expect(finding).toContainText(say("templates.faults.line", { line: 2 }));
  await expect(page.getByRole("button", { name: say("templates.publish") })).toBeDisabled();
  await crm.inspect("template-finding");

  await finding.click();
  await expect(body).toBeFocused();
  await body.fill(
    "<mj-section><mj-column>\n" +
      '<mj-text>Dear {{ customer.first_name }}</mj-text>\n<mj-button href="https://shop.example.com/">Shop</mj-button>\n' +
      "</mj-column></mj-section>\n{% render 'order_lines', order: order, language: language %}\n",
  );
  await expect(page.getByText(say("templates.faults.none"))).toBeVisible();
  await expect(page.getByText(say("templates.save.saved"), { exact: true })).toBeVisible();

  const { email } = await customer(staff);
  await page.getByRole("button", { name: say("templates.choose_person") }).click();
  await page.getByRole("combobox", { name: say("templates.person_search") }).fill(email);
  const person = page.getByRole("option", { name: email });
  await expect(person).toBeVisible();
  await crm.inspect("template-person");
  await person.click();
  const letter = page.locator(LETTER).contentFrame();
  await expect(letter.getByText(/^Dear /)).toBeVisible();
  await expect(letter.getByText("Dear Ada")).toHaveCount(0);
  await crm.inspect("template-as-customer");
  await page.getByRole("button", { name: say("ui.letter.phone") }).click();
  await crm.inspect("template-on-phone");

  await page.getByRole("button", { name: say("templates.publish") }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("templates.publish") }).click();
  await expect(page.getByText(say("templates.published", { number: 1 }))).toBeVisible();
  await expect(page.getByText(say("templates.in_use", { number: 1 }))).toBeVisible();

  const { crmSendingSettings } = await staff.ask<{ crmSendingSettings: { hold: string | null } }>(HOLD);
  await page.getByRole("button", { name: say("templates.test") }).click();
  await crm.inspect("template-test");
  await page.getByRole("dialog").getByRole("button", { name: say("templates.test_send"), exact: true }).click();
  // Where nothing may leave, staff are told so.
  const told = crmSendingSettings.hold === null ? shell.getByText(say("templates.test_sent")) : page.getByText(say("ui.form.notDone"));
  await expect(told).toBeVisible();
});

test("staff changes name and list of a template, and takes it back", async ({ crm, say, staff, look }) => {
  const code = `details_${look.theme}_${String(Date.now())}`;
  const { crmTemplateCreate } = await staff.ask<{ crmTemplateCreate: { template: { id: string } } }>(
    `mutation($input: CrmTemplateInput!) { crmTemplateCreate(input: $input) { template { id } errors { message } } }`,
    { input: { code, name: "Misspeled", kind: "TEXT", purpose: "marketing" } },
  );
  const page = await crm.open(`/templates/${encodeURIComponent(crmTemplateCreate.template.id)}`);
  await page.getByRole("button", { name: say("templates.details") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: say("templates.name") }).fill("Misspelled");
  await dialog.getByRole("combobox", { name: say("templates.list") }).selectOption({ label: say("templates.list_new") });
  await dialog.getByRole("textbox", { name: say("templates.list_code") }).fill("spelling");
  await crm.inspect("template-details");
  await dialog.getByRole("button", { name: say("templates.details_save") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Misspelled" })).toBeVisible();
  await expect(page.getByText(say("templates.of_list", { list: "spelling" }))).toBeVisible();
  await page.getByRole("button", { name: say("templates.undo") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Misspeled" })).toBeVisible();
});

test("purpose and list of a template stay while a journey uses it", async ({ crm, say, staff }) => {
  const { crmTemplates } = await staff.ask<{ crmTemplates: readonly { id: string }[] }>(TEMPLATES);
  for (const { id } of crmTemplates) {
    const { crmTemplateUses } = await staff.ask<{ crmTemplateUses: readonly { name: string }[] }>(
      `query($id: ID!) { crmTemplateUses(id: $id) { name } }`,
      { id },
    );
    if (crmTemplateUses[0] === undefined) continue;
    const page = await crm.open(`/templates/${encodeURIComponent(id)}`);
    await page.getByRole("button", { name: say("templates.details") }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(crmTemplateUses[0].name)).toBeVisible();
    await expect(dialog.getByRole("combobox", { name: say("templates.purpose") })).toBeDisabled();
    await crm.inspect("template-details-at-work");
    return;
  }
  throw new Error("No template is at work in the demo.");
});

test("a letter has its styles, and nothing of it runs", async ({ crm, errors, say, staff }) => {
  errors.allow(LOOKED_INSIDE);
  const { crmTemplateCreate } = await staff.ask<{ crmTemplateCreate: { template: { id: string } } }>(
    `mutation($input: CrmTemplateInput!) { crmTemplateCreate(input: $input) { template { id } errors { message } } }`,
    { input: { code: `hostile_${String(Date.now())}`, name: "Hostile", kind: "EMAIL", purpose: "marketing" } },
  );
  const { id } = crmTemplateCreate.template;
  const body =
    '<mj-section><mj-column width="50%"><mj-text color="#ff0000">Left</mj-text></mj-column>' +
    '<mj-column width="50%"><mj-text>Right</mj-text></mj-column></mj-section>' +
    "<mj-section><mj-column><mj-raw><script>top.stolen = window.stolen = 1</script>" +
    '<img src="data:," onerror="window.stolen = 2"></mj-raw></mj-column></mj-section>';
  await staff.ask(
    `mutation($id: ID!, $contents: [CrmTemplateContentInput!]!) {
      crmTemplateDraftSave(template: $id, contents: $contents) { errors { message } } }`,
    { id, contents: [{ language: "en", subject: "Hostile", body }] },
  );
  const page = await crm.open(`/templates/${encodeURIComponent(id)}`);
  const letter = page.locator(LETTER).contentFrame();
  const [left, right] = [letter.getByText("Left"), letter.getByText("Right")];
  await expect(left).toHaveCSS("color", "rgb(255, 0, 0)");
  // Side by side on a desk, by a rule in the letter's head; one below the other on a phone.
  const top = async (place: typeof left): Promise<number> => (await place.boundingBox())?.y ?? NaN;
  expect(await top(left)).toBeCloseTo(await top(right), 0);
  await page.getByRole("button", { name: say("ui.letter.phone") }).click();
  await expect.poll(async () => (await top(right)) > (await top(left))).toBe(true);
  expect(await page.locator("html").evaluate(() => (window as { stolen?: number }).stolen)).toBeUndefined();
  await expect(page.getByRole("button", { name: say("templates.fault.unsafe") }).first()).toBeVisible();
});
