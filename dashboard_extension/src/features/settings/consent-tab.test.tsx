/** Wordings get versions and are never changed; confirming by a link is switched on and off. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused } from "../../test-kit";
import { renderSettings, wordings } from "./testing";

describe("wordings of consent", () => {
  it("writes the next version of one", async () => {
    const { user, asked } = renderSettings("consent", {
      SettingsWordingAdd: { crmConsentWordingAdd: { errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Write the next version" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByRole("textbox", { name: /Code/ })).toBeDisabled();
    expect(dialog.getByRole("button", { name: "Use these words from now on" })).toBeDisabled();
    const words = dialog.getByRole("textbox", { name: /Words/ });
    await user.clear(words);
    await user.type(words, "Possiamo?");

    await user.click(dialog.getByRole("button", { name: "Use these words from now on" }));

    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(asked.find(({ operation }) => operation === "SettingsWordingAdd")?.variables).toEqual({
      code: "newsletter",
      purpose: "MARKETING",
      language: "it",
      text: "Possiamo?",
    });
  });

  it("shows the newest in the list, and all versions with who added them", async () => {
    const { user } = renderSettings("consent");
    const rows = within(await screen.findByRole("table")).getAllByRole("row");
    expect(rows).toHaveLength(2);
    expect(screen.queryByText("Scriviamo?")).toBeNull();

    await user.click(screen.getByRole("button", { name: "Version 2" }));

    const versions = within(screen.getByRole("dialog")).getAllByRole("listitem");
    expect(versions.map((one) => one.textContent)).toEqual([
      expect.stringMatching(/^Version 2 .* · Anna RossiPossiamo scriverti\?$/) as string,
      expect.stringMatching(/^Version 1 .* · A colleague who has leftScriviamo\?$/) as string,
    ]);
  });

  it("keeps the first words when the shop refuses them", async () => {
    const { user } = renderSettings("consent", {
      SettingsWordings: wordings(),
      SettingsWordingAdd: refused("crmConsentWordingAdd", "code", "This is no code."),
    });
    await user.click(await screen.findByRole("button", { name: "New wording" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.type(dialog.getByRole("textbox", { name: /Code/ }), "News!");
    await user.type(dialog.getByRole("textbox", { name: /Words/ }), "May we?");

    await user.click(dialog.getByRole("button", { name: "Use these words from now on" }));

    expect(await dialog.findByText("This is no code.")).toBeVisible();
    expect(dialog.getByRole("textbox", { name: /Words/ })).toHaveValue("May we?");
  });
});

describe("confirming by a link", () => {
  it("is switched on for e-mail at once", async () => {
    const { user, asked } = renderSettings("consent", {
      SettingsConfirmationSet: { crmChannelPolicyUpdate: { errors: [] } },
    });

    await user.click(await screen.findByRole("switch", { name: "E-mail: people confirm by a link" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsConfirmationSet")?.variables).toEqual({
        channel: "email",
        doubleOptIn: true,
      });
    });
  });
});
