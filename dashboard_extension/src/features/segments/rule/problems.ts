/** What is still missing in a rule, found before the API is asked. */
import { settingsOf, shapeOf, type Field, type Fields } from "./fields";
import { isEmpty, partsOf, type Condition, type Group, type Json, type RuleNode } from "./tree";

/** The end of a message's id: what the row lacks. */
export type Problem = "field" | "operator" | "value" | "number" | "pair" | "days" | "scope" | "segment" | "gone";

const NUMBER = /^-?\d{1,12}(\.\d{1,4})?$/;
const MOST_DAYS = 3650;
const MOST_DAYS_OF_A_YEAR = 180;

/** Returns what is missing, by the id of the row; empty for a rule that can be asked. */
export function problemsIn(root: Group, fields: Fields): ReadonlyMap<string, Problem> {
  const found = new Map<string, Problem>();
  for (const part of partsOf(root)) {
    const problem = problemOf(part, fields);
    if (problem !== undefined) found.set(part.id, problem);
  }
  return found;
}

/** Whether the rule asks something, and nothing is missing. */
export function canBeAsked(root: Group, fields: Fields): boolean {
  return !isEmpty(root) && problemsIn(root, fields).size === 0;
}

function problemOf(part: RuleNode, fields: Fields): Problem | undefined {
  if (part.kind === "group") return undefined;
  if (part.kind === "segment") return part.number === null ? "segment" : undefined;
  if (part.field === "") return "field";
  const field = fields.get(part.field);
  return field === undefined ? "gone" : problemOfCondition(part, field);
}

function problemOfCondition(condition: Condition, field: Field): Problem | undefined {
  if (!field.operators.some((one) => one.code === condition.operator)) return "operator";
  const missing = settingsOf(field.scopeSchema).some(
    (one) => one.isRequired && isBlank(condition.of[one.name]),
  );
  if (missing) return "scope";
  if (condition.withinDays !== null && !isDays(condition.withinDays, MOST_DAYS, 1)) return "days";
  return problemOfValue(condition, field);
}

function problemOfValue({ operator, value }: Condition, field: Field): Problem | undefined {
  switch (shapeOf(field, operator)) {
    case "nothing":
      return undefined;
    case "many":
      return isBlank(value) ? "value" : undefined;
    case "pair":
      return isPair(value) ? undefined : "pair";
    case "days":
      return isDays(value, mostDays(field), 0) ? undefined : "days";
    default:
      return problemOfOne(value, field);
  }
}

function problemOfOne(value: Json, field: Field): Problem | undefined {
  if (field.kind === "NUMBER") return isNumber(value) ? undefined : "number";
  return isBlank(value) ? "value" : undefined;
}

function mostDays(field: Field): number {
  return field.kind === "ANNIVERSARY" ? MOST_DAYS_OF_A_YEAR : MOST_DAYS;
}

function isPair(value: Json): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [least, most] = value as readonly Json[];
  return isNumber(least) && isNumber(most) && Number(least) <= Number(most);
}

function isNumber(value: Json | undefined): boolean {
  return (typeof value === "number" || typeof value === "string") && NUMBER.test(String(value));
}

function isDays(value: Json, most: number, least: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function isBlank(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
