import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused, renderPage, type Answers } from "../../test-kit";
import CustomerPage from "./customer-page";
import DuplicatesPage from "./duplicates-page";
import PointsRequestsPage from "./points-requests-page";
import { ANNA_ID, customer, emptyAnswers } from "./testing";

const BRUNO_ID = "Q3JtUHJvZmlsZTo5";
const NO_MORE = { hasNextPage: false, endCursor: null };

function openTab(tab: string, answers: Answers) {
  return renderPage(<CustomerPage />, {
    path: "/customers/:id",
    address: `/customers/${ANNA_ID}?tab=${tab}`,
    answers: { ...emptyAnswers(), ...answers },
  });
}

const PROGRAM = { id: "P1", name: "Club", unitName: "stars", isActive: true, ladder: null };
const ACCOUNT = {
  program: PROGRAM,
  balance: 169,
  pending: 0,
  reserved: 0,
  owed: 0,
  leftAt: null,
  pointsEndAt: null,
  acceptedTerms: null,
  isExcluded: false,
  tier: null,
  nextExpiries: [],
  exclusions: [],
  tierDecisions: { edges: [] },
};
const POINTS: Answers = {
  CustomerAccounts: { crmProfile: { id: ANNA_ID, loyaltyAccounts: [ACCOUNT] } },
  CustomerPoints: {
    crmProfile: {
      id: ANNA_ID,
      loyaltyAccounts: [{ program: { id: "P1" }, history: { pageInfo: NO_MORE, edges: [] } }],
    },
  },
};

describe("points", () => {
  it("asks a second person where the program wants one, under the same key", async () => {
    const { asked, host, user } = openTab("points", {
      ...POINTS,
      PointsAdjust: refused("crmPointsAdjust", "points", "Above the limit", "NEEDS_SECOND_PERSON"),
      PointsRequestCreate: {
        crmPointsAdjustmentRequestCreate: { request: { id: "R1", expiresAt: "2026-12-01T00:00:00Z" }, errors: [] },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Adjust points" }));
    const dialog = await screen.findByRole("dialog", { name: "Adjust points: Club" });
    const send = within(dialog).getByRole("button", { name: "Move the points" });
    expect(send).toBeDisabled();

    await user.type(within(dialog).getByRole("spinbutton", { name: "Points" }), "5000");
    await user.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Lost parcel");
    await user.click(send);
    await user.click(await within(dialog).findByRole("button", { name: "Ask a second person" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "A second person was asked" });
    });
    const [first, second] = asked.filter(({ operation }) => operation.startsWith("Points"));
    expect(first?.variables).toMatchObject({ points: 5000, reason: "Lost parcel", program: "P1" });
    expect(second?.variables).toEqual(first?.variables);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("shows by the field why points were refused, and keeps what was typed", async () => {
    const { user } = openTab("points", {
      ...POINTS,
      PointsAdjust: refused("crmPointsAdjust", "points", "Only 169 points are there", "INSUFFICIENT_POINTS"),
    });
    await user.click(await screen.findByRole("button", { name: "Adjust points" }));
    const points = await screen.findByRole("spinbutton", { name: "Points" });

    await user.type(points, "-200");
    await user.type(screen.getByRole("textbox", { name: "Reason" }), "Mistake");
    await user.click(screen.getByRole("button", { name: "Move the points" }));

    await waitFor(() => {
      expect(points).toHaveAccessibleDescription(/Only 169 points are there/);
    });
    expect(points).toHaveValue(-200);
  });

  it("has requests decided by somebody else, with a reason where they are declined", async () => {
    const request = {
      id: "R1",
      state: "OPEN",
      profileId: ANNA_ID,
      points: 5000,
      reason: "Lost parcel",
      author: "user:3",
      authorName: "Anna Rossi",
      requestedAt: "2026-11-20T00:00:00Z",
      expiresAt: "2026-12-01T00:00:00Z",
      decidedBy: null,
      decidedAt: null,
      declinedBecause: "",
      program: PROGRAM,
    };
    const { asked, user } = renderPage(<PointsRequestsPage />, {
      answers: {
        PointsRequests: { crmPointsAdjustmentRequests: { pageInfo: NO_MORE, edges: [{ node: request }] } },
        PointsRequestApprove: refused("crmPointsAdjustmentApprove", null, "You asked for it yourself"),
        PointsRequestDecline: { crmPointsAdjustmentDecline: { request: null, errors: [] } },
      },
    });

    await user.click(await screen.findByRole("button", { name: "Approve" }));
    expect(await screen.findByText("You asked for it yourself")).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Decline" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Decline" })).toBeDisabled();
    await user.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Too much");
    await user.click(within(dialog).getByRole("button", { name: "Decline" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "PointsRequestDecline")?.variables).toEqual({
        id: "R1",
        reason: "Too much",
      });
    });
  });
});

