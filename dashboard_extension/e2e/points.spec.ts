/** Points above a program's limit: one member of staff asks, another decides. */
import { customer, profile, profilePath } from "./support/people";
import { COLLEAGUE_EMAIL, Staff } from "./support/staff";
import { expect, screen, test } from "./support/test";

const LIMIT = 1_000;
const PROGRAMS = `query { crmPrograms { id } }`;
const LIMITED = `mutation($id: ID!, $limit: Int!) {
  crmProgramUpdate(id: $id, input: { adjustmentLimit: $limit }) { errors { message } } }`;
const ASK = `mutation($profile: ID!, $program: ID!, $reason: String!) {
  crmPointsAdjustmentRequestCreate(profile: $profile, program: $program, points: 2500, reason: $reason) {
    errors { message } } }`;

async function limitedProgram(staff: Staff): Promise<string> {
  const { crmPrograms } = await staff.ask<{ crmPrograms: readonly { id: string }[] }>(PROGRAMS);
  const [program] = crmPrograms;
  if (!program) throw new Error("The shop has no program.");
  await staff.ask(LIMITED, { id: program.id, limit: LIMIT });
  return program.id;
}

async function askedByColleague(staff: Staff, reason: string): Promise<void> {
  const program = await limitedProgram(staff);
  const { email } = await customer(staff);
  const { id } = await profile(staff, email);
  const colleague = await Staff.signIn(COLLEAGUE_EMAIL);
  await colleague.ask(ASK, { profile: id, program, reason });
}

screen("points-requests", "/points-requests", "customers.requests");

test("above the limit staff asks a second person, and cannot be it", async ({ crm, say, staff }) => {
  const reason = `Goodwill ${String(Date.now())}`;
  await limitedProgram(staff);
  const { email } = await customer(staff);
  const page = await crm.open(profilePath(await profile(staff, email), "points"));
  await page.getByRole("button", { name: say("customers.adjust"), exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("customers.adjust_points"), { exact: true }).fill(String(LIMIT + 1));
  await dialog.getByLabel(say("customers.reason")).fill(reason);
  await dialog.getByRole("button", { name: say("customers.adjust_send") }).click();
  await expect(dialog.getByText(say("customers.adjust_second"))).toBeVisible();
  await crm.inspect("points-second-person");
  await dialog.getByRole("button", { name: say("customers.adjust_ask") }).click();
  await expect(dialog).toHaveCount(0);

  const requests = await crm.open("/points-requests");
  const mine = requests.getByRole("listitem").filter({ hasText: reason });
  await mine.getByRole("button", { name: say("customers.request_approve") }).click();
  await expect(mine.getByRole("alert")).toBeVisible();
  await crm.inspect("points-own-request");
});

test("a second person approves", async ({ crm, say, staff }) => {
  const reason = `Late delivery ${String(Date.now())}`;
  await askedByColleague(staff, reason);
  const page = await crm.open("/points-requests");
  const request = page.getByRole("listitem").filter({ hasText: reason });
  await request.getByRole("button", { name: say("customers.request_approve") }).click();
  await expect(request).toHaveCount(0);

  await page.getByRole("tab", { name: say("customers.state_approved") }).click();
  await expect(page.getByRole("listitem").filter({ hasText: reason })).toBeVisible();
  await crm.inspect("points-approved");
});

test("a second person declines and says why", async ({ crm, say, staff }) => {
  const reason = `Birthday ${String(Date.now())}`;
  await askedByColleague(staff, reason);
  const page = await crm.open("/points-requests");
  const request = page.getByRole("listitem").filter({ hasText: reason });
  await request.getByRole("button", { name: say("customers.request_decline") }).click();
  const dialog = page.getByRole("dialog");
  const decline = dialog.getByRole("button", { name: say("customers.request_decline") });
  await expect(decline).toBeDisabled();
  await dialog.getByLabel(say("customers.reason")).fill("Too much for a birthday.");
  await decline.click();
  await expect(request).toHaveCount(0);

  await page.getByRole("tab", { name: say("customers.state_declined") }).click();
  await expect(page.getByRole("listitem").filter({ hasText: reason })).toContainText("Too much for a birthday.");
});
