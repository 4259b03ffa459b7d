/** Consent and privacy: what people allow, a copy of everything, addresses, and being forgotten. */
import { profile, profilePath } from "./support/people";
import { expect, screen, test } from "./support/test";

const DOUBLE_OPT_IN = `mutation($isOn: Boolean!) {
  crmChannelPolicyUpdate(channel: "email", doubleOptIn: $isOn) { errors { message } } }`;
const REFUSAL = `mutation($profile: ID!) {
  crmConsentRecord(
    profile: $profile, source: PHONE, input: { channel: "email", purpose: MARKETING, isGranted: false }
  ) { errors { message } } }`;

screen("privacy", "/privacy", "customers.privacy");

test("staff records a yes on paper", async ({ crm, say, staff }) => {
  const page = await crm.open(profilePath(await profile(staff, "customer01"), "consent"));
  await page.getByLabel(say("customers.answer"), { exact: true }).selectOption("GRANTED");
  await page.getByLabel(say("customers.told_by")).selectOption("PAPER");
  await page.getByRole("button", { name: say("customers.consent_save"), exact: true }).click();

  await expect(crm.page.getByText(say("customers.consent_saved"))).toBeVisible();
  const history = page.getByRole("region", { name: say("customers.consent_history") });
  const newest = history.getByRole("listitem").first();
  await expect(newest).toContainText(say("customers.word_granted"));
  await expect(newest).toContainText(say("customers.word_staff_paper"));
  await crm.inspect("consent-on-paper");
});

test("a yes waits for the person's own word where the channel asks for it", async ({ crm, say, staff }) => {
  const person = await profile(staff, "customer03");
  // A yes that holds needs no second one.
  await staff.ask(REFUSAL, { profile: person.id });
  await staff.ask(DOUBLE_OPT_IN, { isOn: true });
  try {
    const page = await crm.open(profilePath(person, "consent"));
    await page.getByLabel(say("customers.answer"), { exact: true }).selectOption("GRANTED");
    await page.getByLabel(say("customers.told_by")).selectOption("PAPER");
    await page.getByRole("button", { name: say("customers.consent_save"), exact: true }).click();

    const history = page.getByRole("region", { name: say("customers.consent_history") });
    const newest = history.getByRole("listitem").first();
    await expect(newest).toContainText(say("customers.word_pending"));
    await expect(newest).toContainText(say("customers.word_staff_paper"));
    await crm.inspect("consent-to-be-confirmed");
  } finally {
    await staff.ask(DOUBLE_OPT_IN, { isOn: false });
  }
});

test("staff hands over a copy of everything", async ({ crm, say, staff }) => {
  test.slow();
  const page = await crm.open(profilePath(await profile(staff, "customer02"), "privacy"));
  await page.getByRole("button", { name: say("customers.export_start") }).click();
  await expect(page.getByRole("button", { name: say("customers.export_start") })).toBeDisabled();

  const ready = page.getByRole("listitem").filter({ hasText: say("customers.copy_ready") });
  await expect(ready.first()).toBeVisible({ timeout: 90_000 });
  await crm.inspect("privacy-copy");
  const download = crm.page.waitForEvent("download");
  await ready.first().getByRole("link", { name: say("customers.export_download") }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
});

test("an address is not written to, and is written to again", async ({ crm, say }) => {
  const page = await crm.open("/privacy");
  const lift = page.getByRole("button", { name: say("customers.suppression_lift") });
  await page
    .getByRole("textbox", { name: say("customers.suppress_address"), exact: true })
    .fill(`nobody${String(Date.now())}@example.com`);
  await page.getByRole("button", { name: say("customers.suppress"), exact: true }).click();
  await expect(crm.page.getByText(say("customers.suppress_done"))).toBeVisible();

  await lift.first().click();
  await page.getByRole("dialog").getByRole("button", { name: say("customers.suppression_lift") }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("staff erases a person, who is named to be sure", async ({ crm, say, staff }) => {
  const person = await profile(staff, "customer2");
  const page = await crm.open(profilePath(person, "privacy"));
  await page.getByRole("button", { name: say("customers.erase"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: say("customers.erase_send") });
  await expect(send).toBeDisabled();
  await dialog.getByRole("textbox").fill(person.email);
  await crm.inspect("privacy-erase");
  await send.click();

  await expect(dialog.getByText(say("customers.erase_done"))).toBeVisible();
  await crm.inspect("privacy-erased");
});