describe("consent", () => {
  it("records what the person said in the store", async () => {
    const { asked, user } = openTab("consent", {
      CustomerConsentHistory: { crmProfile: { id: ANNA_ID, consentHistory: { pageInfo: NO_MORE, edges: [] } } },
      ConsentRecord: { crmConsentRecord: { errors: [] } },
    });

    await user.selectOptions(await screen.findByRole("combobox", { name: "Answer" }), "allowed");
    await user.selectOptions(screen.getByRole("combobox", { name: "Told" }), "in the store");
    await user.click(screen.getByRole("button", { name: "Record" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "ConsentRecord")?.variables).toEqual({
        profile: ANNA_ID,
        source: "STORE",
        input: { channel: "email", purpose: "MARKETING", listCode: null, isGranted: true },
      });
    });
  });
});

describe("privacy", () => {
  const EXPORTS = { CustomerExports: { crmProfile: { ...customer(), exports: [] } } };

  it("erases only after the address was typed, and tells what is gone", async () => {
    const { asked, user } = openTab("privacy", {
      ...EXPORTS,
      ProfileErase: {
        crmProfileErase: { erasedAt: "2026-11-22T00:00:00Z", rows: [{ kind: "notes", rows: 3 }], errors: [] },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Erase this person" }));
    const dialog = await screen.findByRole("dialog");
    const send = within(dialog).getByRole("button", { name: "Erase for good" });

    await user.type(within(dialog).getByRole("textbox"), "anna@example.co");
    expect(send).toBeDisabled();
    await user.type(within(dialog).getByRole("textbox"), "m");
    await user.click(send);

    expect(await screen.findByText("Notes and timeline: 3")).toBeVisible();
    expect(asked.find(({ operation }) => operation === "ProfileErase")?.variables).toEqual({ id: ANNA_ID });
  });

  it("shows how far a copy has come, and where it is", async () => {
    const copy = { askedAt: "2026-11-22T00:00:00Z", size: 10, expiresAt: "2026-11-23T00:00:00Z", partsTotal: 8 };
    openTab("privacy", {
      CustomerExports: {
        crmProfile: {
          ...customer(),
          exports: [
            { ...copy, id: "E2", state: "RUNNING", partsDone: 3, url: null },
            { ...copy, id: "E1", state: "READY", partsDone: 8, url: "https://shop.example/copy" },
          ],
        },
      },
    });

    expect(await screen.findByRole("progressbar", { name: "Parts of the copy" })).toHaveValue(3);
    expect(screen.getByRole("link", { name: "Download" })).toHaveAttribute("href", "https://shop.example/copy");
    expect(screen.getByRole("button", { name: "Make a copy" })).toBeDisabled();
  });
});

describe("merging", () => {
  const beside = (id: string, firstName: string) => ({
    ...customer({ id, firstName }),
    identifiers: [],
    insight: { orders: { orders: 2, lastOrderAt: null } },
    loyaltyAccounts: [],
  });
  const TWO = {
    TwoProfiles: { one: beside(ANNA_ID, "Anna"), other: beside(BRUNO_ID, "Ana") },
    MergePreview: {
      crmMergePreview: { moves: [{ place: "crm_note", rows: 2 }], stays: [] },
    },
  };
  const suggestion = {
    id: "S1",
    one: ANNA_ID,
    other: BRUNO_ID,
    score: 92,
    reasons: ["SAME_PHONE", "SIMILAR_NAME"],
    state: "OPEN",
    foundAt: "2026-11-20T00:00:00Z",
    decidedAt: null,
    decidedBy: "",
  };
  const SUGGESTED = {
    ...TWO,
    DuplicateSuggestions: { crmDuplicateSuggestions: { pageInfo: NO_MORE, edges: [{ node: suggestion }] } },
  };

  it("shows the reasons, what would move, and merges into the chosen profile", async () => {
    const { asked, user } = renderPage(<DuplicatesPage />, {
      answers: {
        ...SUGGESTED,
        ProfilesMerge: { crmProfilesMerge: { merge: { id: "M1" }, errors: [] } },
      },
    });
    expect(await screen.findByText("same phone")).toBeVisible();
    expect(screen.getByText("92 % likely")).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Compare and merge" }));
    const dialog = await screen.findByRole("dialog", { name: "Make one person of two" });
    expect(await within(dialog).findByText("Would move: 2 rows")).toBeVisible();
    await user.selectOptions(within(dialog).getByRole("combobox"), BRUNO_ID);
    await user.click(within(dialog).getByRole("button", { name: "Merge" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "ProfilesMerge")?.variables).toEqual({
        profile: ANNA_ID,
        into: BRUNO_ID,
      });
    });
  });

  it("keeps a dialog open that was refused", async () => {
    const { user } = renderPage(<DuplicatesPage />, {
      answers: { ...SUGGESTED, DuplicateDismiss: refused("crmDuplicateDismiss", "id", "Merged meanwhile") },
    });

    await user.click(await screen.findByRole("button", { name: "These are two people" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "These are two people" }));

    expect(await within(dialog).findByText("Merged meanwhile")).toBeVisible();
  });

  it("begins from the person's page with somebody who is looked for", async () => {
    const node = (id: string, firstName: string) => ({
      node: { id, firstName, lastName: "", email: `${id}@example.com`, userId: null },
    });
    const { asked, user } = openTab("identity", {
      ...TWO,
      CustomerIdentity: { crmProfile: { id: ANNA_ID, identifiers: [], merges: [] } },
      People: {
        crmProfiles: { pageInfo: { hasNextPage: false }, edges: [node(ANNA_ID, "Anna"), node(BRUNO_ID, "Ana")] },
      },
    });

    await user.type(await screen.findByRole("combobox", { name: "Find the other profile" }), "an");
    await screen.findByRole("option", { name: /^Ana/ });
    expect(screen.queryByRole("option", { name: /^Anna/ })).toBeNull();
    await user.keyboard("{ArrowDown}{Enter}");

    expect(await screen.findByRole("dialog", { name: "Make one person of two" })).toBeVisible();
    expect(asked.find(({ operation }) => operation === "TwoProfiles")?.variables).toEqual({
      one: ANNA_ID,
      other: BRUNO_ID,
    });
  });

  it("undoes a merge after a question", async () => {
    const merge = {
      id: "M1",
      source: BRUNO_ID,
      into: ANNA_ID,
      mergedAt: "2026-11-20T00:00:00Z",
      author: "user:3",
      authorName: "Anna Rossi",
      partedAt: null,
      partedBy: "",
      moved: [{ place: "crm_note", rows: 2 }],
      kept: [],
    };
    const { asked, user } = openTab("identity", {
      CustomerIdentity: { crmProfile: { id: ANNA_ID, identifiers: [], merges: [merge] } },
      ProfilesPart: { crmProfilesPart: { merge: null, errors: [] } },
    });

    await user.click(await screen.findByRole("button", { name: "Undo the merge" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Undo the merge" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "ProfilesPart")?.variables).toEqual({ id: "M1" });
    });
  });
});
