/** Sites that may show the pages come and go one by one, and come back. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { refused } from "../../test-kit";
import { origins, renderSettings } from "./testing";

const OURS = "https://dashboard.example";
const ADD = { name: "Let this site show the pages" };

describe("sites that may show the pages", () => {
  it("are added by their address", async () => {
    const { user, asked, host } = renderSettings("dashboard", { SettingsOriginAdd: { crmDashboardOriginAdd: { errors: [] } } });
    const form = within(await screen.findByRole("form", ADD));
    expect(form.getByRole("button", ADD)).toBeDisabled();
    await user.type(form.getByRole("textbox"), " https://other.example {Enter}");

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith({ status: "success", title: "Saved" });
    });
    expect(asked.find(({ operation }) => operation === "SettingsOriginAdd")?.variables).toEqual({
      origin: "https://other.example",
    });
    expect(form.getByRole("textbox")).toHaveValue("");
  });

  it("keep what was written where it is no site", async () => {
    const { user } = renderSettings("dashboard", {
      SettingsOriginAdd: refused("crmDashboardOriginAdd", "origin", "Give scheme, host and port."),
    });
    const field = await screen.findByRole("textbox");
    await user.type(field, "dashboard.example{Enter}");

    await waitFor(() => {
      expect(field).toHaveAccessibleDescription(/Give scheme, host and port\./);
    });
    expect(field).toHaveValue("dashboard.example");
  });

  it("are removed after a question, and brought back", async () => {
    const { user, asked } = renderSettings("dashboard", {
      SettingsOriginRemove: { crmDashboardOriginRemove: { errors: [] } },
      SettingsOriginAdd: { crmDashboardOriginAdd: { errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: `Remove ${OURS}` }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/sees an empty frame from now on/)).toBeVisible();
    expect(asked.some(({ operation }) => operation === "SettingsOriginRemove")).toBe(false);
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));

    await waitFor(() => {
      expect(asked.filter(({ operation }) => operation.startsWith("SettingsOrigin")).map(({ operation, variables }) => [operation, variables])).toEqual(
        expect.arrayContaining([
          ["SettingsOriginRemove", { origin: OURS }],
          ["SettingsOriginAdd", { origin: OURS }],
        ]),
      );
    });
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    });
  });

  it("warn whoever removes the Dashboard that they are in, and say where the pages open still", async () => {
    vi.spyOn(document, "referrer", "get").mockReturnValue(`${OURS}/extensions/`);
    vi.spyOn(window, "parent", "get").mockReturnValue({} as Window & typeof globalThis);
    const { user } = renderSettings("dashboard");
    expect(await screen.findByText("(the Dashboard that you are in)")).toBeVisible();

    await user.click(screen.getByRole("button", { name: `Remove ${OURS}` }));

    expect(screen.getByText("https://api.example/plugins/saleor.crm/dashboard/")).toBeVisible();
  });

  it("are none where the Dashboard is at the API's own address", async () => {
    renderSettings("dashboard", { SettingsOrigins: origins() });

    expect(await screen.findByText("Only the API's own address may")).toBeVisible();
  });
});
