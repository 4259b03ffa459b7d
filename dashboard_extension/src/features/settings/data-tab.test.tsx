/** Entries are kept for good until staff say otherwise, and asked twice. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderSettings, retention } from "./testing";

describe("retention of timelines", () => {
  it("is set for one kind of entries, after it has asked", async () => {
    const { user, asked } = renderSettings("data", {
      SettingsRetentionSet: { crmTimelineRetentionSet: { errors: [] } },
    });
    const form = within(await screen.findByRole("form", { name: "Limit how long entries are kept" }));
    expect(screen.getByText("All entries are kept for good.")).toBeVisible();
    await user.selectOptions(form.getByRole("combobox", { name: "Kind of entry" }), "Goods looked at");
    await user.type(form.getByRole("spinbutton", { name: "Keep for" }), "90");
    await user.click(form.getByRole("button", { name: "Forget older ones" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/older than 90 days/)).toBeVisible();
    expect(asked.some(({ operation }) => operation === "SettingsRetentionSet")).toBe(false);

    await user.click(dialog.getByRole("button", { name: "Forget older ones" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsRetentionSet")?.variables).toEqual({
        entryType: "goods.viewed",
        keepDays: 90,
      });
    });
  });

  it("is lifted again", async () => {
    const { user, asked } = renderSettings("data", {
      SettingsRetention: retention(90),
      SettingsRetentionSet: { crmTimelineRetentionSet: { errors: [] } },
    });
    const row = within(await screen.findByRole("row", { name: /Goods looked at/ }));
    expect(row.getByText("90 days")).toBeVisible();

    await user.click(row.getByRole("button", { name: "Keep for good" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsRetentionSet")?.variables).toEqual({
        entryType: "goods.viewed",
        keepDays: null,
      });
    });
  });

  it("calls entries that the pages do not know as the shop does", async () => {
    renderSettings("data");

    expect(await screen.findByRole("option", { name: "Brand new" })).toBeInTheDocument();
  });
});

describe("behavior", () => {
  it("takes stores and occasions one a line, and sends them over the version that was read", async () => {
    const { user, asked } = renderSettings("data", {
      SettingsBehaviorUpdate: { crmBehaviorSettingsUpdate: { errors: [] } },
    });
    const form = within(await screen.findByRole("form", { name: "Behavior" }));
    const stores = form.getByRole("textbox", { name: "Stores" });
    expect(stores).toHaveValue("milano");
    await user.type(stores, "{Enter}Via Roma");
    expect(stores).toHaveAccessibleDescription(/“Via Roma” is no code/);
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.clear(stores);
    await user.type(stores, "milano{Enter}roma{Enter}roma{Enter}");
    expect(stores).toHaveAccessibleDescription(/2 of 500/);
    await user.type(form.getByRole("textbox", { name: "Occasions" }), "opening");

    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsBehaviorUpdate")?.variables).toEqual({
        keepDays: 90,
        places: ["milano", "roma"],
        occasions: ["opening"],
        version: 3,
      });
    });
  });
});
