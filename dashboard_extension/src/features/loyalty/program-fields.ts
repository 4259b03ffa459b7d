/** The settings of a program as a form: which field is of which kind, and what was changed. */
import type { CrmProgramInput, LoyaltyProgramFragment } from "../../api/generated/loyalty";

type Value = string | number | boolean | string[] | null;
export type ProgramDraft = Record<string, Value>;

export interface ProgramField {
  name: keyof CrmProgramInput & keyof LoyaltyProgramFragment;
  kind: "text" | "days" | "number" | "check" | "choice" | "moment" | "channels";
  /** May be left empty, which means that there is no limit or no end. */
  isOptional?: boolean;
  choices?: readonly string[];
}

export interface FieldGroup {
  id: string;
  fields: readonly ProgramField[];
}

export const GROUPS: readonly FieldGroup[] = [
  {
    id: "general",
    fields: [
      { name: "name", kind: "text" },
      { name: "unitName", kind: "text" },
      { name: "isActive", kind: "check" },
      { name: "channels", kind: "channels" },
      { name: "startsAt", kind: "moment" },
      { name: "endsAt", kind: "moment", isOptional: true },
      { name: "timeZone", kind: "text" },
    ],
  },
  {
    id: "earning",
    fields: [
      { name: "rounding", kind: "choice", choices: ["DOWN", "HALF_UP", "UP"] },
      { name: "includesTax", kind: "check" },
      { name: "includesShipping", kind: "check" },
      { name: "giftCardsEarn", kind: "check" },
      { name: "excludesStaff", kind: "check" },
    ],
  },
  {
    id: "waiting",
    fields: [
      { name: "returnWindowDays", kind: "days" },
      { name: "maxPendingDays", kind: "days" },
      { name: "shortfall", kind: "choice", choices: ["FORGIVEN", "OWED", "RECOVERED"] },
    ],
  },
  {
    id: "expiry",
    fields: [
      { name: "expiryUnit", kind: "choice", choices: ["NEVER", "DAYS", "MONTHS"] },
      { name: "expiryLength", kind: "number" },
      { name: "expiryRounding", kind: "choice", choices: ["NONE", "MONTH", "QUARTER", "YEAR"] },
      { name: "expiryStart", kind: "choice", choices: ["AVAILABLE", "EARNED"] },
      { name: "expiryWarningDays", kind: "days" },
      { name: "courtesyDays", kind: "days" },
    ],
  },
  {
    id: "people",
    fields: [
      { name: "termsVersion", kind: "text", isOptional: true },
      { name: "leaverKeepDays", kind: "days", isOptional: true },
      { name: "adjustmentLimit", kind: "number", isOptional: true },
      { name: "requestDays", kind: "days" },
    ],
  },
];

const FIELDS = GROUPS.flatMap(({ fields }) => fields);

export function draftOf(program: LoyaltyProgramFragment): ProgramDraft {
  return Object.fromEntries(FIELDS.map(({ name }) => [name, program[name] ?? null]));
}

/** Worths by currency as texts, as they are written. */
export type Worths = Record<string, string>;

export function worthsOf(program: LoyaltyProgramFragment): Worths {
  return Object.fromEntries((program.currencies ?? []).map(({ currency, worthPerPoint }) => [currency, String(worthPerPoint)]));
}

/** What differs from the program as it was read: only that is sent, so that others' changes stay. */
export function changesOf(
  before: { draft: ProgramDraft; worths: Worths },
  after: { draft: ProgramDraft; worths: Worths },
): CrmProgramInput {
  const changed = FIELDS.filter(({ name }) => !isSame(before.draft[name], after.draft[name]));
  const input: Record<string, unknown> = Object.fromEntries(changed.map(({ name }) => [name, after.draft[name]]));
  if (!isSame(Object.entries(before.worths), Object.entries(after.worths))) {
    input["worthPerPoint"] = Object.entries(after.worths)
      .filter(([, worth]) => worth.trim() !== "")
      .map(([currency, worthPerPoint]) => ({ currency, worthPerPoint }));
  }
  return input;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
