/** Templates as the API gives them, for tests of the pages. */
import type { TemplateRowFragment, TemplateStateFragment } from "../../api/generated/templates";
import type { Answers } from "../../test-kit";
import type { Content } from "./editor/draft";
import type { Fault } from "./editor/faults";
import type { Template } from "./editor/use-editing";

export const ID = "Q3JtVGVtcGxhdGU6MQ==";
export const HOSTILE = '<img src=x onerror="alert(1)">';

export function content(changes: Partial<Content> = {}): Content {
  return { language: "en", variant: "", subject: "Spring", preheader: "", body: "<mj-text>Hi</mj-text>", text: "", ...changes };
}

export function version(changes: Partial<TemplateStateFragment> = {}): TemplateStateFragment {
  return {
    id: "Q3JtVGVtcGxhdGVWZXJzaW9uOjE=",
    number: 1,
    status: "PUBLISHED",
    author: "user:7",
    authorName: "Anna Rossi",
    createdAt: "2026-11-20T10:00:00Z",
    publishedAt: "2026-11-20T11:00:00Z",
    fingerprint: "one",
    variants: [],
    contents: [content()],
    faults: [],
    ...changes,
  };
}

export function draft(changes: Partial<TemplateStateFragment> = {}): TemplateStateFragment {
  return version({ id: "Q3JtVGVtcGxhdGVWZXJzaW9uOjI=", number: 2, status: "DRAFT", publishedAt: null, fingerprint: "two", ...changes });
}

export function template(changes: Partial<Template> = {}): Template {
  return {
    id: ID,
    code: "spring",
    name: "Spring news",
    kind: "EMAIL",
    purpose: "marketing",
    listCode: "",
    defaultLanguage: "en",
    createdAt: "2026-11-20T10:00:00Z",
    archivedAt: null,
    version: 3,
    published: version(),
    draft: null,
    ...changes,
  };
}

export function row(changes: Partial<TemplateRowFragment> = {}): TemplateRowFragment {
  const published = { number: 1, author: "user:7", authorName: "Anna Rossi", publishedAt: "2026-11-20T11:00:00Z", contents: [{ language: "en" }, { language: "it" }] };
  return { ...template(), published, draft: null, ...changes };
}

export const UNKNOWN: Fault = {
  code: "UNKNOWN_VARIABLE",
  part: "en body",
  line: 2,
  message: "There is no variable prise.",
  isWarning: false,
};

export const PREVIEW = {
  crmTemplatePreview: { subject: "Spring", html: "<p>Hi</p>", text: "Hi", links: ["https://shop.example/spring"], fault: null },
};

/** The answer to a saved draft, with what is wrong with it. */
export function saved(changes: Partial<TemplateStateFragment> = {}): object {
  return { crmTemplateDraftSave: { version: draft(changes), errors: [] } };
}

export function answersOf(changes: Answers = {}): Answers {
  return {
    Template: { crmTemplate: template() },
    TemplatePreview: PREVIEW,
    TemplateVersions: { crmTemplate: { id: ID, kind: "EMAIL", defaultLanguage: "en", versions: [version()] } },
    TemplateTools: {
      crmTemplateVariables: { customer: { first_name: "Ada" } },
      crmTemplateTraits: [
        { code: "city", name: "City" },
        { code: "tier", name: "Tier" },
      ],
    },
    TemplateChannels: { channels: [{ id: "C1", slug: "italy", name: "Italy", isActive: true }] },
    TemplateUses: { crmTemplateUses: [] },
    TemplateLists: { crmMessageLists: [{ code: "carts", name: "Carts" }] },
    ...changes,
  };
}
