/** Segments and fields as the API gives them, for tests of the pages. */
import type { Answers } from "../../test-kit";
import type { StoredSegment } from "./draft";
import type { Field } from "./rule/fields";

export const HOSTILE = '<img src=x onerror="alert(1)">';

const KNOWN = [
  { code: "known", shape: "nothing" },
  { code: "unknown", shape: "nothing" },
];

export const FIELDS: Field[] = [
  field("place.city", { label: "City", group: "Place", kind: "TEXT" }, [
    { code: "is", shape: "one" },
    { code: "one_of", shape: "many" },
    ...KNOWN,
  ]),
  field("orders.spent", { label: "Spent", group: "Orders", kind: "NUMBER", takesWindow: true }, [
    { code: "at_least", shape: "one" },
    { code: "between", shape: "pair" },
  ]),
  field("orders.last_at", { label: "Last order", group: "Orders", kind: "MOMENT" }, [
    { code: "in_last_days", shape: "days" },
    { code: "before", shape: "date" },
    ...KNOWN,
  ]),
  field(
    "orders.categories",
    { label: "Categories bought", group: "Orders", kind: "IDS", chosenFrom: "category" },
    [{ code: "has_any", shape: "many" }],
  ),
];

function field(code: string, changes: Partial<Field>, operators: Field["operators"]): Field {
  const scope = { properties: { currency: { pattern: "^[A-Z]{3}$", type: "string" } }, required: ["currency"] };
  return {
    code,
    label: code,
    group: "Orders",
    help: "",
    kind: "TEXT",
    unit: "",
    operators,
    choices: [],
    chosenFrom: "",
    takesWindow: false,
    scopeSchema: code === "orders.spent" ? scope : { properties: {} },
    ...changes,
  };
}

export const ID = "Q3JtU2VnbWVudDo3";
export const MILAN = { field: "place.city", operator: "is", value: "Milano" };

export function segment(changes: Partial<StoredSegment> = {}): StoredSegment {
  return {
    id: ID,
    number: 7,
    name: "Milan",
    description: "",
    kind: "RULE",
    version: 3,
    changedAt: "2026-11-20T10:00:00Z",
    changedBy: "Anna Rossi",
    isCurrent: true,
    filledAt: "2026-11-20T10:01:00Z",
    archivedAt: null,
    count: 120,
    rule: { all: [MILAN] },
    ...changes,
  };
}

export const PERSON = { id: "Q3JtUHJvZmlsZTox", firstName: "Anna", lastName: "Rossi", email: "anna@example.com", kind: "ACCOUNT" };

export function preview(changes: object = {}): object {
  return {
    crmSegmentPreview: {
      count: 1240,
      reachable: [{ channel: "email", count: 980 }],
      sample: [PERSON],
      ...changes,
    },
  };
}

export function answersOf(changes: Answers = {}): Answers {
  return {
    Segment: { crmSegment: segment() },
    SegmentFields: { crmSegmentFields: FIELDS },
    SegmentPreview: preview(),
    SegmentChoices: { crmSegmentChoices: [{ value: "EUR", label: "EUR" }] },
    SegmentUses: { crmSegmentUses: [] },
    ...changes,
  };
}
