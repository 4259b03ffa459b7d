import { expect, screen, test } from "./support/test";

const WHO_AM_I = `{ me { firstName lastName } }`;
const CREATE = `
  mutation Create($name: String!) {
    crmSegmentCreate(name: $name) { segment { id } errors { message } }
  }`;

interface Me {
  readonly me: { readonly firstName: string; readonly lastName: string };
}

screen("audit", "/audit", "audit.title");

test("staff sees who changed one thing, by name, and all changes again", async ({ crm, say, staff }) => {
  const { me } = await staff.ask<Me>(WHO_AM_I);
  const name = `Audited ${String(Date.now())}`;
  await staff.ask(CREATE, { name });
  const page = await crm.open("/audit");
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByText(`${me.firstName} ${me.lastName}`.trim() || say("ui.author.user", { number: 1 }))).toBeVisible();

  await row.getByRole("button", { name: say("audit.onlyThis") }).click();
  await expect(page.getByRole("button", { name: say("audit.showAll") })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  await crm.inspect("audit-one-thing");
  await page.getByRole("button", { name: say("audit.showAll") }).click();
  await expect(page.getByRole("button", { name: say("audit.showAll") })).toHaveCount(0);
});
