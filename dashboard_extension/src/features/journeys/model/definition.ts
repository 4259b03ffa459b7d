/** The definition of a journey as the API sends it, and the form of what it can name. */

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export type Settings = { [name: string]: JsonValue };

/** A trigger or a step: its settings beside the code of its kind. */
export interface Kinded {
  readonly kind: string;
  readonly [name: string]: JsonValue;
}

export interface Condition {
  readonly attribute: string;
  readonly operator: string;
  readonly value?: JsonValue;
}

export interface FactMatch {
  readonly event: string;
  readonly same_subject?: boolean;
}

interface Goal {
  readonly events: readonly FactMatch[];
  readonly within_days?: number;
  readonly stays?: boolean;
}

export interface Definition {
  readonly trigger: Kinded;
  readonly start: string;
  readonly steps: Readonly<Record<string, Kinded>>;
  readonly purpose?: string;
  readonly entry?: readonly Condition[];
  readonly goal?: Goal | null;
  readonly exits?: { readonly events?: readonly FactMatch[]; readonly guards?: readonly string[] };
  readonly re_entry?: { readonly rule?: string; readonly days?: number };
  readonly holdout_basis_points?: number;
  readonly priority?: number;
  readonly group?: string;
  readonly freshness_hours?: number;
  readonly ends_after_days?: number;
}

export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly default?: JsonValue;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export interface Kind {
  readonly group: string;
  readonly code: string;
  readonly label: string;
  readonly settingsSchema: JsonSchema | null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKinded(value: unknown): value is Kinded {
  return isObject(value) && typeof value["kind"] === "string";
}

/** Read what the API has sent; null where it is no definition that can be shown. */
export function readDefinition(value: unknown): Definition | null {
  if (!isObject(value) || !isKinded(value["trigger"]) || typeof value["start"] !== "string") {
    return null;
  }
  const steps = value["steps"];
  if (!isObject(steps) || !Object.values(steps).every(isKinded)) {
    return null;
  }
  return value as unknown as Definition;
}

/** Follow references into `$defs`, and take the first form of several that is not null. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) {
    const { $ref: name, ...own } = schema;
    const target = root.$defs?.[name.replace("#/$defs/", "")] ?? {};
    return { ...resolved(target, root), ...own };
  }
  const [only] = schema.allOf ?? [];
  if (only !== undefined) {
    const { allOf: _all, ...own } = schema;
    return { ...resolved(only, root), ...own };
  }
  return schema;
}

/** Whether null is among the values of a schema. */
export function isNullable(schema: JsonSchema): boolean {
  return schema.anyOf?.some((one) => one.type === "null") ?? false;
}

/** The form that values other than null have. */
export function valueSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const found = resolved(schema, root);
  const form = found.anyOf?.find((one) => one.type !== "null");
  if (form === undefined) {
    return found;
  }
  const { anyOf: _any, ...own } = found;
  return { ...resolved(form, root), ...own };
}
