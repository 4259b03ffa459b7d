/** All templates, those of the plugin, and a new one. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage, silent, type Answers } from "../../test-kit";
import { lastChangeOf } from "./filter";
import ListPage from "./list-page";
import NewPage from "./new-page";
import { codeOf } from "./new-template";
import ReadyMadePage from "./ready-made-page";
import { answersOf, HOSTILE, row } from "./testing";

const ROWS = [
  row(),
  row({ id: "T2", name: "Points", code: "points", kind: "TEXT", published: null, draft: { number: 1, author: "user:8", authorName: "", createdAt: "2026-11-21T10:00:00Z", contents: [{ language: "it" }] } }),
];

function open(changes: Answers = {}) {
  return renderPage(<ListPage />, { path: "/templates", answers: answersOf({ Templates: { crmTemplates: ROWS }, ...changes }) });
}

async function names(): Promise<(string | null)[]> {
  await screen.findAllByRole("rowheader");
  return screen.getAllByRole("rowheader").map((cell) => cell.textContent);
}

describe("the list", () => {
  it("says of each its languages, channel, state and last change", async () => {
    open();
    expect(await names()).toEqual(["Spring news", "Points"]);
    const [, spring, points] = screen.getAllByRole("row");
    expect(spring).toHaveTextContent(/E-mail.*Marketing.*English, Italian.*In use.*Anna Rossi/);
    expect(points).toHaveTextContent(/Text message.*English, Italian.*Not in use yet.*Draft.*Staff member 8/);
  });

  it("is filtered by words, channel and state", async () => {
    const { user } = open();
    await user.type(await screen.findByRole("searchbox", { name: "Search by name or code" }), "POI");
    expect(await names()).toEqual(["Points"]);
    await user.clear(screen.getByRole("searchbox"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Channel" }), "EMAIL");
    expect(await names()).toEqual(["Spring news"]);
    await user.selectOptions(screen.getByRole("combobox", { name: "State" }), "unused");
    expect(await screen.findByText("No template fits")).toBeVisible();
  });

  it("asks for those out of use", async () => {
    const { user, asked } = open();
    await user.click(await screen.findByRole("checkbox", { name: "Also those out of use" }));
    await waitFor(() => {
      expect(asked.at(-1)).toEqual({ operation: "Templates", variables: { withArchived: true } });
    });
  });

  it("offers ready-made ones where there is none", async () => {
    open({ Templates: { crmTemplates: [] } });
    expect(await screen.findByText("No template yet")).toBeVisible();
    expect(screen.getAllByRole("link", { name: "Ready-made templates" })).toHaveLength(2);
  });

  it.each([
    ["loads", silent(), "Loading …"],
    ["has failed", failed("Broken."), "Broken."],
    ["cannot be reached", offline(), "The shop does not answer"],
    ["is not for this member of staff", denied("MANAGE_DISCOUNTS"), "MANAGE_DISCOUNTS"],
  ])("says that it %s", async (_, answer, text) => {
    open({ Templates: answer });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it("shows hostile names as text", async () => {
    const { container } = open({ Templates: { crmTemplates: [row({ name: HOSTILE, purpose: HOSTILE })] } });
    expect(await names()).toEqual([HOSTILE]);
    expect(container.querySelector("img")).toBeNull();
  });

  it("takes the latest of all that happened to a template", () => {
    expect(lastChangeOf(row())).toEqual({ at: "2026-11-20T11:00:00Z", author: "user:7", authorName: "Anna Rossi" });
    expect(lastChangeOf(row({ archivedAt: "2026-11-22T10:00:00Z" }))).toEqual({ at: "2026-11-22T10:00:00Z", author: "", authorName: null });
  });
});

describe("a new template", () => {
  function fill(changes: Answers = {}) {
    return renderPage(<NewPage />, { path: "/templates/new", answers: answersOf(changes) });
  }

  it("gets a code by its name, and is written next", async () => {
    const { user, asked, router } = fill({ TemplateCreate: { crmTemplateCreate: { template: { id: "T9" }, errors: [] } } });
    await user.type(await screen.findByRole("textbox", { name: /^Name/ }), "Frühling & Mehr");
    expect(screen.getByRole("textbox", { name: /^Code/ })).toHaveValue("fruhling_mehr");
    await user.selectOptions(await screen.findByRole("combobox", { name: "Unsubscribing leaves" }), await screen.findByRole("option", { name: "Carts" }));
    await user.click(screen.getByRole("button", { name: "Create and write it" }));
    await waitFor(() => {
      expect(router.state.location?.pathname).toBe("/templates/T9");
    });
    expect(asked.find(({ operation }) => operation === "TemplateCreate")?.variables).toEqual({
      input: {
        name: "Frühling & Mehr",
        code: "fruhling_mehr",
        kind: "EMAIL",
        purpose: "marketing",
        listCode: "carts",
        defaultLanguage: "en",
      },
    });
  });

  it("keeps a code that staff wrote, and says that it is taken", async () => {
    const { user } = fill({ TemplateCreate: refused("crmTemplateCreate", "code", "The code 'mine' is taken.", "UNIQUE") });
    await user.type(await screen.findByRole("textbox", { name: /^Code/ }), "mine");
    await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Spring");
    expect(screen.getByRole("textbox", { name: /^Code/ })).toHaveValue("mine");
    await user.click(screen.getByRole("button", { name: "Create and write it" }));
    expect(await screen.findByText("The code 'mine' is taken.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: /^Code/ })).toBeInvalid();
  });

  it.each([
    ["Spring news", "spring_news"],
    ["  Été!  ", "ete"],
    ["春", ""],
  ])("named %s has the code %s", (name, code) => {
    expect(codeOf(name)).toBe(code);
  });
});

describe("ready-made templates", () => {
  const READY = { code: "carts", name: "Abandoned cart", kind: "EMAIL", purpose: "marketing", languages: ["en", "it"] };

  function look(changes: Answers = {}) {
    return renderPage(<ReadyMadePage />, {
      path: "/templates/ready-made",
      answers: { TemplateReadyMade: { crmReadyMadeTemplates: [READY], crmTemplates: [] }, ...changes },
    });
  }

  it("are added and opened", async () => {
    const { user, asked, router } = look({ TemplateInstall: { crmTemplatesInstall: { templates: [{ id: "T5" }], errors: [] } } });
    await user.click(await screen.findByRole("button", { name: "Add Abandoned cart" }));
    await waitFor(() => {
      expect(router.state.location?.pathname).toBe("/templates/T5");
    });
    expect(asked.find(({ operation }) => operation === "TemplateInstall")?.variables).toEqual({ codes: ["carts"] });
  });

  it("lead to those that are there", async () => {
    look({
      TemplateReadyMade: { crmReadyMadeTemplates: [READY], crmTemplates: [{ id: "T5", code: "carts", archivedAt: null }] },
    });
    expect(await screen.findByRole("link", { name: "Open" })).toHaveAttribute("href", "/templates/T5");
  });
});
