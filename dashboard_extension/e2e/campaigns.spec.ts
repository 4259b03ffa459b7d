import { expect, screen, test } from "./support/test";

screen("campaign-new", "/campaigns/new", "campaigns.new");

const LIST = `mutation List($name: String!) { crmSegmentCreate(name: $name) { segment { id number } errors { message } } }`;

test("staff writes a campaign, which is saved while it is written", async ({ crm, say, staff }) => {
  const name = `Spring ${String(Date.now())}`;
  await staff.ask(LIST, { name });
  const page = await crm.open("/campaigns/new");
  await page.getByRole("textbox", { name: say("campaigns.name") }).fill(name);
  await page.getByRole("button", { name: say("campaigns.next") }).click();
  await page
    .getByRole("group", { name: say("campaigns.lists") })
    .first()
    .getByRole("checkbox", { name: new RegExp(name) })
    .check();
  await expect(page.getByText(say("campaigns.save.incomplete"))).toBeVisible();
  await crm.inspect("campaign-audience");
});
