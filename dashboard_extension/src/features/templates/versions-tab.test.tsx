/** What the versions of a template changed, how they read, and the way back to them. */
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage, type Answers } from "../../test-kit";
import TemplatePage from "./template-page";
import { answersOf, content, ID, version } from "./testing";

function open(changes: Answers) {
  return renderPage(<TemplatePage />, {
    path: "/templates/:id",
    address: `/templates/${encodeURIComponent(ID)}?tab=versions`,
    answers: answersOf(changes),
  });
}

describe("versions", () => {
  const former = version({ id: "V1", number: 1, status: "RETIRED", contents: [content({ subject: "First" })] });
  const now = version({ id: "V2", number: 2, fingerprint: "two" });
  const versions = { TemplateVersions: { crmTemplate: { id: ID, kind: "EMAIL", defaultLanguage: "en", versions: [now, former] } } };

  it("say what they changed", async () => {
    open(versions);
    const rows = await screen.findAllByRole("row");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining("What changed"),
      expect.stringMatching(/^Version 2.*In use.*Anna Rossi.*English: Subject/),
      expect.stringMatching(/^Version 1.*Former.*The first version/),
    ]);
  });

  it("are brought back as new ones", async () => {
    const { user, asked } = open({
      ...versions,
      TemplateRepublish: { crmTemplateRepublish: { version: { number: 3 }, errors: [] } },
    });
    await user.click(await screen.findByRole("button", { name: "Bring back version 1" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Bring back" }));
    expect(await screen.findByText("Version 3 is in use now.")).toBeVisible();
    expect(asked.find(({ operation }) => operation === "TemplateRepublish")?.variables).toEqual({ template: ID, number: 1 });
  });

  it("are looked at", async () => {
    const { user } = open(versions);
    await user.click(await screen.findByRole("button", { name: "Look at version 1" }));
    expect(await within(screen.getByRole("dialog")).findByTitle("Preview: Spring")).toBeVisible();
  });
});
