/** Choices are saved one block at a time; what was written stays when saving fails. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, offline, refused, silent } from "../../test-kit";
import { renderSettings, SENDING } from "./testing";

const SAVED = { status: "success", title: "Saved" };

describe("the settings", () => {
  it("saves all choices about the sender, the unchanged ones too", async () => {
    const { user, asked, host } = renderSettings("sending", { SettingsSendingUpdate: { crmSendingUpdate: { errors: [] } } });
    const form = within(await screen.findByRole("form", { name: "Sender and quiet hours" }));
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
    const name = form.getByRole("textbox", { name: "Sender's name" });
    await user.clear(name);
    await user.type(name, "Your Shop{Enter}");

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith(SAVED);
    });
    expect(asked.find(({ operation }) => operation === "SettingsSendingUpdate")?.variables).toEqual({
      input: {
        senderName: "Your Shop",
        senderAddress: "shop@shop.example",
        replyTo: "",
        postalAddress: "Via Roma 1",
        quietFrom: "21:00",
        quietUntil: null,
        timeZone: "Europe/Rome",
        language: "it",
        defaultChannels: ["email"],
      },
      version: 4,
    });
  });

  it("shows a refusal at its field and keeps what was written", async () => {
    const { user } = renderSettings("sending", {
      SettingsSendingUpdate: refused("crmSendingUpdate", "timeZone", "There is no such zone.", "UNKNOWN_TIME_ZONE"),
    });
    const form = within(await screen.findByRole("form", { name: "Sender and quiet hours" }));
    const zone = form.getByRole("textbox", { name: "Time zone of the shop" });
    await user.clear(zone);
    await user.type(zone, "Rome");
    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(zone).toBeInvalid();
    });
    expect(form.getByText("There is no such zone.")).toBeVisible();
    expect(zone).toHaveValue("Rome");
    await user.click(form.getByRole("button", { name: "Discard changes" }));
    expect(zone).toHaveValue("Europe/Rome");
  });

  it("keeps a number that could not be saved while the API is away", async () => {
    const { user } = renderSettings("data", { SettingsPrivacyUpdate: offline() });
    const form = within(await screen.findByRole("form", { name: "People's data" }));
    const days = form.getByRole("spinbutton");
    await user.clear(days);
    await user.type(days, "60");
    await user.click(form.getByRole("button", { name: "Save" }));

    expect(await form.findByRole("alert")).toBeVisible();
    expect(days).toHaveValue(60);
  });

  it("sends null for a limit that is left empty", async () => {
    const { user, asked, host } = renderSettings("limits", {
      SettingsCampaigns: { crmCampaignSettings: { approvalAbove: 500 } },
      SettingsCampaignsUpdate: { crmCampaignSettingsUpdate: { errors: [] } },
    });
    const form = within(await screen.findByRole("form", { name: "Approval of campaigns" }));
    await user.clear(form.getByRole("spinbutton"));
    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith(SAVED);
    });
    expect(asked.find(({ operation }) => operation === "SettingsCampaignsUpdate")?.variables).toEqual({
      approvalAbove: null,
    });
  });

  it("goes live only after it has asked", async () => {
    const { user, asked, host } = renderSettings("sending", { SettingsGoLive: { crmSendingGoLive: { warnings: [], errors: [] } } });
    await user.click(await screen.findByRole("button", { name: "Go live" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    expect(asked.some(({ operation }) => operation === "SettingsGoLive")).toBe(false);

    await user.click(screen.getByRole("button", { name: "Go live" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Go live" }));

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Sending is live" });
    });
  });

  it("stops at once, and says why it may not go live", async () => {
    const { user, host } = renderSettings("sending", {
      SettingsSending: { crmSendingSettings: { ...SENDING, mode: "TEST" } },
      SettingsStop: { crmSendingStop: { errors: [] } },
      SettingsGoLive: refused("crmSendingGoLive", null, "There is no sender.", "NO_SENDER"),
    });
    await user.click(await screen.findByRole("button", { name: "Stop all sending" }));
    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Sending is stopped" });
    });

    await user.click(screen.getByRole("button", { name: "Go live" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Go live" }));

    expect(await screen.findByText("There is no sender.")).toBeVisible();
  });

  it("asks the DNS only when told to, and shows its words as text", async () => {
    const { user, asked } = renderSettings("sending", {
      SettingsSenderChecks: {
        crmSenderChecks: [{ domain: "shop.example", check: "SPF", status: "RED", remedy: "<i>Add a record.</i>" }],
      },
    });
    await screen.findByRole("form", { name: "Sender and quiet hours" });
    expect(asked.some(({ operation }) => operation === "SettingsSenderChecks")).toBe(false);

    await user.click(screen.getByRole("button", { name: "Check now" }));

    expect(await screen.findByText("<i>Add a record.</i>")).toBeVisible();
    expect(screen.getByText("Wrong")).toBeVisible();
  });

  it("loses one block and no other where staff may not see it", async () => {
    renderSettings("limits", { SettingsCampaigns: denied("MANAGE_DISCOUNTS") });

    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
    expect(await screen.findByRole("form", { name: "What messages cost" })).toBeVisible();
  });

  it("waits without showing a form", () => {
    renderSettings("sending", { SettingsSending: silent(), SettingsAccounts: silent() });

    expect(screen.queryByRole("form")).toBeNull();
    expect(document.querySelectorAll("[aria-busy=true]").length).toBeGreaterThan(0);
  });

  it("turns from tab to tab by keyboard, and the address follows", async () => {
    const { user, router } = renderSettings("sending");
    screen.getByRole("tab", { name: "Sending" }).focus();

    await user.keyboard("{ArrowRight}{ArrowRight}");

    expect(await screen.findByRole("form", { name: "What messages cost" })).toBeVisible();
    expect(router.state.location?.pathname).toBe("/settings/limits");
  });
});
