import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, renderPage, type Answers } from "../../test-kit";
import { OrderWidget } from "./order-widget";
import { card, HOSTILE } from "./testing";

const ORDER_ID = "T3JkZXI6MQ==";
const order = (changes: object = {}) => ({
  id: ORDER_ID,
  status: "UNFULFILLED",
  loyaltyPoints: 84,
  ...changes,
});

function open(answers: Answers, ids: { orderId?: string } = { orderId: ORDER_ID }) {
  return renderPage(<OrderWidget />, { answers, bridge: { ids } });
}

describe("the widget beside an order", () => {
  it("says whose it is, what is open with them first, and what it earned", async () => {
    const follow = { id: "n1", text: "Call about boots", dueAt: "2020-01-01T09:00:00Z", doneAt: null };
    const { asked } = open({
      OrderCard: { order: order(), crmProfile: card({ notes: { edges: [{ node: follow }] } }) },
    });
    expect(await screen.findByRole("heading", { name: "Anna Rossi" })).toBeVisible();
    const lines = screen.getAllByRole("listitem").map((line) => line.textContent);
    expect(lines[0]).toMatch(/^To do Call about boots/);
    expect(lines.slice(1, 3)).toEqual(["Points of this order: 84", "169 stars · Tier Gold"]);
    expect(asked).toEqual([{ operation: "OrderCard", variables: { order: ORDER_ID } }]);
  });

  it("says nothing of points where the order takes part in no program", async () => {
    open({ OrderCard: { order: order({ loyaltyPoints: null }), crmProfile: card() } });
    expect(await screen.findByText("Anna Rossi")).toBeVisible();
    expect(screen.queryByText(/Points of this order/)).toBeNull();
  });

  it.each([
    ["DRAFT", "draft-order-popup"],
    ["UNFULFILLED", "order-popup"],
  ])("opens the profile above the page that it stands on: %s", async (status, popup) => {
    const { host, user } = open({ OrderCard: { order: order({ status }), crmProfile: card() } });
    await user.click(await screen.findByRole("button", { name: "Open profile" }));
    expect(host.openPopup).toHaveBeenCalledWith(popup, { orderId: ORDER_ID });
  });

  it.each([
    { order: order(), crmProfile: null },
    { order: order(), crmProfile: card({ erasedAt: "2026-01-01T00:00:00Z" }) },
  ])("says so where nobody is behind it", async (answer) => {
    open({ OrderCard: answer });
    expect(await screen.findByText("The CRM does not know this customer")).toBeVisible();
  });

  it("names the permission that is missing", async () => {
    open({ OrderCard: denied("MANAGE_ORDERS") });
    expect(await screen.findByText("MANAGE_ORDERS")).toBeVisible();
  });

  it("keeps markup as text", async () => {
    const { container } = open({ OrderCard: { order: order(), crmProfile: card({ lastName: HOSTILE }) } });
    expect(await screen.findByText(HOSTILE, { exact: false })).toBeVisible();
    expect(container.querySelector("img")).toBeNull();
  });
});
