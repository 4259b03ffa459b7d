/** Customers: found, written about, given points, compared, and told what is kept about them. */
import { customer, profile, profilePath } from "./support/people";
import type { Staff } from "./support/staff";
import { expect, screen, test } from "./support/test";

async function somebody(staff: Staff) {
  const { email } = await customer(staff);
  return profile(staff, email);
}

const place = async (staff: Staff, tab?: string) => profilePath(await somebody(staff), tab);

screen("customers", "/customers", "customers.title");
screen("customers-follow-ups", "/follow-ups", "customers.my_follow_ups");
screen("customers-requests", "/points-requests", "customers.requests");
for (const tab of ["overview", "points", "consent", "messages", "identity", "privacy"]) {
  screen(`customer-${tab}`, (staff) => place(staff, tab));
}

test("staff finds a customer and writes a note @smoke", async ({ crm, say, staff }) => {
  const { email } = await somebody(staff);
  const words = `Likes vinyl ${String(Date.now())}`;
  const page = await crm.open("/customers");
  await page.getByLabel(say("customers.search")).fill(email);
  await page.getByRole("row").filter({ hasText: email }).getByRole("link").first().click();

  await page.getByLabel(say("customers.note_text")).fill(words);
  await page.getByRole("button", { name: say("customers.note_save") }).click();

  await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
  await crm.inspect("customer-note");
});

test("staff turns the pages of the list of customers", async ({ crm, say }) => {
  const page = await crm.open("/customers");
  const first = page.getByRole("rowheader").first();
  const newest = await first.innerText();
  await page.getByRole("button", { name: say("ui.pages.next") }).click();
  await expect(page.getByText(say("ui.pages.number", { number: 2 }))).toBeVisible();
  await expect(first).not.toHaveText(newest);

  await page.getByRole("button", { name: say("ui.pages.previous") }).click();
  await expect(first).toHaveText(newest);
});

test("staff finds what was noted long ago", async ({ crm, say, staff }) => {
  const words = `allergic to nickel ${String(Date.now())}`;
  const { id } = await somebody(staff);
  await staff.ask(
    `mutation($profile: ID!, $text: String!) {
      crmNoteAdd(profile: $profile, text: $text) { errors { message } } }`,
    { profile: id, text: `Is ${words}, silver is fine.` },
  );
  const page = await crm.open(await place(staff));
  await page.getByRole("searchbox", { name: say("customers.timeline_search") }).fill(words.toUpperCase());

  const found = page.getByRole("region", { name: say("customers.notes_found") });
  await expect(found.getByRole("listitem")).toHaveCount(1);
  await expect(found.locator("mark")).toHaveText(words);
  await found.scrollIntoViewIfNeeded();
  await crm.inspect("customer-notes-found");
});

test("staff plans a follow-up and is done with it", async ({ crm, say, staff }) => {
  const words = `Call back ${String(Date.now())}`;
  const page = await crm.open(await place(staff));
  await page.getByLabel(say("customers.note_text")).fill(words);
  await page.getByLabel(say("customers.follow_up_due")).fill("2031-05-06T10:30");
  await page.getByRole("button", { name: say("customers.follow_up_save") }).click();
  await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();

  const mine = await crm.open("/follow-ups");
  await expect(mine.getByRole("row").filter({ hasText: words })).toBeVisible();
  await crm.inspect("follow-ups-planned");
  await mine.getByRole("button", { name: say("customers.follow_up_done_of", { text: words }) }).click();
  await expect(mine.getByRole("row").filter({ hasText: words })).toHaveCount(0);
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

test("the widget is painted within a second", async ({ crm, staff }) => {
  const { id } = await customer(staff);
  const path = `/customers/${encodeURIComponent(id)}`;
  // Once before: a server that has just been started builds its schema with the first question.
  await expect((await crm.openHost(path)).getByRole("heading").first()).toBeVisible();

  const widget = await crm.openHost(path);
  await expect(widget.getByRole("heading").first()).toBeVisible();
  const paints = await widget.locator("html").evaluate(
    () =>
      new Promise<{ first: number; largest: number }>((tell) => {
        new PerformanceObserver((list) => {
          const [first] = performance.getEntriesByName("first-contentful-paint");
          const largest = list.getEntries().at(-1);
          tell({ first: first?.startTime ?? Infinity, largest: largest?.startTime ?? Infinity });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  console.log(`widget: first paint ${String(Math.round(paints.first))} ms, whole ${String(Math.round(paints.largest))} ms`);
  // A second is the goal; a machine that does other work beside is allowed more.
  expect(paints.first).toBeLessThan(3_000);
  expect(paints.largest).toBeLessThan(5_000);
});
