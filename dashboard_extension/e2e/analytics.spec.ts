/** Figures: for a period and a channel, beside the time before, as tables and files, and on to segments. */
import { readFileSync } from "node:fs";

import { expect, screen, test } from "./support/test";

screen("analytics", "/analytics", "analytics.title");

test("staff looks at another period and channel, and a colleague sees the same by the link", async ({ crm, page, say }) => {
  const inside = await crm.open("/analytics");
  const glance = inside.getByRole("region", { name: say("analytics.at_a_glance") });
  await expect(glance.getByLabel(say("ui.definition", { term: say("analytics.tile.new_people") }))).toBeVisible();
  await inside.getByRole("combobox", { name: say("analytics.period"), exact: true }).selectOption("90");
  await inside.getByRole("combobox", { name: say("analytics.channel"), exact: true }).selectOption({ index: 1 });
  await inside.getByRole("switch", { name: say("analytics.compare") }).click();
  await expect(inside.getByRole("switch", { name: say("analytics.compare") })).not.toBeChecked();
  await crm.inspect("analytics-channel");

  await expect(page).toHaveURL(/period=90&channel=[^&]+&compare=no/);
  await page.reload();
  const again = await crm.inside();
  await expect(again.getByRole("combobox", { name: say("analytics.period"), exact: true })).toHaveValue("90");
  await expect(again.getByRole("switch", { name: say("analytics.compare") })).not.toBeChecked();
});

test("every figure is a table too, and a file", async ({ crm, page, say }) => {
  const inside = await crm.open("/analytics?period=all");
  const figures = inside.getByRole("figure");
  await expect(figures.first()).toBeVisible();
  await expect(inside.locator("[aria-busy=true], .crm-skeleton")).toHaveCount(0);
  for (const figure of await figures.all()) {
    await figure.getByRole("button", { name: say("ui.figure.table") }).click();
    await expect(figure.getByRole("table")).toBeVisible();
  }
  await crm.inspect("analytics-tables");

  const saving = page.waitForEvent("download");
  await figures.first().getByRole("button", { name: say("ui.figure.csv") }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const [head] = readFileSync(await file.path(), "utf8").split("\r\n");
  expect(head).toBe(`\uFEFF${[say("analytics.month"), say("analytics.first_order"), say("analytics.came_back")].join(",")}`);
});

test("a number explains itself, and leads to a segment of its people", async ({ crm, say }) => {
  const inside = await crm.open("/analytics?period=all");
  const term = say("analytics.tile.repeat_rate");
  await inside.getByLabel(say("ui.definition", { term })).click();
  await expect(inside.getByText(/^(Of the people whose first order|Delle persone il cui primo ordine|首单在所选时段内的人)/)).toBeVisible();
  await expect(inside.locator("time").first()).toBeVisible();
  await crm.inspect("analytics-definition");

  await inside.getByRole("link", { name: say("analytics.segment_of", { people: say("analytics.funnel.repeat_customer") }) }).click();
  await expect(inside.getByRole("spinbutton", { name: say("segments.value.one") })).toHaveValue("2");
});
