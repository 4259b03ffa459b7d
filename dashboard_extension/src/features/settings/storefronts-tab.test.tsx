/** Each channel has its storefront; what is empty is the shop's. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { failed, refused } from "../../test-kit";
import { renderSettings, STOREFRONT } from "./testing";

const WEB = { name: "Storefront of Web shop", hidden: true };
const TRADE = { name: "Storefront of Trade", hidden: true };
const UPDATE = "SettingsStorefrontUpdate";

describe("storefronts", () => {
  it("saves all choices of a channel that had none, over nothing", async () => {
    const { user, asked, host } = renderSettings("storefronts", { [UPDATE]: { crmStorefrontUpdate: { errors: [] } } });
    expect(await screen.findByText("No address yet")).toBeVisible();
    const form = within(screen.getByRole("form", TRADE));
    await user.type(form.getByRole("textbox", { name: "Address of the storefront", hidden: true }), "https://trade.example");
    expect(form.getByText("https://trade.example/products/red-shoes")).toBeInTheDocument();
    await user.selectOptions(form.getByRole("combobox", { name: "Language", hidden: true }), "en");
    await user.click(form.getByRole("button", { name: "Save", hidden: true }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Saved" });
    });
    const { version: _, ...unset } = STOREFRONT;
    expect(asked.find(({ operation }) => operation === UPDATE)?.variables).toEqual({
      input: { ...unset, channelSlug: "b2b", name: "", url: "https://trade.example", language: "en" },
      version: 0,
    });
  });

  it("shows the shop's own where nothing is written, and a refusal at its field", async () => {
    const { user } = renderSettings("storefronts", {
      [UPDATE]: refused("crmStorefrontUpdate", "productPath", "A path may hold {slug}."),
    });
    const form = within(await screen.findByRole("form", WEB));
    expect(form.getByRole("textbox", { name: "Sender's name", hidden: true })).toHaveAttribute("placeholder", "The Shop");
    expect(form.getByRole("option", { name: "As the whole shop: Italian", hidden: true })).toBeInTheDocument();
    const path = form.getByRole("textbox", { name: "Path of a product", hidden: true });
    await user.type(path, "/");
    await user.click(form.getByRole("button", { name: "Save", hidden: true }));

    await waitFor(() => {
      expect(path).toBeInvalid();
    });
    expect(path).toHaveAccessibleDescription(/A path may hold \{slug\}\./);
  });

  it("tells the second of two editors", async () => {
    const { user, asked } = renderSettings("storefronts", {
      [UPDATE]: refused("crmStorefrontUpdate", "version", "Somebody has changed it.", "CHANGED_MEANWHILE"),
    });
    const form = within(await screen.findByRole("form", WEB));
    const name = form.getByRole("textbox", { name: "Name of the shop", hidden: true });
    await user.type(name, "!");
    await user.click(form.getByRole("button", { name: "Save", hidden: true }));

    expect(await form.findByRole("alert", { hidden: true })).toHaveTextContent("This was changed while you were working on it");
    expect(asked.find(({ operation }) => operation === UPDATE)?.variables).toMatchObject({ version: 2 });
    expect(name).toHaveValue("Web shop!");
  });

  it("says where the shop has no channels, and what failed", async () => {
    const { unmount } = renderSettings("storefronts", {
      SettingsStorefronts: { crmSendingSettings: { ...STOREFRONT, storefronts: [] }, channels: [] },
    });
    expect(await screen.findByText("The shop has no channels yet")).toBeVisible();
    unmount();

    renderSettings("storefronts", { SettingsStorefronts: failed("Out of order") });
    expect(await screen.findByText("Out of order")).toBeVisible();
  });
});
