/** Imports as the API gives them, for tests of the pages. */
import type { WholeImport } from "./import-page";

export const ID = "Q3JtSW1wb3J0OjE=";
export const HOSTILE = '<img src=x onerror="alert(1)">';

export function job(changes: Partial<WholeImport> = {}): WholeImport {
  return {
    id: ID,
    kind: "customers",
    state: "READY",
    fileName: "people.csv",
    rows: 2000,
    handled: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    undone: 0,
    kept: 0,
    broken: 0,
    canBeTriedAgain: false,
    fileProblem: null,
    fileMessage: "",
    fileProblemRow: null,
    author: "user:1",
    createdAt: "2026-11-20T10:00:00Z",
    endedAt: null,
    rowsKept: true,
    options: { encoding: "", date_order: "dmy" },
    columns: [
      { header: "E-mail", field: "email" },
      { header: "Shoe size", field: "" },
    ],
    encoding: "utf-8",
    delimiter: ",",
    size: 4096,
    points: 0,
    uploadedAt: "2026-11-20T10:00:05Z",
    faultsUrl: "https://shop.example/plugins/saleor.crm/export/signed",
    ...changes,
  };
}

export const CHOICES = {
  crmSegments: {
    edges: [{ node: { id: "L1", name: "Fair", kind: "LIST" } }, { node: { id: "S1", name: "VIP", kind: "RULE" } }],
  },
  crmPrograms: [{ code: "club", name: "Club" }],
};

export const KINDS = {
  crmImportKinds: [
    {
      code: "customers",
      label: "Customers",
      takesAttributes: true,
      options: {
        properties: {
          encoding: { default: "", enum: ["", "utf-8", "gbk"], description: "How it is written." },
          date_order: { default: "dmy", enum: ["dmy", "mdy"], description: "Which comes first." },
        },
      },
      fields: [
        { code: "email", label: "E-mail", isRequired: false },
        { code: "birthday", label: "Birthday", isRequired: false },
      ],
    },
    {
      code: "opening_balances",
      label: "Opening balances",
      takesAttributes: false,
      options: { properties: { program: { default: "", description: "The code of the program." } } },
      fields: [{ code: "points", label: "Points", isRequired: true }],
    },
  ],
};
