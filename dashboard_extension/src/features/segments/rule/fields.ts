/** What a rule can ask, as the builder needs it: by code, in groups, with the form of each value. */
import type { SegmentFieldsQuery } from "../../../api/generated/segments";
import type { Condition, Json, Scope } from "./tree";

export type Field = SegmentFieldsQuery["crmSegmentFields"][number];
export type Fields = ReadonlyMap<string, Field>;

/** What stands beside an operator. */
export type Shape = "nothing" | "one" | "many" | "pair" | "days" | "date";

/** One thing that a field can be narrowed to, or a ready-made segment must be told. */
export interface Setting {
  readonly name: string;
  readonly form: "text" | "number" | "choice" | "choices" | "texts";
  /** Of what the value is chosen; empty for free ones. */
  readonly chosenFrom: string;
  readonly options: readonly string[];
  readonly isNumeric: boolean;
  readonly isRequired: boolean;
  readonly fallback: Json;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export function byCode(fields: readonly Field[]): Fields {
  return new Map(fields.map((field) => [field.code, field]));
}

export function shapeOf(field: Field, operator: string): Shape {
  const found = field.operators.find((one) => one.code === operator);
  return (found?.shape ?? "one") as Shape;
}

/** Returns the value to begin with where the operator changes; what still fits is kept. */
export function fittingValue(field: Field, operator: string, value: Json, before?: Shape): Json {
  const shape = shapeOf(field, operator);
  if (shape === before && value !== null) return value;
  switch (shape) {
    case "nothing":
      return null;
    case "many":
      return typeof value === "string" && value !== "" ? [value] : [];
    case "pair":
      return [null, null];
    default:
      return field.kind === "YES_NO" ? true : firstOf(value);
  }
}

function firstOf(value: Json): Json {
  return Array.isArray(value) ? ((value[0] as Json | undefined) ?? "") : "";
}

/** Returns the condition asking another field, with that field's first operator. */
export function askField(condition: Condition, field: Field): Condition {
  const operator = field.operators[0]?.code ?? "";
  const of = Object.fromEntries(
    settingsOf(field.scopeSchema)
      .filter((one) => one.isRequired && one.options.length > 0)
      .map((one) => [one.name, one.options[0] ?? ""]),
  );
  return {
    ...condition,
    field: field.code,
    operator,
    value: fittingValue(field, operator, null),
    of,
    withinDays: null,
  };
}

const SOURCES: Readonly<Record<string, string>> = {
  products: "product",
  categories: "category",
  bought: "category",
  never: "category",
  collections: "collection",
  currency: "currency",
  program: "program",
  name: "attribute",
  id: "list",
  type: "entry_type",
  stores: "warehouse",
  tiers: "tier",
};

/** Reads what can be set out of a JSON Schema; keys that it does not know become plain texts. */
export function settingsOf(schema: unknown): Setting[] {
  const root = record(schema);
  const required = list(root["required"]);
  return Object.entries(record(root["properties"])).map(([name, raw]) =>
    settingOf(name, resolved(raw, root), required.includes(name)),
  );
}

function settingOf(name: string, schema: Readonly<Record<string, unknown>>, isRequired: boolean): Setting {
  const items = record(schema["items"]);
  const isMany = schema["type"] === "array";
  const options = list(schema["enum"]);
  const isNumeric = (isMany ? items["type"] : schema["type"]) === "integer";
  const chosenFrom = name === "channels" ? (isNumeric ? "channel" : "channel_slug") : (SOURCES[name] ?? "");
  return {
    name,
    form: formOf({ isMany, isNumeric, isChosen: chosenFrom !== "" || options.length > 0 }),
    chosenFrom,
    options,
    isNumeric,
    isRequired,
    fallback: (schema["default"] ?? null) as Json,
    least: number(schema["minimum"]),
    most: number(schema["maximum"]),
  };
}

function formOf(one: { isMany: boolean; isNumeric: boolean; isChosen: boolean }): Setting["form"] {
  if (one.isMany) return one.isChosen ? "choices" : "texts";
  if (one.isChosen) return "choice";
  return one.isNumeric ? "number" : "text";
}

function resolved(raw: unknown, root: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const schema = record(raw);
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const named = record(record(root["$defs"])[reference.replace("#/$defs/", "")]);
    return { ...named, ...schema };
  }
  const [first] = Array.isArray(schema["anyOf"]) ? (schema["anyOf"] as unknown[]) : [];
  return first === undefined ? schema : { ...resolved(first, root), default: schema["default"] };
}

/** Leaves out of a scope what is not set, so that the rule says no more than was meant. */
export function setIn(scope: Scope, name: string, value: Json): Scope {
  const isBlank = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  const others = Object.fromEntries(Object.entries(scope).filter(([key]) => key !== name));
  return isBlank ? others : { ...others, [name]: value };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
