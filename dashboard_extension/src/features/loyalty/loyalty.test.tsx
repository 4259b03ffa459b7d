/** What staff see and do on the pages of loyalty programs. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage, silent } from "../../test-kit";
import NewProgramPage from "./new-program-page";
import { DONE, openTab, PAGE } from "./open-tab";
import ProgramsPage from "./programs-page";
import { CHANNELS, EFFECT, PROGRAM } from "./sample";

const HOSTILE = "<img src=x onerror=alert(1)>";

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
      version: 3,
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

  it("tells the second of two, keeps what was written, and loads the newer one on demand", async () => {
    const { user, answers, asked } = openTab("settings", {
      LoyaltyProgramUpdate: refused("crmProgramUpdate", "version", "The program has changed.", "CHANGED_MEANWHILE"),
    });
    const unit = await screen.findByRole("textbox", { name: /^What points are called/ });
    await user.clear(unit);
    await user.type(unit, "stars");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText(/changed while you were working on it/)).toBeInTheDocument();
    expect(unit).toHaveValue("stars");
    expect(screen.getByRole("button", { name: "Save changes" })).toBeDisabled();

    answers["LoyaltyProgramPage"] = { ...PAGE, crmProgram: { ...PROGRAM, unitName: "coins", version: 4 } };
    await user.click(screen.getByRole("button", { name: "Load the newer one" }));
    await waitFor(() => {
      expect(unit).toHaveValue("coins");
    });
    await user.clear(unit);
    await user.type(unit, "stars");
    answers["LoyaltyProgramUpdate"] = { crmProgramUpdate: { program: { ...PROGRAM, unitName: "stars", version: 5 }, ...DONE } };
    await user.click(screen.getByRole("button", { name: "Save changes" }));

    await waitFor(() => {
      expect(asked.filter(({ operation }) => operation === "LoyaltyProgramUpdate").at(-1)?.variables).toEqual({
        id: "P1",
        version: 4,
        input: { unitName: "stars" },
      });
    });
  });

  it("says what is missing and where to set it", async () => {
    const problems = [{ code: "missing_worth", message: "", currency: "EUR", rule: null }];
    openTab("settings", { LoyaltyProgramPage: { ...PAGE, crmProgram: { ...PROGRAM, problems } } });
    expect(await screen.findByText(/not set what a point is worth in EUR/)).toBeInTheDocument();
  });
});

describe("the simulator", () => {
  it("says in a sentence what an order earns, now and by another rate, and whom that concerns", async () => {
    const { user, asked } = openTab("simulator", {
      LoyaltyEffect: { crmEarningEffect: { ...EFFECT, orders: 0 } },
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
    expect(await screen.findByText(/^No customer has placed an order in the last 30 days/)).toBeInTheDocument();
    expect(asked.findLast(({ operation }) => operation === "LoyaltyPreview")?.variables).toEqual({
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
              { ...point, of: "club", count: 1200, currency: "EUR", amount: "12.00" },
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
