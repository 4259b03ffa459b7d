import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../../test-kit";
import CustomerPopup from "./popup";
import { ANNA_ID, customer, emptyAnswers } from "./testing";

describe("the popup above the Dashboard's page", () => {
  it.each([
    [{ ids: { customerId: "VXNlcjo3" } }, { user: "VXNlcjo3" }],
    [{ ids: { orderId: "T3JkZXI6MQ==" } }, { order: "T3JkZXI6MQ==" }],
    [{ params: { customerId: "VXNlcjo3" } }, { user: "VXNlcjo3" }],
    [{ params: { orderId: "T3JkZXI6MQ==" } }, { order: "T3JkZXI6MQ==" }],
  ])("is about whom the menu or the widget says: %j", async (bridge, variables) => {
    const { asked } = renderPage(<CustomerPopup />, { answers: emptyAnswers(), bridge });
    expect(await screen.findByRole("heading", { level: 1, name: "Anna Rossi" })).toBeVisible();
    expect(asked[0]).toEqual({ operation: "Customer", variables });
  });

  it("leaves for the full page", async () => {
    const { user, host } = renderPage(<CustomerPopup />, {
      answers: { ...emptyAnswers(), Customer: { crmProfile: customer() } },
      bridge: { ids: { customerId: "VXNlcjo3" } },
    });
    await user.click(await screen.findByRole("button", { name: "Open the full page" }));
    expect(host.openPage).toHaveBeenCalledWith(`/customers/${encodeURIComponent(ANNA_ID)}`);
  });

  it("says so where nobody is meant", async () => {
    renderPage(<CustomerPopup />, { answers: emptyAnswers() });
    expect(await screen.findByText("The CRM does not know this customer")).toBeVisible();
  });
});
