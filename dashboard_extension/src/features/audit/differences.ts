/** What a change has changed, value by value. */

export interface Difference {
  name: string;
  /** `undefined` for what was not there; a null was there, and said nothing. */
  before: unknown;
  after: unknown;
}

export function differences(before: unknown, after: unknown): Difference[] {
  const old = record(before);
  const now = record(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.map((name) => ({ name, before: valueOf(old, name), after: valueOf(now, name) }));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function valueOf(values: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
