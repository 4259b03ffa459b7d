import { expect, screen, test } from "./support/test";

screen("stuck", "/stuck", "stuck.title");

/** Nothing gets stuck in a shop that works: the list is as the API would tell it, all else is the shop's own. */
const STUCK = {
  crmStuckDeliveries: {
    edges: ["41", "42"].map((key) => ({
      node: {
        id: `9000${key}`,
        handler: "loyalty.settle_orders",
        factCode: "order.paid",
        factKey: `order:${key}:1`,
        occurredAt: "2026-03-01T12:00:00Z",
        tries: 8,
        lastError: "OperationalError: deadlock detected",
      },
    })),
    pageInfo: { hasNextPage: false, endCursor: null },
  },
};

test("staff tries what is stuck again, and gives up the rest with a reason", async ({ crm, page, say }) => {
  const decisions: unknown[] = [];
  await page.route("**/graphql/", async (route) => {
    const { query, variables } = route.request().postDataJSON() as { query: string; variables: unknown };
    if (query.includes("query StuckList")) return route.fulfill({ json: { data: STUCK } });
    if (query.includes("mutation Stuck")) decisions.push(variables);
    return route.fallback();
  });
  const inside = await crm.open("/stuck");
  await inside.getByRole("checkbox", { name: say("stuck.chooseAll") }).check();
  await crm.inspect("stuck-chosen");
  await inside.getByRole("button", { name: say("stuck.retry", { count: 2 }) }).click();
  await expect.poll(() => decisions).toEqual([{ ids: STUCK.crmStuckDeliveries.edges.map(({ node }) => node.id) }]);

  const second = inside.getByRole("checkbox", { name: "order.paid order:42:1" });
  await expect(second).not.toBeChecked();
  await second.check();
  await inside.getByRole("button", { name: say("stuck.skip", { count: 1 }) }).click();
  const dialog = inside.getByRole("dialog");
  await dialog.getByRole("textbox", { name: say("stuck.reason") }).fill("A test's order");
  await crm.inspect("stuck-skip");
  await dialog.getByRole("button", { name: say("stuck.skipConfirm") }).click();
  await expect
    .poll(() => decisions.at(-1))
    .toEqual({ ids: [STUCK.crmStuckDeliveries.edges[1]?.node.id], reason: "A test's order" });
});
