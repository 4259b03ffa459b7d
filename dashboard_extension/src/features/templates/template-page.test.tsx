/** Staff write a template, mend what is wrong, see how it reads, put it in force and take it back. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { denied, failed, offline, refused, renderPage, silent, type Answers } from "../../test-kit";
import TemplatePage from "./template-page";
import { answersOf, content, draft, HOSTILE, ID, PREVIEW, saved, template, UNKNOWN, version } from "./testing";

function open(changes: Answers = {}) {
  return renderPage(<TemplatePage />, {
    path: "/templates/:id",
    address: `/templates/${encodeURIComponent(ID)}`,
    answers: answersOf(changes),
  });
}

function writes(label: RegExp, text: string) {
  fireEvent.change(screen.getByRole("textbox", { name: label }), { target: { value: text } });
}

const inUse = version({ contents: [content(), content({ language: "it", subject: "Primavera" })] });

describe("a template that is written", () => {
  it("is saved by itself, with what it was based on", async () => {
    const { asked } = open({ TemplateDraftSave: saved({ contents: [content({ subject: "Summer" })] }) });
    await screen.findByRole("heading", { level: 1, name: "Spring news" });
    writes(/^Subject/, "Summer");

    expect(await screen.findByText("Everything is saved")).toBeVisible();
    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "TemplateDraftSave")?.variables).toEqual({
        template: ID,
        basedOn: "one",
        variants: [],
        contents: [content({ subject: "Summer" })],
      });
    });
  });

  it("that was kept stays kept until it is saved, however short the visit", async () => {
    const first = open({ TemplateDraftSave: silent() });
    await screen.findByRole("heading", { level: 1, name: "Spring news" });
    writes(/^Subject/, "Summer");
    first.unmount();

    const second = open({ TemplateDraftSave: silent() });
    expect(await screen.findByRole("textbox", { name: /^Subject/ })).toHaveValue("Summer");
    second.unmount();

    const { asked } = open({ TemplateDraftSave: saved({ contents: [content({ subject: "Summer" })] }) });
    expect(await screen.findByText("Everything is saved")).toBeVisible();
    expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Summer");
    expect(asked.filter(({ operation }) => operation === "TemplateDraftSave")).toHaveLength(1);
  });

  it("shows what is wrong beside the source, and goes there", async () => {
    const body = "<mj-text>\n{{ prise }}\n</mj-text>";
    const faulty = draft({ contents: [content({ body })], faults: [UNKNOWN] });
    const { user } = open({ Template: { crmTemplate: template({ draft: faulty }) } });
    const fault = await screen.findByRole("button", { name: /Unknown variable/ });
    expect(fault).toHaveTextContent("ErrorUnknown variableEnglish · Body · line 2There is no variable prise.");
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "Standard, English: Written, 1 finding" })).toBeVisible();

    await user.click(fault);
    const source = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Body/ });
    expect(source).toHaveFocus();
    expect(source.value.slice(source.selectionStart, source.selectionEnd)).toBe("{{ prise }}");
    expect(source).toBeInvalid();
  });

  it("loses a finding once it is mended", async () => {
    const faulty = draft({ contents: [content({ body: "{{ prise }}" })], faults: [UNKNOWN] });
    open({ Template: { crmTemplate: template({ draft: faulty }) }, TemplateDraftSave: saved({ fingerprint: "three" }) });
    await screen.findByRole("button", { name: /Unknown variable/ });
    writes(/^Body/, "<mj-text>Hi</mj-text>");

    expect(await screen.findByText("Nothing stands against publishing.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled();
  });

  it("says what others read, and begins a language with a copy", async () => {
    const published = version({ contents: [content(), content({ language: "it" }), content({ variant: "south" })] });
    const variants = [{ code: "south", conditions: [{ attribute: "city", operator: "is", values: ["Bari"] }] }];
    const { user, asked } = open({
      Template: { crmTemplate: template({ published: { ...published, variants } }) },
      TemplateDraftSave: saved(),
    });
    await user.click(await screen.findByRole("button", { name: "south, Italian: Reads: English" }));
    await user.click(screen.getByRole("button", { name: "Write it, beginning with a copy (English)" }));

    expect(screen.getByRole("button", { name: "south, Italian: Written" })).toHaveAttribute("aria-pressed", "true");
    await waitFor(() => {
      const sent = asked.find(({ operation }) => operation === "TemplateDraftSave");
      expect(sent?.variables["contents"]).toEqual([...published.contents, content({ language: "it", variant: "south" })]);
    });
  });

  it("gets a language and a variant, and is not sent while the variant is for nobody", async () => {
    const { user, asked } = open({ TemplateDraftSave: saved() });
    await user.click(await screen.findByRole("button", { name: "Add a language" }));
    await user.type(screen.getByRole("textbox", { name: /^Language tag/ }), "IT");
    expect(screen.getByText("Italian")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(screen.getByRole("button", { name: "Standard, Italian: Written" })).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Add a variant" }));
    await user.type(screen.getByRole("textbox", { name: /^Name of the variant/ }), "South");
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(await screen.findByText(/Saved once every variant says whom it is for/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "south, Italian: Reads: English" })).toBeVisible();

    await user.type(await screen.findByRole("textbox", { name: /^Values/ }), "Bari,Lecce");
    await waitFor(() => {
      expect(asked.findLast(({ operation }) => operation === "TemplateDraftSave")?.variables["variants"]).toEqual([
        { code: "south", conditions: [{ attribute: "city", operator: "is", values: ["Bari", "Lecce"] }] },
      ]);
    });
  });

  it("gets back what was taken away", async () => {
    const { user } = open({ Template: { crmTemplate: template({ published: inUse }) }, TemplateDraftSave: saved() });
    await user.click(await screen.findByRole("button", { name: "Standard, Italian: Written" }));
    await user.click(screen.getByRole("button", { name: "Remove this text" }));
    expect(screen.queryByRole("button", { name: /Italian/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await user.click(screen.getByRole("button", { name: "Standard, Italian: Written" }));
    expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Primavera");
  });

  it("takes variables and blocks at the cursor", async () => {
    const { user } = open({ TemplateDraftSave: saved() });
    const body = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Body/ });
    body.focus();
    body.setSelectionRange(9, 11);
    await user.click(screen.getByRole("button", { name: "Insert variable or block" }));
    expect(screen.getByRole("button", { name: /^order_lines/ })).toBeVisible();
    await user.click(await screen.findByRole("button", { name: /^customer.first_name/ }));
    await waitFor(() => {
      expect(body).toHaveValue("<mj-text>{{ customer.first_name }}</mj-text>");
    });
  });

  it("is shown as its reader would see it, in a frame where nothing runs", async () => {
    const { user } = open();
    const frame = await screen.findByTitle("Preview: Spring");
    expect(frame).toHaveAttribute("sandbox", "allow-same-origin");
    expect(frame).not.toHaveAttribute("srcdoc");
    expect(frame).toHaveStyle({ width: "640px" });
    await user.click(screen.getByRole("button", { name: "Phone" }));
    expect(frame).toHaveStyle({ width: "375px" });
    await user.click(screen.getByRole("button", { name: "Plain text" }));
    expect(screen.getByText("Hi")).toBeVisible();
    expect(screen.getByText("https://shop.example/spring")).toBeInTheDocument();
  });

  it("is filled with a customer's latest order", async () => {
    const person = { id: "P1", firstName: "Anna", lastName: "Rossi", email: "anna@example.com", userId: "U1" };
    const order = { id: "O9", number: "1042", created: "2026-11-01T10:00:00Z", channel: { slug: "italy" } };
    const { user, asked } = open({
      People: { crmProfiles: { pageInfo: { hasNextPage: false }, edges: [{ node: person }] } },
      TemplateOrders: { user: { id: "U1", orders: { edges: [{ node: order }] } } },
    });
    await user.click(await screen.findByRole("button", { name: "Preview as a customer" }));
    await user.type(screen.getByRole("combobox", { name: "Customer" }), "anna");
    await user.click(await screen.findByRole("option", { name: /Anna Rossi/ }));
    expect(await screen.findByRole("combobox", { name: "Order" })).toHaveValue("O9");
    await waitFor(() => {
      expect(asked.findLast(({ operation }) => operation === "TemplatePreview")?.variables["input"]).toEqual({
        own: {},
        profile: "P1",
        order: "O9",
        channel: "italy",
      });
    });
  });

  it("says why it cannot be shown", async () => {
    const fault = { ...UNKNOWN, part: "body" };
    open({ TemplatePreview: { crmTemplatePreview: { ...PREVIEW.crmTemplatePreview, html: null, fault } } });
    expect(await screen.findByText(/line 2 There is no variable prise\./)).toBeVisible();
  });

  it("shows hostile texts as text", async () => {
    const { container } = open({
      Template: {
        crmTemplate: template({ name: HOSTILE, draft: draft({ author: HOSTILE, faults: [{ ...UNKNOWN, message: HOSTILE }] }) }),
      },
      TemplatePreview: { crmTemplatePreview: { ...PREVIEW.crmTemplatePreview, subject: HOSTILE } },
    });
    expect(await screen.findByRole("heading", { level: 1, name: HOSTILE })).toBeVisible();
    await screen.findByTitle(`Preview: ${HOSTILE}`);
    expect(container.querySelector("img")).toBeNull();
  });
});

describe("saving", () => {
  it("overwrites nothing that somebody else has written, and keeps both", async () => {
    const { user, answers, asked } = open({
      TemplateDraftSave: refused("crmTemplateDraftSave", "basedOn", "user:9 has changed it.", "CHANGED_MEANWHILE"),
    });
    await screen.findByRole("textbox", { name: /^Subject/ });
    answers["Template"] = {
      crmTemplate: template({ draft: draft({ author: "user:9", authorName: "Cleo", fingerprint: "theirs", contents: [content({ subject: "Theirs" })] }) }),
    };
    writes(/^Subject/, "Mine");
    expect(await screen.findByText(/^Cleo has written this template meanwhile/)).toBeVisible();
    expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Mine");

    answers["TemplateDraftSave"] = saved({ contents: [content({ subject: "Mine" })] });
    await user.click(screen.getByRole("button", { name: "Use mine instead" }));
    expect(await screen.findByText("Everything is saved")).toBeVisible();
    expect(asked.findLast(({ operation }) => operation === "TemplateDraftSave")?.variables).toMatchObject({
      basedOn: "theirs",
      contents: [content({ subject: "Mine" })],
    });
  });

  it("goes on with theirs where staff wish it", async () => {
    const { user, answers } = open({
      TemplateDraftSave: refused("crmTemplateDraftSave", "basedOn", "user:9 has changed it.", "CHANGED_MEANWHILE"),
    });
    await screen.findByRole("textbox", { name: /^Subject/ });
    answers["Template"] = { crmTemplate: template({ draft: draft({ author: "user:9", authorName: "Cleo", contents: [content({ subject: "Theirs" })] }) }) };
    writes(/^Subject/, "Mine");
    await screen.findByText(/^Cleo has written/);
    await user.click(screen.getByRole("button", { name: "Load the newer one" }));
    expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Theirs");
  });

  it("keeps what was written while the shop is away, also through a closed page", async () => {
    const { unmount } = open({ TemplateDraftSave: offline() });
    await screen.findByRole("textbox", { name: /^Subject/ });
    writes(/^Subject/, "Kept");
    expect(await screen.findByText(/^The shop does not answer\. What you have written is kept/)).toBeVisible();
    unmount();

    const again = open({ TemplateDraftSave: saved({ contents: [content({ subject: "Kept" })] }) });
    expect(await screen.findByRole("textbox", { name: /^Subject/ })).toHaveValue("Kept");
    expect(await screen.findByText("Everything is saved")).toBeVisible();
    expect(again.asked.find(({ operation }) => operation === "TemplateDraftSave")?.variables["basedOn"]).toBe("one");
  });

  it("says why a draft was refused", async () => {
    open({ TemplateDraftSave: refused("crmTemplateDraftSave", "variants", "The variant is there twice.") });
    await screen.findByRole("textbox", { name: /^Subject/ });
    writes(/^Subject/, "x");
    expect(await screen.findByText("The variant is there twice.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Save now" })).toBeVisible();
  });
});

describe("what is done with a template", () => {
  it("is published, and taken back by one button", async () => {
    const { user, answers, asked } = open({
      Template: { crmTemplate: template({ draft: draft() }) },
      TemplatePublish: { crmTemplatePublish: { version: version({ number: 2 }), errors: [] } },
      TemplateRepublish: { crmTemplateRepublish: { version: { number: 3 }, errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Publish" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/in English\. Nothing is sent/)).toBeVisible();
    answers["Template"] = { crmTemplate: template({ published: version({ number: 2, fingerprint: "two" }) }) };
    await user.click(dialog.getByRole("button", { name: "Publish" }));

    expect(await screen.findByText("Version 2 is in use now.")).toBeVisible();
    expect(await screen.findByText("Version 2 in use")).toBeVisible();
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Bring back version 1" }));
    await waitFor(() => {
      expect(asked.find(({ operation }) => operation === "TemplateRepublish")?.variables).toEqual({ template: ID, number: 1 });
    });
  });

  it("loses its draft, and gets it back", async () => {
    const written = draft({ contents: [content({ subject: "Draft" })] });
    const { user, answers, asked } = open({
      Template: { crmTemplate: template({ draft: written }) },
      TemplateDraftDiscard: { crmTemplateDraftDiscard: { template: { id: ID }, errors: [] } },
      TemplateDraftSave: saved(),
    });
    expect(await screen.findByRole("textbox", { name: /^Subject/ })).toHaveValue("Draft");
    await user.click(screen.getByRole("button", { name: "Discard draft" }));
    answers["Template"] = { crmTemplate: template() };
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Discard draft" }));
    expect(await screen.findByText("The draft was discarded.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Spring");

    answers["Template"] = { crmTemplate: template({ draft: written }) };
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => {
      expect(screen.getByRole("textbox", { name: /^Subject/ })).toHaveValue("Draft");
    });
    expect(asked.find(({ operation }) => operation === "TemplateDraftSave")?.variables).toMatchObject({
      basedOn: "one",
      contents: written.contents,
    });
  });

  it("is tried out by a letter to oneself", async () => {
    const { user, asked } = open({
      Template: { crmTemplate: template({ published: inUse }) },
      TemplateTestSend: { crmTemplateTestSend: { version: 1, language: "it", subject: "[Test] Primavera", errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Send a test" }));
    const dialog = within(screen.getByRole("dialog"));
    await user.selectOptions(dialog.getByRole("combobox", { name: "Language" }), "it");
    await user.click(dialog.getByRole("button", { name: "Send" }));
    await waitFor(() => {
      expect(screen.queryByRole("dialog")).toBeNull();
    });
    expect(asked.find(({ operation }) => operation === "TemplateTestSend")?.variables).toEqual({
      template: ID,
      to: "MYSELF",
      language: "it",
      variant: "",
    });
  });

  it("is told why no letter has left", async () => {
    const { user } = open({ TemplateTestSend: refused("crmTemplateTestSend", null, "Sending is stopped.", "NOT_LIVE") });
    await user.click(await screen.findByRole("button", { name: "Send a test" }));
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("Sending is stopped.")).toBeVisible();
  });

  it("is taken out of use, and put back", async () => {
    const { user, answers, asked } = open({
      TemplateArchive: { crmTemplateArchive: { template: { id: ID, archivedAt: "2026-11-22T10:00:00Z" }, errors: [] } },
      TemplateRestore: { crmTemplateRestore: { template: { id: ID, archivedAt: null }, errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Take out of use" }));
    answers["Template"] = { crmTemplate: template({ archivedAt: "2026-11-22T10:00:00Z" }) };
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Take out of use" }));
    const back = await screen.findByRole("button", { name: "Put back into use" });
    answers["Template"] = { crmTemplate: template() };
    await user.click(back);
    expect(await screen.findByRole("textbox", { name: /^Subject/ })).toHaveValue("Spring");
    expect(asked.find(({ operation }) => operation === "TemplateRestore")?.variables).toEqual({ template: ID });
  });
});

describe("other states", () => {
  it("say that they load", async () => {
    open({ Template: silent() });
    expect(await screen.findByText("Loading …")).toBeInTheDocument();
  });

  it("say that there is no such template", async () => {
    open({ Template: { crmTemplate: null } });
    expect(await screen.findByText("There is no such template")).toBeVisible();
  });

  it("name the permission that is missing", async () => {
    open({ Template: denied("MANAGE_DISCOUNTS") });
    expect(await screen.findByText("MANAGE_DISCOUNTS")).toBeVisible();
  });

  it("show what failed", async () => {
    open({ Template: failed("Broken.") });
    expect(await screen.findByText("Broken.")).toBeVisible();
  });

  it("name what is needed to preview as a customer", async () => {
    const { user } = open({ People: denied("MANAGE_USERS") });
    await user.click(await screen.findByRole("button", { name: "Preview as a customer" }));
    await user.type(screen.getByRole("combobox", { name: "Customer" }), "anna");
    expect(await screen.findByText("MANAGE_USERS")).toBeVisible();
  });
});
