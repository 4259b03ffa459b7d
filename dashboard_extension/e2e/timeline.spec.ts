/** A timeline of a hundred thousand entries: however far one goes back, little is kept. */
import type { FrameLocator, Page } from "@playwright/test";
import { profile, profilePath, REGULAR_EMAIL } from "./support/people";
import { expect, test } from "./support/test";

/** 300 entries are kept: the first clicks fill the window, the others move it. */
const TO_FILL = 5;
const TO_MOVE = 40;

interface Weight {
  readonly nodes: number;
  readonly megabytes: number;
}

async function weigh(shell: Page, inside: FrameLocator): Promise<Weight> {
  const nodes = await inside.locator("*").count();
  const devtools = await shell.context().newCDPSession(shell);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  await devtools.detach();
  return { nodes, megabytes: usedSize / 2 ** 20 };
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Infinity;
}

test("a hundred thousand entries are read without growing @once", async ({ crm, say, staff }) => {
  test.slow();
  const page = await crm.open(profilePath(await profile(staff, REGULAR_EMAIL)));
  const older = page.getByRole("button", {
    name: say("ui.list.older", { label: say("customers.timeline_label") }),
  });
  const times = page.locator(".crm-customers__entry time");
  await expect(times).toHaveCount(50);

  /** Loads an older page; returns how many milliseconds it took until it was there. */
  const goBack = async (): Promise<number> => {
    const last = (await times.last().getAttribute("datetime")) ?? "";
    const began = Date.now();
    await older.click();
    await expect(times.last()).not.toHaveAttribute("datetime", last);
    return Date.now() - began;
  };

  for (let click = 0; click < TO_FILL; click += 1) await goBack();
  await expect(times).toHaveCount(300);
  const full = await weigh(crm.page, page);
  const waits: number[] = [];
  for (let click = 0; click < TO_MOVE; click += 1) waits.push(await goBack());
  await expect(times).toHaveCount(300);
  const moved = await weigh(crm.page, page);
  const [early, late] = [middle(waits.slice(0, 10)), middle(waits.slice(-10))];
  console.log(`timeline: ${JSON.stringify({ full, moved, early, late })}`);

  expect(moved.nodes).toBeLessThan(full.nodes * 1.1);
  expect(moved.megabytes).toBeLessThan(full.megabytes * 1.5);
  expect(late).toBeLessThan(early * 3 + 500);
  await crm.inspect("timeline-far-back");
  await page
    .getByRole("button", { name: say("ui.list.newer", { label: say("customers.timeline_label") }) })
    .click();
  await expect(times).toHaveCount(300);
});
