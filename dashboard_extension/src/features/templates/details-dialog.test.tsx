/** Name, purpose and list change later, over what was read; what is at work keeps the latter two. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { refused, renderPage, type Answers } from "../../test-kit";
import TemplatePage from "./template-page";
import { answersOf, HOSTILE, ID, template } from "./testing";

describe("name, purpose and list", () => {
  const NAME = /^Name/;
  const SAVE = { name: "Save" };

  async function details(changes: Answers = {}) {
    const page = renderPage(<TemplatePage />, {
      path: "/templates/:id",
      address: `/templates/${encodeURIComponent(ID)}`,
      answers: answersOf(changes),
    });
    await page.user.click(await screen.findByRole("button", { name: "Name, purpose, list" }));
    const dialog = within(screen.getByRole("dialog"));
    await dialog.findByRole("option", { name: "Carts" });
    return { ...page, dialog };
  }

  it("are saved over what was read, and undone by one button", async () => {
    const { user, asked, dialog } = await details({
      TemplateUpdate: { crmTemplateUpdate: { template: { version: 4 }, errors: [] } },
    });
    const name = dialog.getByRole("textbox", { name: NAME });
    expect(dialog.getByRole("button", SAVE)).toBeDisabled();
    await user.clear(name);
    await user.type(name, "Summer news");
    await user.selectOptions(dialog.getByRole("combobox", { name: "Unsubscribing leaves" }), "A new list …");
    await user.type(dialog.getByRole("textbox", { name: "Code of the list" }), "News{Enter}");
    await user.click(await screen.findByRole("button", { name: "Undo" }));

    await waitFor(() => {
      expect(asked.filter(({ operation }) => operation === "TemplateUpdate").map(({ variables }) => variables)).toEqual([
        { template: ID, input: { name: "Summer news", purpose: "marketing", listCode: "news" }, version: 3 },
        { template: ID, input: { name: "Spring news", purpose: "marketing", listCode: "" }, version: 4 },
      ]);
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says what is at work, under which purpose and list stay", async () => {
    const { user, dialog } = await details({
      TemplateUses: { crmTemplateUses: [{ kind: "campaigns", name: HOSTILE }, { kind: "journeys", name: "Welcome" }] },
    });

    expect(await dialog.findByText(`Campaign: ${HOSTILE}`)).toBeVisible();
    expect(dialog.getByText("Journey: Welcome")).toBeVisible();
    expect(dialog.getByRole("combobox", { name: "Purpose" })).toBeDisabled();
    expect(dialog.getByRole("combobox", { name: "Unsubscribing leaves" })).toBeDisabled();
    await user.type(dialog.getByRole("textbox", { name: NAME }), "!");
    expect(dialog.getByRole("button", SAVE)).toBeEnabled();
  });

  it("shows a refusal at its field, and keeps what was chosen", async () => {
    const { user, dialog } = await details({
      TemplateUpdate: refused("crmTemplateUpdate", "purpose", "It has no link to unsubscribe.", "NO_UNSUBSCRIBE"),
      Template: { crmTemplate: template({ purpose: "transactional", listCode: "carts" }) },
    });
    const purpose = dialog.getByRole("combobox", { name: "Purpose" });
    await user.selectOptions(purpose, "marketing");
    await user.click(dialog.getByRole("button", SAVE));

    await waitFor(() => {
      expect(purpose).toBeInvalid();
    });
    expect(purpose).toHaveAccessibleDescription(/It has no link to unsubscribe\./);
    expect(purpose).toHaveValue("marketing");
  });

  it("tells the second of two editors, and takes the newer when told to", async () => {
    const { user, answers, dialog } = await details({
      TemplateUpdate: refused("crmTemplateUpdate", "version", "Somebody has changed it.", "CHANGED_MEANWHILE"),
    });
    await user.type(dialog.getByRole("textbox", { name: NAME }), "!");
    await user.click(dialog.getByRole("button", SAVE));
    expect(await dialog.findByRole("alert")).toHaveTextContent("This was changed while you were working on it");
    expect(dialog.getByRole("textbox", { name: NAME })).toHaveValue("Spring news!");

    answers["Template"] = { crmTemplate: template({ name: "Autumn news", version: 5 }) };
    await user.click(dialog.getByRole("button", { name: "Load the newer one" }));

    await waitFor(() => {
      expect(dialog.getByRole("textbox", { name: NAME })).toHaveValue("Autumn news");
    });
    expect(dialog.queryByRole("alert")).toBeNull();
  });
});
