/** Limits and costs: rows are written, checked and sent as a whole. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused } from "../../test-kit";
import { caps, renderSettings } from "./testing";

const CAPS = { name: "How many messages somebody may get" };
const PRICES = { name: "What messages cost" };

describe("limits of messages", () => {
  it("adds one beside those that are there, in hours", async () => {
    const { user, asked, host } = renderSettings("limits", {
      SettingsCapsSet: { crmFrequencyCapsSet: { errors: [] } },
    });
    const form = within(await screen.findByRole("form", CAPS));
    await user.click(form.getByRole("button", { name: "Add a limit" }));
    const added = within(form.getByRole("group", { name: "Limit 2" }));
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.type(added.getByRole("spinbutton", { name: "At most" }), "2");
    await user.selectOptions(added.getByRole("combobox", { name: "Unit" }), "days");
    await user.selectOptions(added.getByRole("combobox", { name: "For whom" }), "Friend");

    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Saved" });
    });
    expect(asked.find(({ operation }) => operation === "SettingsCapsSet")?.variables).toEqual({
      caps: [
        { channel: "email", relationshipType: null, most: 3, hours: 168 },
        { channel: null, relationshipType: "FRIEND", most: 2, hours: 24 },
      ],
    });
  });

  it("goes back to the defaults, and warns where there is no limit at all", async () => {
    const { user } = renderSettings("limits");
    const form = within(await screen.findByRole("form", CAPS));
    await user.click(form.getByRole("button", { name: "Remove limit 1" }));
    expect(form.getByText("Without any limit people may get every message that falls due.")).toBeVisible();

    await user.click(form.getByRole("button", { name: "Back to the defaults" }));

    const row = within(form.getByRole("group", { name: "Limit 1" }));
    expect(row.getByRole("combobox", { name: "For whom" })).toHaveValue("STRAINED");
    expect(row.getByRole("spinbutton", { name: "Within" })).toHaveValue(30);
    await user.click(form.getByRole("button", { name: "Discard changes" }));
    expect(row.getByRole("combobox", { name: "For whom" })).toHaveValue("EVERYBODY");
  });

  it("says whether somebody has chosen, and why the shop refuses", async () => {
    const { user } = renderSettings("limits", {
      SettingsCaps: caps([], false),
      SettingsCapsSet: refused("crmFrequencyCapsSet", "caps", "Two caps have the same channel, type and time."),
    });
    const form = within(await screen.findByRole("form", CAPS));
    expect(form.getByText("Nobody has chosen yet: these are the defaults.")).toBeVisible();
    await user.click(form.getByRole("button", { name: "Back to the defaults" }));

    await user.click(form.getByRole("button", { name: "Save" }));

    expect(await form.findByText("Two caps have the same channel, type and time.")).toBeVisible();
    expect(form.getByText("Not saved yet")).toBeVisible();
  });
});

describe("costs of messages", () => {
  it("sends what has an amount, exactly", async () => {
    const { user, asked } = renderSettings("limits", { SettingsPricesSet: { crmMessagePricesSet: { errors: [] } } });
    const form = within(await screen.findByRole("form", PRICES));
    const row = within(form.getByRole("group", { name: "In the storefront" }));
    await user.type(row.getByRole("spinbutton"), "0.00001");
    expect(row.getByText("Write three letters, such as EUR.")).toBeVisible();
    await user.type(row.getByRole("textbox", { name: "Currency" }), "usd");

    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsPricesSet")?.variables).toEqual({
        prices: [
          { channel: "email", amount: "0.00120", currency: "EUR" },
          { channel: "onsite", amount: "0.00001", currency: "USD" },
        ],
      });
    });
  });
});
