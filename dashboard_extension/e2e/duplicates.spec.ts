/** Duplicates: suggested, compared, merged and parted again, or told apart. */
import type { FrameLocator } from "@playwright/test";
import { expect, screen, test } from "./support/test";

screen("duplicates", "/duplicates", "customers.duplicates");

/** The first suggestion that is to be decided, and name and e-mail of the first of the two. */
async function suggestion(page: FrameLocator, say: (id: string) => string) {
  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: say("customers.compare_and_merge") }) })
    .first();
  const words = await card.getByRole("link").first().innerText();
  const [name, email] = words.split(" · ");
  if (!name || !email) throw new Error(`No name and e-mail stand in "${words}".`);
  return { card, name, email };
}

test("staff merges two profiles, and undoes it", async ({ crm, say }) => {
  const page = await crm.open("/duplicates");
  const { card, name } = await suggestion(page, say);
  await card.getByRole("button", { name: say("customers.compare_and_merge") }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(say("customers.merge_reversible"))).toBeVisible();
  await crm.inspect("duplicates-compare");
  await dialog.getByRole("button", { name: say("customers.merge_send"), exact: true }).click();
  await expect(crm.page.getByText(say("customers.merge_done"))).toBeVisible();

  await page.getByRole("tab", { name: say("customers.duplicates_MERGED") }).click();
  // Those of the look before stand there too.
  await page.getByRole("listitem").filter({ hasText: name }).getByRole("link").first().click();
  await page.getByRole("tab", { name: say("customers.tab_identity") }).click();
  await crm.inspect("customer-merged");

  await page.getByRole("button", { name: say("customers.part"), exact: true }).click();
  const confirm = page.getByRole("dialog");
  await confirm.getByRole("button", { name: say("customers.part"), exact: true }).click();
  await expect(crm.page.getByText(say("customers.part_done"))).toBeVisible();
  await expect(page.getByText(say("customers.parted"), { exact: false }).first()).toBeVisible();
  await crm.inspect("customer-parted");
});

test("staff says that two profiles are two people", async ({ crm, say }) => {
  const page = await crm.open("/duplicates");
  const { card, email } = await suggestion(page, say);
  await card.getByRole("button", { name: say("customers.dismiss") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("customers.dismiss") })
    .click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toHaveCount(0);

  await page.getByRole("tab", { name: say("customers.duplicates_DISMISSED") }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();
  await crm.inspect("duplicates-dismissed");
});
