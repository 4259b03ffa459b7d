/** How rules are added, changed after a look at what that does, and ended. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused } from "../../test-kit";
import { DONE, openTab, PAGE } from "./open-tab";
import { EFFECT, PROGRAM, RATE_SCHEMA } from "./sample";

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

  it("are changed after a look at what an order and the last customers would get", async () => {
    const { user, asked, host } = openTab("rules", {
      LoyaltyRuleTypes: { crmEarningRuleTypes: types },
      LoyaltyPreview: ({ input }: Record<string, unknown>) => {
        const points = "rules" in (input as object) ? 42 : 169;
        return { crmEarningPreview: { points, orderPoints: points, firstOrderPoints: 0, worth: null } };
      },
      LoyaltyEffect: { crmEarningEffect: EFFECT },
      LoyaltyRuleReplace: { crmEarningRuleReplace: { rule: { id: "R2" }, ...DONE } },
    });
    await user.click(await screen.findByRole("button", { name: "Change “Money spent”" }));
    const dialog = screen.getByRole("dialog", { name: "Change “Money spent”" });
    const publish = within(dialog).getByRole("button", { name: "Publish the change" });
    expect(publish).toBeDisabled();
    const rate = within(dialog).getByRole("spinbutton", { name: /^For each/ });
    await user.clear(rate);
    expect(publish).toBeDisabled();
    await user.type(rate, "2");

    const sentence = (text: string) => (_: string, element: Element | null) => element?.tagName === "P" && element.textContent === text;
    expect(await within(dialog).findByText(sentence("An order of €84.50 would earn 42 points, and earns 169 now."))).toBeInTheDocument();
    const effect = within(dialog).getByRole("region", { name: "Effect on customers" });
    expect(
      await within(effect).findByText(
        "In the last 30 days, 12 customers placed 15 orders. Placed now, 0 of them would earn more, 11 would earn less.",
      ),
    ).toBeInTheDocument();
    expect(within(effect).getByText(/€30.00/)).toHaveTextContent("€30.00 → €7.50");
    await user.click(publish);

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "The change is published." });
    });
    expect(asked.find(({ operation }) => operation === "LoyaltyRuleReplace")?.variables).toEqual({
      id: "R1",
      settings: { by_currency: { EUR: { amount: "2", points: 2 } } },
      startsAt: null,
    });
  });

  it("that somebody else has changed meanwhile are not changed twice", async () => {
    const { user, asked } = openTab("rules", {
      LoyaltyRuleTypes: { crmEarningRuleTypes: types },
      LoyaltyPreview: { crmEarningPreview: null },
      LoyaltyEffect: { crmEarningEffect: null },
      LoyaltyRuleReplace: refused("crmEarningRuleReplace", "id", "It has an end.", "CHANGED_MEANWHILE"),
    });
    await user.click(await screen.findByRole("button", { name: "Change “Money spent”" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByRole("spinbutton", { name: /^Points/ }), "0");
    await user.click(within(dialog).getByRole("button", { name: "Publish the change" }));
    await user.click(await within(dialog).findByRole("button", { name: "Load the newer one" }));

    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => {
      expect(asked.filter(({ operation }) => operation === "LoyaltyProgramPage")).toHaveLength(2);
    });
  });

  it("with an end can be ended earlier, and are changed no more", async () => {
    const [rule] = PROGRAM.rules;
    const rules = [{ ...rule, endsAt: "2999-01-01T00:00:00Z" }];
    openTab("rules", {
      LoyaltyProgramPage: { ...PAGE, crmProgram: { ...PROGRAM, rules } },
      LoyaltyRuleTypes: { crmEarningRuleTypes: [] },
    });
    expect(await screen.findByRole("button", { name: "End “Money spent”" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Change “Money spent”" })).toBeNull();
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
