/** What a change has changed, value by value, as text that is shown and never run. */

export interface Difference {
  name: string;
  /** Null for what was not there. */
  before: string | null;
  after: string | null;
}

export function differences(before: unknown, after: unknown): Difference[] {
  const old = record(before);
  const now = record(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.map((name) => ({ name, before: written(old, name), after: written(now, name) }));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function written(values: Record<string, unknown>, name: string): string | null {
  if (!Object.hasOwn(values, name)) return null;
  const value = values[name];
  return typeof value === "string" ? value : JSON.stringify(value);
}
