/** What staff see and do on the pages of loyalty programs. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage, silent, type Answers } from "../../test-kit";
import AdjustmentsPage from "./adjustments-page";
import NewProgramPage from "./new-program-page";
import ProgramPage from "./program-page";
import ProgramsPage from "./programs-page";
import { CHANNELS, PROGRAM, RATE_SCHEMA } from "./sample";

const HOSTILE = "<img src=x onerror=alert(1)>";
const PAGE = { crmProgram: PROGRAM, channels: CHANNELS };
const DONE = { errors: [] };

function openTab(tab: string, answers: Answers = {}) {
  return renderPage(<ProgramPage />, {
    path: "/loyalty/programs/:id/:tab",
    address: `/loyalty/programs/P1/${tab}`,
    answers: { LoyaltyProgramPage: PAGE, ...answers },
  });
}

describe("the list of programs", () => {
  const summary = { id: "P1", code: "club", name: "Record Club", isActive: true, channels: ["main"], rules: [{ id: "R1" }], ladder: null };

  it("leads to each program and says how many things are missing", async () => {
    renderPage(<ProgramsPage />, {
      answers: { LoyaltyPrograms: { crmPrograms: [{ ...summary, problems: [{ code: "no_rule" }] }] } },
    });

    expect(await screen.findByRole("link", { name: "Record Club" })).toHaveAttribute("href", "/loyalty/programs/P1");
    expect(screen.getByText("1 thing is missing")).toBeInTheDocument();
  });

  it("says why it is empty", async () => {
    renderPage(<ProgramsPage />, { answers: { LoyaltyPrograms: { crmPrograms: [] } } });
    expect(await screen.findByText("There is no loyalty program yet")).toBeInTheDocument();
  });

  it("names the permission that is missing", async () => {
    renderPage(<ProgramsPage />, { answers: { LoyaltyPrograms: denied("MANAGE_DISCOUNTS") } });
    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeInTheDocument();
  });

  it("is busy while it loads, and can be asked again after a failure", async () => {
    const { container, unmount } = renderPage(<ProgramsPage />, { answers: { LoyaltyPrograms: silent() } });
    await waitFor(() => {
      expect(container.querySelector("[aria-busy=true]")).not.toBeNull();
    });
    unmount();
    const { answers, user } = renderPage(<ProgramsPage />, { answers: { LoyaltyPrograms: failed("Broken.") } });
    await screen.findByText("Broken.");
    answers["LoyaltyPrograms"] = { crmPrograms: [] };
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("There is no loyalty program yet")).toBeInTheDocument();
  });

  it("shows names of others as text", async () => {
    renderPage(<ProgramsPage />, { answers: { LoyaltyPrograms: { crmPrograms: [{ ...summary, name: HOSTILE, problems: [] }] } } });
    expect(await screen.findByText(HOSTILE)).toBeInTheDocument();
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("a new program", () => {
  it("is made of a name, a code and channels, and leads to its rules", async () => {
    const { user, asked, router } = renderPage(<NewProgramPage />, {
      path: "/loyalty/new",
      answers: {
        LoyaltyChannels: { channels: CHANNELS },
        LoyaltyProgramCreate: { crmProgramCreate: { program: { id: "P2" }, ...DONE } },
      },
    });
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Club");
    await user.type(screen.getByRole("textbox", { name: /^Code/ }), "club");
    await user.click(await screen.findByRole("checkbox", { name: "Other" }));
    await user.click(screen.getByRole("button", { name: "Make the program" }));

    await waitFor(() => {
      expect(router.state.location?.pathname).toBe("/loyalty/programs/P2/rules");
    });
    expect(asked.find(({ operation }) => operation === "LoyaltyProgramCreate")?.variables).toEqual({
      input: { name: "Club", code: "club", channels: ["other"] },
    });
  });
});

describe("settings", () => {
  it("sends what was changed and nothing else", async () => {
    const { user, asked, host } = openTab("settings", {
      LoyaltyProgramUpdate: { crmProgramUpdate: { program: PROGRAM, ...DONE } },
    });
    const save = await screen.findByRole("button", { name: "Save changes" });
    expect(save).toBeDisabled();
    await user.clear(screen.getByRole("spinbutton", { name: /^Points wait after goods/ }));
    await user.type(screen.getByRole("spinbutton", { name: /^Points wait after goods/ }), "21");
    await user.clear(screen.getByRole("textbox", { name: "One point is worth, in EUR" }));
    await user.type(screen.getByRole("textbox", { name: "One point is worth, in EUR" }), "0.02");
    await user.click(save);

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Saved." });
    });
    expect(asked.find(({ operation }) => operation === "LoyaltyProgramUpdate")?.variables).toEqual({
      id: "P1",
      input: { returnWindowDays: 21, worthPerPoint: [{ currency: "EUR", worthPerPoint: "0.02" }] },
    });
  });

  it("shows a refusal by its field, and keeps what was written when the shop is away", async () => {
    const { user, answers } = openTab("settings", {
      LoyaltyProgramUpdate: refused("crmProgramUpdate", "timeZone", "There is no time zone 'Nowhere'."),
    });
    const zone = await screen.findByRole("textbox", { name: /^Time zone/ });
    await user.clear(zone);
    await user.type(zone, "Nowhere");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await waitFor(() => {
      expect(zone).toHaveAccessibleDescription(/There is no time zone/);
    });

    answers["LoyaltyProgramUpdate"] = offline();
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText(/What you have written is kept/)).toBeInTheDocument();
    expect(zone).toHaveValue("Nowhere");
  });

  it("says what is missing and where to set it", async () => {
    const problems = [{ code: "missing_worth", message: "", currency: "EUR", rule: null }];
    openTab("settings", { LoyaltyProgramPage: { ...PAGE, crmProgram: { ...PROGRAM, problems } } });
    expect(await screen.findByText(/not set what a point is worth in EUR/)).toBeInTheDocument();
  });
});

describe("rules", () => {
  const types = [
    { code: "per_amount_spent", label: "Points per amount spent", occasion: "order", settingsSchema: RATE_SCHEMA },
    {
      code: "of_a_plugin",
      label: "Points for a review",
      occasion: "order",
      settingsSchema: { properties: { note: { type: "string", title: "Note" } }, required: [] },
    },
  ];

  it("are told in words, and one is added by the form of its kind", async () => {
    const { user, asked } = openTab("rules", {
      LoyaltyRuleTypes: { crmEarningRuleTypes: types },
      LoyaltyRuleAdd: { crmEarningRuleAdd: { rule: { id: "R2" }, ...DONE } },
    });
    expect(await screen.findByText("2 for each €1.00")).toBeInTheDocument();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Rule" }), "Money spent");
    await user.click(screen.getByRole("button", { name: "Add" }));
    const euro = screen.getByRole("group", { name: "EUR" });
    await user.type(within(euro).getByRole("spinbutton", { name: /For each/ }), "10");
    await user.type(within(euro).getByRole("spinbutton", { name: /Points/ }), "1");
    await user.click(screen.getByRole("button", { name: "Add a rule" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "LoyaltyRuleAdd")?.variables).toEqual({
        program: "P1",
        input: { code: "per_amount_spent", settings: { by_currency: { EUR: { amount: "10", points: 1 } } } },
      });
    });
  });

  it("of kinds that came later have a form too", async () => {
    const { user } = openTab("rules", { LoyaltyRuleTypes: { crmEarningRuleTypes: types } });
    await user.selectOptions(await screen.findByRole("combobox", { name: "Rule" }), "Points for a review");
    expect(screen.getByRole("textbox", { name: "Note" })).toBeInTheDocument();
  });

  it("end when that is confirmed, and say why when they cannot", async () => {
    const { user, asked } = openTab("rules", {
      LoyaltyRuleTypes: { crmEarningRuleTypes: [] },
      LoyaltyRuleEnd: refused("crmEarningRuleEnd", null, "The next rule begins before."),
    });
    await user.click(await screen.findByRole("button", { name: "End “Money spent”" }));
    const dialog = screen.getByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "End the rule" }));

    expect(await within(dialog).findByText("The next rule begins before.")).toBeInTheDocument();
    expect(asked.find(({ operation }) => operation === "LoyaltyRuleEnd")?.variables).toEqual({ id: "R1", endsAt: null });
  });
});

describe("tiers", () => {
  it("say what reaches them, and a new one takes the next place", async () => {
    const { user, asked } = openTab("tiers", { LoyaltyTierAdd: { crmTierAdd: { tier: { id: "T2" }, ...DONE } } });
    const table = await screen.findByRole("table", { name: "Tiers" });
    expect(within(table).getByText("€150.00")).toBeInTheDocument();
    expect(within(table).getByText("1.5 times the points")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Add a tier" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByRole("textbox", { name: /^Name/ }), "Gold");
    await user.type(within(dialog).getByRole("textbox", { name: /^Code/ }), "gold");
    await user.type(within(dialog).getByRole("spinbutton", { name: /^Spending/ }), "400");
    await user.click(within(dialog).getByRole("button", { name: "Save the tier" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "LoyaltyTierAdd")?.variables).toEqual({
        ladder: "L1",
        input: {
          code: "gold",
          name: "Gold",
          rank: 2,
          thresholds: [{ currency: "EUR", value: "400" }],
          multiplier: "1",
          hasEarlyAccess: false,
          description: "",
        },
      });
    });
  });

  it("need a ladder first", async () => {
    const { user, asked } = openTab("tiers", {
      LoyaltyProgramPage: { ...PAGE, crmProgram: { ...PROGRAM, ladder: null } },
      LoyaltyLadderCreate: { crmTierLadderCreate: { ladder: { id: "L1" }, ...DONE } },
    });
    await user.click(await screen.findByRole("button", { name: "Make the ladder" }));
    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "LoyaltyLadderCreate")?.variables).toMatchObject({
        program: "P1",
        input: { basis: "SPEND", window: "ROLLING_MONTHS", windowMonths: 12 },
      });
    });
  });
});

describe("the simulator", () => {
  it("says in a sentence what an order earns, now and by another rate", async () => {
    const { user, asked } = openTab("simulator", {
      LoyaltyPreview: ({ input }: Record<string, unknown>) => {
        const isDraft = "rules" in (input as object);
        const points = isDraft ? 253 : 169;
        return { crmEarningPreview: { points, orderPoints: points, firstOrderPoints: 0, worth: "1.69" } };
      },
    });
    const sentence = (text: string) => (_: string, element: Element | null) => element?.tagName === "P" && element.textContent === text;
    expect(await screen.findByText(sentence("An order of €84.50 earns 169 points."))).toBeInTheDocument();
    expect(screen.getByText(sentence("To the books they are worth €1.69."))).toBeInTheDocument();
    await user.type(screen.getByRole("spinbutton", { name: "Points" }), "3");
    await user.type(screen.getByRole("spinbutton", { name: "for each" }), "1");

    expect(await screen.findByText(sentence("With this rate, an order of €84.50 would earn 253 points."))).toBeInTheDocument();
    expect(asked.at(-1)?.variables).toEqual({
      program: "P1",
      input: {
        currency: "EUR",
        amount: "84.5",
        shipping: "0",
        isFirstOrder: false,
        rules: [{ code: "per_amount_spent", settings: { by_currency: { EUR: { amount: "1", points: 3 } } } }],
      },
    });
  });
});

describe("figures", () => {
  it("show what this program owes, and the share that was never used", async () => {
    const metric = { definition: "", label: "", dataUntil: "2026-11-01T10:00:00Z" };
    const point = { total: null, share: null, currency: "", amount: null };
    openTab("figures", {
      LoyaltyFigures: {
        crmShopMetrics: [
          {
            ...metric,
            code: "points_liability",
            points: [
              { ...point, of: "club", count: 1200, currency: "EUR", amount: 12 },
              { ...point, of: "another", count: 5 },
            ],
          },
          { ...metric, code: "breakage", points: [{ ...point, of: "club", count: 25, total: 200, share: 0.125 }] },
        ],
      },
    });
    expect(await screen.findByText("€12.00")).toBeInTheDocument();
    expect(screen.getByText("1,200")).toBeInTheDocument();
    expect(screen.getByText("12.5%")).toBeInTheDocument();
    expect(screen.queryByText("5")).toBeNull();
  });
});

describe("corrections", () => {
  const person = { id: "C1", firstName: "Ada", lastName: HOSTILE, email: "ada@example.com" };
  const answers: Answers = {
    LoyaltyRequests: { crmPointsAdjustmentRequests: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } },
    LoyaltyPeople: { crmProfiles: { edges: [{ node: person }] } },
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
    await user.type(screen.getByRole("searchbox", { name: /Find a member/ }), "ada");
    await user.click(await screen.findByRole("button", { name: `Ada ${HOSTILE} (ada@example.com)` }));
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
