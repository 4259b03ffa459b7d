/** Customers: found, written about, given points, compared, and told what is kept about them. */
import { customer } from "./support/people";
import type { Staff } from "./support/staff";
import { expect, screen, test } from "./support/test";

const PROFILE = `query Profile($user: ID!) { crmProfile(user: $user) { id firstName lastName email } }`;

interface Found {
  readonly crmProfile: { id: string; firstName: string; lastName: string; email: string } | null;
}

async function profile(staff: Staff) {
  const { id } = await customer(staff);
  const { crmProfile } = await staff.ask<Found>(PROFILE, { user: id });
  if (!crmProfile) throw new Error("The CRM does not know the customer.");
  return crmProfile;
}

async function place(staff: Staff, tab = "overview"): Promise<string> {
  const { id } = await profile(staff);
  return `/customers/${encodeURIComponent(id)}?tab=${tab}`;
}

screen("customers", "/customers", "customers.title");
screen("customers-follow-ups", "/follow-ups", "customers.my_follow_ups");
screen("customers-requests", "/points-requests", "customers.requests");
for (const tab of ["overview", "points", "consent", "messages", "identity", "privacy"]) {
  screen(`customer-${tab}`, (staff) => place(staff, tab));
}

test("staff finds a customer and writes a note @smoke", async ({ crm, say, staff }) => {
  const { email } = await profile(staff);
  const words = `Likes vinyl ${String(Date.now())}`;
  const page = await crm.open("/customers");
  await page.getByLabel(say("customers.search")).fill(email);
  await page.getByRole("row").filter({ hasText: email }).getByRole("link").first().click();

  await page.getByLabel(say("customers.note_text")).fill(words);
  await page.getByRole("button", { name: say("customers.note_save") }).click();

  await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
  await crm.inspect("customer-note");
});

test("staff gives points with a reason", async ({ crm, say, staff }) => {
  const reason = `Lost parcel ${String(Date.now())}`;
  const page = await crm.open(await place(staff, "points"));
  await page.getByRole("button", { name: say("customers.adjust"), exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("customers.adjust_points"), { exact: true }).fill("5");
  await dialog.getByLabel(say("customers.reason")).fill(reason);
  await dialog.getByRole("button", { name: say("customers.adjust_send") }).click();

  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(reason, { exact: false }).first()).toBeVisible();
});

test("staff records a refusal", async ({ crm, say, staff }) => {
  const page = await crm.open(await place(staff, "consent"));
  await page.getByLabel(say("customers.told_by")).selectOption("STORE");
  await page.getByRole("button", { name: say("customers.consent_save"), exact: true }).click();

  await expect(page.getByText(say("customers.word_staff_store"), { exact: false }).first()).toBeVisible();
});

test("staff writes a note beside the Dashboard's customer", async ({ crm, say, staff }) => {
  const { id } = await customer(staff);
  const widget = await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await widget.getByRole("button", { name: say("customers.note"), exact: true }).click();
  await widget.getByLabel(say("customers.note_text")).fill("Wide feet");
  await widget.getByRole("button", { name: say("customers.note_save") }).click();

  await expect(widget.getByLabel(say("customers.note_text"))).toHaveCount(0);
});
