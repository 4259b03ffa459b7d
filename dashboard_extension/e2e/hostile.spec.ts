/** Text that tries to be code stays text, in every place where people can write something. */
import type { FrameLocator } from "@playwright/test";

import { customer } from "./support/people";
import { expect, test } from "./support/test";

const HOSTILE = `<img src=x onerror="window.top.stolen=window.stolen=1"><script>window.stolen=1</script>{{7*7}}`;
const PROFILE = `query Profile($user: ID!) { crmProfile(user: $user) { id } }`;
const WRITE = `
  mutation Write($profile: ID!, $text: String!, $name: String!) {
    crmNoteAdd(profile: $profile, text: $text) { errors { message } }
    crmProfileAttributeSet(id: $profile, name: "motto", value: $text) { errors { message } }
    crmSegmentCreate(name: $name) { errors { message } }
  }`;

function stolen(inside: FrameLocator): Promise<unknown> {
  return inside.locator("html").evaluate(() => (window as { stolen?: number }).stolen);
}

test("hostile names, notes and attributes are shown as they were written @once", async ({ crm, page, say, staff }) => {
  const { id } = await customer(staff);
  const { crmProfile } = await staff.ask<{ crmProfile: { id: string } }>(PROFILE, { user: id });
  const name = `${HOSTILE} ${String(Date.now())}`;
  await staff.ask(WRITE, {
    profile: crmProfile.id,
    text: HOSTILE,
    name,
  });

  const segments = await crm.open("/segments");
  await expect(segments.getByText(name, { exact: false }).first()).toBeVisible();
  expect(await stolen(segments)).toBeUndefined();

  const widget = await crm.openHost(`/customers/${encodeURIComponent(id)}`);
  await expect(widget.getByRole("heading").first()).toBeVisible();
  expect(await stolen(widget)).toBeUndefined();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "CRM profile" }).click();
  const popup = await crm.inside();
  await expect(popup.getByText(HOSTILE, { exact: true })).toBeVisible();
  await popup.getByRole("tab", { name: say("customers.popup_notes") }).click();
  await expect(popup.getByText(HOSTILE, { exact: false }).first()).toBeVisible();
  expect(await stolen(popup)).toBeUndefined();
  expect(await page.evaluate(() => (window as { stolen?: number }).stolen)).toBeUndefined();
});
