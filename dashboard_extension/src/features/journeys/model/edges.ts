/** The ways that lead from a step to others, found by the names of their fields. */

import type { Definition, JsonValue, Kinded } from "./definition";

export interface Edge {
  /** Where it stands among the settings, such as `next` or `ways.0.next`. */
  readonly field: string;
  readonly target: string;
}

const EDGE_NAMES = ["next", "then", "otherwise"] as const;

export function isEdgeName(name: string): boolean {
  return (EDGE_NAMES as readonly string[]).includes(name);
}

function edgesIn(value: JsonValue, prefix: string): Edge[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, place) => edgesIn(one, `${prefix}${String(place)}.`));
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    isEdgeName(name) && typeof inner === "string"
      ? [{ field: prefix + name, target: inner }]
      : edgesIn(inner, `${prefix}${name}.`),
  );
}

const ORDER: Readonly<Record<string, number>> = { next: 0, then: 1, otherwise: 2 };

/** The ways of a step, `then` before `otherwise`, and ways by chance in their order. */
export function edgesOf(step: Kinded): readonly Edge[] {
  const { kind: _kind, ...settings } = step;
  return edgesIn(settings, "").sort(
    (one, other) => (ORDER[one.field] ?? 0) - (ORDER[other.field] ?? 0),
  );
}

interface Incoming {
  /** The step from which it comes; null for the start. */
  readonly from: string | null;
  readonly field: string;
}

/** All ways that lead to a step, the start among them. */
export function incoming(definition: Definition, name: string): readonly Incoming[] {
  const found: Incoming[] = definition.start === name ? [{ from: null, field: "start" }] : [];
  for (const [from, step] of Object.entries(definition.steps)) {
    for (const edge of edgesOf(step)) {
      if (edge.target === name) {
        found.push({ from, field: edge.field });
      }
    }
  }
  return found;
}

function replaced(value: JsonValue, path: readonly string[], target: string): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) {
    return target;
  }
  if (Array.isArray(value)) {
    return value.map((one, place) => (String(place) === first ? replaced(one, rest, target) : one));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return { ...value, [first]: replaced(value[first] ?? null, rest, target) };
}

/** The step with one of its ways leading elsewhere. */
export function withEdge(step: Kinded, field: string, target: string): Kinded {
  return replaced(step, field.split("."), target) as unknown as Kinded;
}

/** The definition with every way to one step leading to another one; ways of `except` stay. */
export function redirected(
  definition: Definition,
  from: string,
  to: string,
  except: readonly string[] = [],
): Definition {
  const steps = Object.fromEntries(
    Object.entries(definition.steps).map(([name, step]) => [
      name,
      except.includes(name)
        ? step
        : edgesOf(step)
            .filter((edge) => edge.target === from)
            .reduce((made, edge) => withEdge(made, edge.field, to), step),
    ]),
  );
  return { ...definition, start: definition.start === from ? to : definition.start, steps };
}

/** The names of the steps in the order in which a reader follows them; those nobody comes to last. */
export function readingOrder(definition: Definition): readonly string[] {
  const seen = new Set<string>();
  const postorder: string[] = [];
  const walk = (name: string): void => {
    const step = definition.steps[name];
    if (step === undefined || seen.has(name)) {
      return;
    }
    seen.add(name);
    // Backwards, so that the first way comes first once the order is turned round.
    for (const edge of [...edgesOf(step)].reverse()) {
      walk(edge.target);
    }
    postorder.push(name);
  };
  walk(definition.start);
  const reached = postorder.reverse();
  return [...reached, ...Object.keys(definition.steps).filter((name) => !seen.has(name))];
}

/** The steps to which no way leads from the start. */
export function unreached(definition: Definition): readonly string[] {
  const seen = new Set<string>();
  const waiting = [definition.start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const step = definition.steps[name];
    if (step !== undefined && !seen.has(name)) {
      seen.add(name);
      waiting.push(...edgesOf(step).map((edge) => edge.target));
    }
  }
  return Object.keys(definition.steps).filter((name) => !seen.has(name));
}
