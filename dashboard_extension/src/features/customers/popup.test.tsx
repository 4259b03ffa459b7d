import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "../../test-kit";
import CustomerPopup from "./popup";
import { ANNA_ID, emptyAnswers } from "./testing";

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

  it("links to the full page", async () => {
    renderPage(<CustomerPopup />, { answers: emptyAnswers(), bridge: { ids: { customerId: "VXNlcjo3" } } });
    expect(await screen.findByRole("link", { name: "Open the full page" })).toHaveAttribute(
      "href",
      `/customers/${encodeURIComponent(ANNA_ID)}`,
    );
  });

  it("says so where nobody is meant", async () => {
    renderPage(<CustomerPopup />, { answers: emptyAnswers() });
    expect(await screen.findByText("The CRM does not know this customer")).toBeVisible();
  });
});
