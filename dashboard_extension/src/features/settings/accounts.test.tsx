/** Ways out of messages are seen, added and changed; secrets go in and never come out. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused } from "../../test-kit";
import { ACCOUNT, renderSettings } from "./testing";

const ONE = { name: "By what messages leave" };

describe("ways out of messages", () => {
  it("changes one, and leaves the secret that nobody has written anew", async () => {
    const { user, asked } = renderSettings("sending", {
      SettingsAccountSave: { crmChannelAccountSave: { errors: [] } },
    });
    const table = within(await screen.findByRole("table", ONE));
    expect(table.getByText("In use")).toBeVisible();
    await user.click(table.getByRole("button", { name: "Change Our server" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByLabelText("Password")).toHaveValue("");
    expect(dialog.getByText("One is stored; it ends in cret. Leave this empty to keep it.")).toBeVisible();
    const host = dialog.getByRole("textbox", { name: "Mail server" });
    await user.clear(host);
    await user.type(host, "smtp.example");

    await user.click(dialog.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(asked.find(({ operation }) => operation === "SettingsAccountSave")?.variables).toEqual({
      id: "a1",
      input: {
        name: "Our server",
        channel: "email",
        channelSlug: "",
        isActive: true,
        perSecond: "10",
        burst: 100,
        settings: { host: "smtp.example" },
      },
    });
  });

  it("adds one for a channel of the shop, and keeps all when it is refused", async () => {
    const { user, asked } = renderSettings("sending", {
      SettingsAccountSave: refused("crmChannelAccountSave", "channelSlug", "Another carries email there."),
    });
    await user.click(await screen.findByRole("button", { name: "Add a way out" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.selectOptions(dialog.getByRole("combobox", { name: "Channel" }), "E-mail by a provider");
    await user.type(dialog.getByRole("textbox", { name: /Name/ }), "Provider");
    await user.selectOptions(dialog.getByRole("combobox", { name: "For which channel of the shop" }), "Web shop");
    await user.type(dialog.getByLabelText("API key"), "secret");

    await user.click(dialog.getByRole("button", { name: "Save" }));

    expect(await dialog.findByText("Another carries email there.")).toBeVisible();
    expect(dialog.getByLabelText("API key")).toHaveValue("secret");
    expect(asked.find(({ operation }) => operation === "SettingsAccountSave")?.variables).toMatchObject({
      id: null,
      input: { channel: "email_anymail", channelSlug: "web", settings: { api_key: "secret" } },
    });
  });

  it.each([
    [{ isActive: false }, "Off"],
    [{ closedUntil: "2026-03-01T12:00:00Z", failures: 5 }, /^Rests until .*after 5 failures$/],
    [{ channel: "carrier_pigeon" }, "carrier_pigeon"],
  ])("says of %j that it is %s", async (changes, words) => {
    renderSettings("sending", {
      SettingsAccounts: { crmChannelAccounts: [{ ...ACCOUNT, ...changes }], crmChannelTypes: [], channels: [] },
    });

    const table = within(await screen.findByRole("table", ONE));
    expect(table.getByText(words)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Add a way out" })).toBeNull();
  });
});
