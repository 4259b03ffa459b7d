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
      version: 1,
    });
  });

  it("tells the second of two editors, keeps what was written, and takes the newer when told to", async () => {
    const { user, answers, asked } = renderSettings("limits", {
      SettingsCapsSet: refused("crmFrequencyCapsSet", "version", "Somebody has changed it.", "CHANGED_MEANWHILE"),
    });
    const form = within(await screen.findByRole("form", CAPS));
    const most = form.getByRole("spinbutton", { name: "At most" });
    await user.clear(most);
    await user.type(most, "7");
    await user.click(form.getByRole("button", { name: "Save" }));

    expect(await form.findByRole("alert")).toHaveTextContent("This was changed while you were working on it");
    expect(most).toHaveValue(7);
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();

    answers["SettingsCaps"] = caps([{ channel: "", relationshipType: null, most: 5, hours: 24 }], true, 2);
    answers["SettingsCapsSet"] = { crmFrequencyCapsSet: { errors: [] } };
    await user.click(form.getByRole("button", { name: "Load the newer one" }));
    await waitFor(() => {
      expect(form.getByRole("spinbutton", { name: "At most" })).toHaveValue(5);
    });
    expect(form.queryByRole("alert")).toBeNull();
    await user.type(form.getByRole("spinbutton", { name: "At most" }), "0");
    await user.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => {
      expect(asked.filter(({ operation }) => operation === "SettingsCapsSet").at(-1)?.variables).toEqual({
        caps: [{ channel: null, relationshipType: null, most: 50, hours: 24 }],
        version: 2,
      });
    });
  });

  it("saves twice running, each time over its own", async () => {
    const { user, asked } = renderSettings("limits", { SettingsCapsSet: { crmFrequencyCapsSet: { errors: [] } } });
    const form = within(await screen.findByRole("form", CAPS));
    const versions = () =>
      asked.filter(({ operation }) => operation === "SettingsCapsSet").map(({ variables }) => (variables as { version: number }).version);
    for (const times of [1, 2]) {
      await user.type(form.getByRole("spinbutton", { name: "At most" }), "1");
      await user.click(form.getByRole("button", { name: "Save" }));
      await waitFor(() => {
        expect(versions()).toHaveLength(times);
      });
    }

    expect(versions()).toEqual([1, 2]);
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
        version: 5,
      });
    });
  });
});
