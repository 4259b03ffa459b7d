import { expect, screen, test } from "./support/test";

screen("imports", "/imports", "imports.title");

test("staff brings in a file, looks at what would come of it, and runs it", async ({ crm, say, look }) => {
  const stamp = `${look.locale}-${String(Date.now())}`.toLowerCase();
  const rows = [1, 2, 3].map((one) => `guest-${String(one)}-${stamp}@example.com,Guest ${String(one)}`);
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(`email,first name\n${rows.join("\n")}\n`) };
  const page = await crm.open("/imports/new");
  await page.getByLabel(say("imports.file")).setInputFiles(file);
  await page.getByRole("button", { name: say("imports.send") }).click();

  await page.getByRole("button", { name: say("imports.step.rehearse") }).click();
  await expect(page.getByText(say("imports.next.REHEARSED"))).toBeVisible({ timeout: 60_000 });
  await crm.inspect("import-rehearsed");
  await page.getByRole("button", { name: say("imports.step.run"), exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("imports.step.run") }).click();
  await expect(page.getByText(say("imports.next.DONE"))).toBeVisible({ timeout: 60_000 });
  await crm.inspect("import-done");
});
