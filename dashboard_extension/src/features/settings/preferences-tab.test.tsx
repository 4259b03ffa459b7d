/** Lists get names of the merchant's own, interests an order; both are told of other editors. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, refused } from "../../test-kit";
import { interest, interests, LIST, lists, renderSettings } from "./testing";

const INTERESTS = { name: "Interests" };
const SAVED = { status: "success", title: "Saved" };
const HOSTILE = "<img src=x onerror=alert(1)>";

describe("names of lists", () => {
  it("are written in the shop's languages beside those of the CRM, and sent without the empty ones", async () => {
    const { user, asked, host } = renderSettings("preferences", {
      SettingsListName: { crmMessageListName: { errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Change Reminders of carts" }));
    const dialog = within(screen.getByRole("dialog"));
    const english = dialog.getByRole("textbox", { name: "Name in English" });
    expect(english).toHaveAttribute("placeholder", "Reminders of carts");
    expect(dialog.getByRole("textbox", { name: "Name in Chinese" })).toHaveValue("");
    await user.type(english, "Your cart{Enter}");

    await waitFor(() => {
      expect(host.notify).toHaveBeenCalledWith(SAVED);
    });
    expect(asked.find(({ operation }) => operation === "SettingsListName")?.variables).toEqual({
      code: "carts",
      names: [{ language: "en", name: "Your cart" }],
      version: 0,
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("go back to those of the CRM", async () => {
    const { user, asked } = renderSettings("preferences", {
      SettingsLists: lists({ ...LIST, names: [{ language: "en", name: HOSTILE }], version: 7 }),
      SettingsListName: { crmMessageListName: { errors: [] } },
    });
    expect(await screen.findByText(HOSTILE)).toBeVisible();
    expect(screen.getByText("Your own")).toBeVisible();
    await user.click(screen.getByRole("button", { name: `Change ${HOSTILE}` }));
    const dialog = within(screen.getByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Back to the CRM's names" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsListName")?.variables).toEqual({
        code: "carts",
        names: [],
        version: 7,
      });
    });
  });

  it("cannot be taken from a list that has no others", async () => {
    const own = { ...LIST, code: "news", packageNames: [], isInUse: false, names: [{ language: "en", name: "News" }] };
    const { user } = renderSettings("preferences", { SettingsLists: lists(own) });
    await user.click(await screen.findByRole("button", { name: "Change News" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.clear(dialog.getByRole("textbox", { name: "Name in English" }));

    expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
    expect(dialog.queryByRole("button", { name: "Back to the CRM's names" })).toBeNull();
  });

  it("say where there are none, and who may not see them", async () => {
    const { unmount } = renderSettings("preferences", { SettingsLists: lists() });
    expect(await screen.findByText("There are no lists yet")).toBeVisible();
    unmount();

    renderSettings("preferences", { SettingsLists: denied("MANAGE_PLUGINS") });
    expect(await screen.findByText("MANAGE_PLUGINS")).toBeVisible();
    expect(await screen.findByRole("form", INTERESTS)).toBeVisible();
  });
});

describe("interests", () => {
  it("are added, moved by keyboard, and sent in their order", async () => {
    const { user, asked } = renderSettings("preferences", { SettingsInterestsSet: { crmInterestsSet: { errors: [] } } });
    const form = within(await screen.findByRole("form", INTERESTS));
    expect(within(form.getByRole("group", { name: "Books" })).getByRole("textbox", { name: "Code" })).toBeDisabled();
    await user.click(form.getByRole("button", { name: "Add an interest" }));
    const added = within(form.getByRole("group", { name: "New interest" }));
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.type(added.getByRole("textbox", { name: /^Code/ }), "Lamps");
    await user.type(added.getByRole("textbox", { name: "Name in Italian" }), "Lampade");

    form.getByRole("button", { name: "Move up Lampade" }).focus();
    await user.keyboard("{Enter}{Enter}");
    expect(form.getByRole("button", { name: "Move down Lampade" })).toHaveFocus();
    await user.click(form.getByRole("button", { name: "Remove Maps" }));
    await user.click(form.getByRole("button", { name: "Save" }));

    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "SettingsInterestsSet")?.variables).toEqual({
        interests: [
          { code: "lamps", names: [{ language: "it", name: "Lampade" }] },
          { code: "books", names: [{ language: "en", name: "Books" }] },
        ],
        version: 6,
      });
    });
  });

  it("say what is wrong with a code", async () => {
    const { user } = renderSettings("preferences");
    const form = within(await screen.findByRole("form", INTERESTS));
    await user.click(form.getByRole("button", { name: "Add an interest" }));
    const added = within(form.getByRole("group", { name: "New interest" }));
    const code = added.getByRole("textbox", { name: /^Code/ });
    await user.type(code, "1st");
    expect(code).toHaveAccessibleDescription(/Begin with a letter/);
    await user.clear(code);
    await user.type(code, "books");

    expect(code).toHaveAccessibleDescription(/Another interest has this code/);
    expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.click(form.getByRole("button", { name: "Discard changes" }));
    expect(form.queryByRole("group", { name: "books" })).toBeNull();
  });

  it("keep what was removed until the newer is taken, where somebody else has saved", async () => {
    const { user, answers } = renderSettings("preferences", {
      SettingsInterestsSet: refused("crmInterestsSet", "version", "Somebody has changed it.", "CHANGED_MEANWHILE"),
    });
    const form = within(await screen.findByRole("form", INTERESTS));
    await user.click(form.getByRole("button", { name: "Remove Maps" }));
    await user.click(form.getByRole("button", { name: "Save" }));
    expect(await form.findByRole("alert")).toHaveTextContent("This was changed while you were working on it");
    expect(form.queryByRole("group", { name: "Maps" })).toBeNull();

    answers["SettingsInterests"] = interests(7, interest("lamps", "Lamps"));
    await user.click(form.getByRole("button", { name: "Load the newer one" }));

    expect(await form.findByRole("group", { name: "Lamps" })).toBeVisible();
    expect(form.queryByRole("alert")).toBeNull();
  });

  it("say where there are none", async () => {
    renderSettings("preferences", { SettingsInterests: interests(0) });

    expect(await screen.findByText("There are no interests yet")).toBeVisible();
  });
});
