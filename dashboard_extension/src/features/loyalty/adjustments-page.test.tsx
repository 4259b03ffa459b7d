/** How points are given and taken by hand, and approved by a second person. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused, renderPage, type Answers } from "../../test-kit";
import AdjustmentsPage from "./adjustments-page";
import { DONE } from "./open-tab";

const HOSTILE = "<img src=x onerror=alert(1)>";

describe("corrections", () => {
  const person = { id: "C1", firstName: "Ada", lastName: HOSTILE, email: "ada@example.com", userId: null };
  const answers: Answers = {
    LoyaltyRequests: { crmPointsAdjustmentRequests: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } },
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
    expect(await screen.findByText("There are no such requests.")).toBeInTheDocument();
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

  it("that wait are declined with a reason", async () => {
    const node = {
      id: "A1",
      state: "OPEN",
      profileId: "C1",
      points: 500,
      reason: "Late parcel",
      author: "user:1",
      authorName: "Anna Rossi",
      requestedAt: "2026-11-01T00:00:00Z",
      expiresAt: "2026-11-15T00:00:00Z",
      decidedBy: null,
      declinedBecause: "",
      program: { name: "Record Club", unitName: "points" },
    };
    const found = { edges: [{ node }], pageInfo: { hasNextPage: false, endCursor: null } };
    const { user, asked } = renderPage(<AdjustmentsPage />, {
      answers: {
        LoyaltyRequests: { crmPointsAdjustmentRequests: found },
        LoyaltyRequestDecline: { crmPointsAdjustmentDecline: DONE },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Decline" }));
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Decline" })).toBeDisabled();
    await user.type(within(dialog).getByRole("textbox", { name: /^Reason/ }), "No proof");
    await user.click(within(dialog).getByRole("button", { name: "Decline" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "LoyaltyRequestDecline")?.variables).toEqual({ id: "A1", reason: "No proof" });
    });
  });
});
