import { expect, screen, test } from "./support/test";

screen("imports", "/imports", "imports.title");

test("staff brings in a file, looks at what would come of it, runs it and fetches what was refused", async ({ crm, say, look, request }) => {
  // A worker reads, judges and carries out, each when it comes to it.
  test.slow();
  const stamp = `${look.locale}-${String(Date.now())}`.toLowerCase();
  const guests = [1, 2, 3].map((one) => `guest-${String(one)}-${stamp}@example.com,Guest ${String(one)}`);
  const rows = [...guests, "nobody,No Address"];
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(`email,first name\n${rows.join("\n")}\n`) };
  const page = await crm.open("/imports/new");
  await page.getByLabel(say("imports.file")).setInputFiles(file);
  await page.getByRole("button", { name: say("imports.send") }).click();

  await page.getByRole("button", { name: say("imports.step.rehearse") }).click();
  await expect(page.getByText(say("imports.next.REHEARSED"))).toBeVisible({ timeout: 60_000 });
  const faults = page.getByRole("table", { name: say("imports.faults") });
  // As a spreadsheet counts: the header is row 1.
  await expect(faults.getByRole("rowheader", { name: "5", exact: true })).toBeVisible();
  await crm.inspect("import-rehearsed");
  await page.getByRole("button", { name: say("imports.step.run"), exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("imports.step.run") }).click();
  await expect(page.getByText(say("imports.next.DONE"))).toBeVisible({ timeout: 60_000 });
  const address = await page.getByRole("link", { name: say("imports.faults.file") }).getAttribute("href");
  expect(await (await request.get(address ?? "")).text()).toContain("nobody");
  await crm.inspect("import-done");
  const list = await crm.open("/imports");
  await expect(list.getByRole("row").filter({ hasText: file.name }).first()).toBeVisible();
  await crm.inspect("imports-list");
});
