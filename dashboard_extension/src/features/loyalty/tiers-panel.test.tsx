/** How tiers and their ladder are made and changed. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused } from "../../test-kit";
import { DONE, openTab, PAGE } from "./open-tab";
import { PROGRAM } from "./sample";

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

  it("that somebody else has changed meanwhile are not overwritten", async () => {
    const { user, asked } = openTab("tiers", {
      LoyaltyTierUpdate: refused("crmTierUpdate", "version", "It has changed.", "CHANGED_MEANWHILE"),
    });
    await user.click(await screen.findByRole("button", { name: "Edit Silver" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByRole("textbox", { name: /^Name/ }), "!");
    await user.click(within(dialog).getByRole("button", { name: "Save the tier" }));
    expect(await within(dialog).findByText(/changed while you were working on it/)).toBeInTheDocument();
    expect(within(dialog).getByRole("textbox", { name: /^Name/ })).toHaveValue("Silver!");
    expect(asked.find(({ operation }) => operation === "LoyaltyTierUpdate")?.variables).toMatchObject({ id: "T1", version: 5 });
    await user.click(within(dialog).getByRole("button", { name: "Load the newer one" }));

    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("tell the second of two who change the ladder", async () => {
    const { user, asked } = openTab("tiers", {
      LoyaltyLadderUpdate: refused("crmTierLadderUpdate", "version", "It has changed.", "CHANGED_MEANWHILE"),
    });
    const days = await screen.findByRole("spinbutton", { name: /^A tier is kept/ });
    await user.clear(days);
    await user.type(days, "7");
    await user.click(screen.getByRole("button", { name: "Save the ladder" }));

    expect(await screen.findByText(/changed while you were working on it/)).toBeInTheDocument();
    expect(days).toHaveValue(7);
    expect(asked.find(({ operation }) => operation === "LoyaltyLadderUpdate")?.variables).toMatchObject({ id: "L1", version: 2 });
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
