/** A channel's settings as its JSON schema tells them: one field each, and what has been written there. */

interface PropertySchema {
  readonly type?: string;
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
}

interface SettingsSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

export type SettingValue = string | number | boolean | null;

export interface SettingField {
  readonly name: string;
  /** `map` is a list of names with values, written one a line. */
  readonly kind: "text" | "secret" | "number" | "flag" | "choice" | "map";
  /** The API's own word for it. */
  readonly title: string;
  readonly choices: readonly string[];
  readonly isRequired: boolean;
  readonly value: SettingValue;
}

const KINDS: Readonly<Record<string, SettingField["kind"]>> = {
  boolean: "flag",
  integer: "number",
  number: "number",
  object: "map",
};

/** The fields in the order of the schema, with what is stored in them, else their default. */
export function fieldsOf(schema: unknown, secrets: readonly string[], stored: unknown): SettingField[] {
  const { properties = {}, required = [] } = (schema ?? {}) as SettingsSchema;
  const known = (stored ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(properties).map(([name, property]) => {
    const kind = secrets.includes(name) ? "secret" : property.enum ? "choice" : (KINDS[property.type ?? ""] ?? "text");
    return {
      name,
      kind,
      title: property.title ?? name,
      choices: property.enum ?? [],
      isRequired: required.includes(name),
      value: kind === "secret" ? "" : shown(known[name] ?? property.default, kind),
    };
  });
}

/** What is sent: secrets that nobody has written anew are left out, and so stay as they are. */
export function settingsOf(fields: readonly SettingField[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind, value }) => {
      if (value === null || (kind === "secret" && value === "")) return [];
      return [[name, kind === "map" ? pairs(String(value)) : value]];
    }),
  );
}

function shown(value: unknown, kind: SettingField["kind"]): SettingValue {
  if (kind === "map") return lines(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  if (kind === "number") return null;
  return kind === "flag" ? false : "";
}

function lines(value: unknown): string {
  return Object.entries((value ?? {}) as Record<string, unknown>)
    .map(([name, one]) => `${name}=${String(one)}`)
    .join("\n");
}

function pairs(text: string): Record<string, string> {
  const written = text.split("\n").filter((line) => line.includes("="));
  return Object.fromEntries(
    written.map((line) => {
      const place = line.indexOf("=");
      return [line.slice(0, place).trim(), line.slice(place + 1).trim()];
    }),
  );
}
