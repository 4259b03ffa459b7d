/** How points are given and taken by hand, and who decides where they are many. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused, renderPage, type Answers } from "../../test-kit";
import AdjustmentsPage from "./adjustments-page";
import { DONE } from "./open-tab";

const HOSTILE = "<img src=x onerror=alert(1)>";

describe("corrections", () => {
  const person = { id: "C1", firstName: "Ada", lastName: HOSTILE, email: "ada@example.com", userId: null };
  const answers: Answers = {
    People: { crmProfiles: { pageInfo: { hasNextPage: false }, edges: [{ node: person }] } },
    LoyaltyPerson: {
      crmProfile: { ...person, loyaltyAccounts: [{ balance: 40, pending: 2, program: { id: "P1", name: "Record Club", unitName: "points" } }] },
      crmPrograms: [{ id: "P1", name: "Record Club", unitName: "points", adjustmentLimit: 100 }],
    },
  };

  it("above the limit are asked of a second person, by the same key", async () => {
    const { user, asked, host } = renderPage(<AdjustmentsPage />, {
      answers: {
        ...answers,
        LoyaltyPointsAdjust: refused("crmPointsAdjust", "points", "Too many.", "NEEDS_SECOND_PERSON"),
        LoyaltyRequestCreate: { crmPointsAdjustmentRequestCreate: DONE },
      },
    });
    expect(screen.getByRole("link", { name: "Points to approve" })).toHaveAttribute("href", "/points-requests");
    await user.type(screen.getByRole("combobox", { name: "Find a member" }), "ada");
    await user.click(await screen.findByRole("option", { name: `Ada ${HOSTILE} ada@example.com` }));
    await user.type(await screen.findByRole("spinbutton", { name: /^Points/ }), "500");
    await user.type(screen.getByRole("textbox", { name: /^Reason/ }), "Late parcel");
    await user.click(screen.getByRole("button", { name: "Correct points" }));
    await user.click(await screen.findByRole("button", { name: "Ask for approval" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "A second person can decide now." });
    });
    const [first, second] = asked.filter(({ operation }) => /Adjust$|RequestCreate$/.test(operation));
    expect(first?.variables).toMatchObject({ program: "P1", profile: "C1", points: 500, reason: "Late parcel" });
    expect(second?.variables).toEqual(first?.variables);
    expect(document.querySelector("img")).toBeNull();
  });
});
