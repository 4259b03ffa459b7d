/** What can be done to a definition: each of these returns another one, and changes nothing. */

import type { Definition, JsonSchema, JsonValue, Kind, Kinded, Settings } from "./definition";
import { resolved, valueSchema } from "./definition";
import { edgesOf, incoming, isEdgeName, redirected, unreached, withEdge } from "./edges";

const END = "exit";

/** Return a name for a new step that no other one has. */
export function freeName(definition: Definition, wanted: string): string {
  const base = wanted.replace(/[^a-z0-9_]+/g, "_").slice(0, 56) || "step";
  if (!(base in definition.steps)) {
    return base;
  }
  let number = 2;
  while (`${base}_${String(number)}` in definition.steps) {
    number += 1;
  }
  return `${base}_${String(number)}`;
}

function stepsOfKind(definition: Definition, kind: string): readonly string[] {
  return Object.entries(definition.steps)
    .filter(([, step]) => step.kind === kind)
    .map(([name]) => name);
}

/** Whose names a setting refers to: the kind of step. */
export const REFERENCES: Readonly<Record<string, string>> = {
  code_of: "give_code",
  message_of: "send_message",
  messages_of: "send_message",
};

/** Rows of the shop that somebody has to choose: the least number would be a stranger's. */
const CHOSEN: readonly string[] = ["voucher", "owner"];

type Plain = (form: JsonSchema, root: JsonSchema) => JsonValue;

const PLAIN: Readonly<Record<string, Plain>> = {
  integer: (form) => form.minimum ?? 0,
  number: (form) => form.minimum ?? 0,
  boolean: () => false,
  array: (form, root) => Array.from({ length: form.minItems ?? 0 }, () => plainValue(form.items ?? {}, root)),
  object: (form, root) => plainSettings(form, root),
  string: (form) => (form.format === "time" ? "10:00" : ""),
};

function plainValue(schema: JsonSchema, root: JsonSchema): JsonValue {
  const form = valueSchema(schema, root);
  return form.default ?? form.enum?.[0] ?? PLAIN[form.type ?? "string"]?.(form, root) ?? "";
}

/** The settings that a form begins with: what the schema says, and else the least that fits. */
export function plainSettings(schema: JsonSchema, root: JsonSchema = schema): Settings {
  const form = resolved(schema, root);
  return Object.fromEntries(
    (form.required ?? []).map((name) => [
      name,
      CHOSEN.includes(name) ? null : plainValue(form.properties?.[name] ?? {}, root),
    ]),
  );
}

function made(definition: Definition, kind: Kind, target: string): Kinded {
  const settings = kind.settingsSchema === null ? {} : plainSettings(kind.settingsSchema);
  for (const [name, wanted] of Object.entries(REFERENCES)) {
    const [first] = stepsOfKind(definition, wanted);
    if (name in settings && first !== undefined) {
      settings[name] = Array.isArray(settings[name]) ? [first] : first;
    }
  }
  if (kind.code === "wait") {
    // The least that the server takes; nobody wants to read of its refusal first.
    settings["days"] = 1;
  }
  const step: Kinded = { kind: kind.code, ...settings };
  return edgesOf(step).reduce((so, edge) => withEdge(so, edge.field, target), step);
}

interface Added {
  readonly definition: Definition;
  readonly name: string;
}

/** Add a step of a kind behind a way of another one (`after` null: as the first step). */
export function addAfter(
  definition: Definition,
  after: string | null,
  field: string,
  kind: Kind,
): Added {
  const name = freeName(definition, kind.code);
  const before = after === null ? undefined : definition.steps[after];
  const target =
    before === undefined
      ? definition.start
      : (edgesOf(before).find((edge) => edge.field === field)?.target ?? definition.start);
  const steps: Record<string, Kinded> = {
    ...definition.steps,
    [name]: made(definition, kind, target),
  };
  if (after !== null && before !== undefined) {
    steps[after] = withEdge(before, field, name);
    return { name, definition: { ...definition, steps } };
  }
  return { name, definition: { ...definition, start: name, steps } };
}

/** Whether a step can go: an end to which ways still lead cannot. */
export function canRemove(definition: Definition, name: string): boolean {
  const step = definition.steps[name];
  if (step === undefined || Object.keys(definition.steps).length === 1) {
    return false;
  }
  const onward = edgesOf(step).some((edge) => edge.target !== name);
  return onward || incoming(definition, name).length === 0;
}

function withoutReferences(step: Kinded, gone: string): Kinded {
  const changed: Record<string, JsonValue> = {};
  for (const name of Object.keys(REFERENCES)) {
    const value = step[name];
    if (Array.isArray(value) && value.includes(gone)) {
      changed[name] = value.filter((one) => one !== gone);
    } else if (name === "code_of" && value === gone) {
      changed[name] = null;
    }
  }
  return { ...step, ...changed };
}

/** Take a step out: whoever came to it goes its first way instead. */
export function removeStep(definition: Definition, name: string): Definition {
  const step = definition.steps[name];
  if (step === undefined || !canRemove(definition, name)) {
    return definition;
  }
  const onward = edgesOf(step).find((edge) => edge.target !== name)?.target;
  const turned = onward === undefined ? definition : redirected(definition, name, onward, [name]);
  const steps = Object.fromEntries(
    Object.entries(turned.steps)
      .filter(([other]) => other !== name)
      .map(([other, one]) => [other, withoutReferences(one, name)]),
  );
  return { ...turned, steps };
}

/** Take out everything to which no way leads. */
export function removeUnreached(definition: Definition): Definition {
  const gone = unreached(definition);
  const steps = Object.fromEntries(
    Object.entries(definition.steps)
      .filter(([name]) => !gone.includes(name))
      .map(([name, step]) => [name, gone.reduce(withoutReferences, step)]),
  );
  return { ...definition, steps };
}

function onlyWay(step: Kinded | undefined): string | null {
  if (step === undefined) {
    return null;
  }
  const edges = edgesOf(step);
  return edges.length === 1 && edges[0]?.field === "next" ? edges[0].target : null;
}

/** The step with which this one can change places towards the start; null if there is none. */
export function earlierNeighbor(definition: Definition, name: string): string | null {
  if (onlyWay(definition.steps[name]) === null) {
    return null;
  }
  const ways = incoming(definition, name);
  const from = ways.length === 1 ? (ways[0]?.from ?? null) : null;
  return from !== null && from !== name && onlyWay(definition.steps[from]) === name ? from : null;
}

/** The step with which this one can change places towards the end; null if there is none. */
export function laterNeighbor(definition: Definition, name: string): string | null {
  const next = onlyWay(definition.steps[name]);
  return next !== null && earlierNeighbor(definition, next) === name ? next : null;
}

/** Let a step change places with the one before it; nothing happens where that has no meaning. */
export function moveEarlier(definition: Definition, name: string): Definition {
  const before = earlierNeighbor(definition, name);
  const step = definition.steps[name];
  const earlier = before === null ? undefined : definition.steps[before];
  const next = onlyWay(step);
  if (before === null || step === undefined || earlier === undefined || next === null) {
    return definition;
  }
  // A way back to the pair now comes to the one that is first.
  const turned = redirected(definition, before, name, [name, before]);
  return {
    ...turned,
    steps: {
      ...turned.steps,
      [name]: withEdge(step, "next", before),
      [before]: withEdge(earlier, "next", next === before ? name : next),
    },
  };
}

/** Let a step change places with the one behind it. */
export function moveLater(definition: Definition, name: string): Definition {
  const next = laterNeighbor(definition, name);
  return next === null ? definition : moveEarlier(definition, next);
}

export const STEP_NAME = /^[a-z][a-z0-9_]{0,63}$/;

function renamedIn(value: JsonValue, from: string, to: string, isName: boolean): JsonValue {
  if (Array.isArray(value)) {
    return value.map((one) => renamedIn(one, from, to, isName));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        renamedIn(inner, from, to, isEdgeName(name) || name in REFERENCES),
      ]),
    );
  }
  return isName && value === from ? to : value;
}

/** Give a step another name, wherever it is named; the same one again where that cannot be. */
export function renameStep(definition: Definition, from: string, to: string): Definition {
  if (!STEP_NAME.test(to) || to in definition.steps || !(from in definition.steps)) {
    return definition;
  }
  const steps = Object.fromEntries(
    Object.entries(definition.steps).map(([name, step]) => [
      name === from ? to : name,
      renamedIn(step as unknown as JsonValue, from, to, false) as unknown as Kinded,
    ]),
  );
  return { ...definition, start: definition.start === from ? to : definition.start, steps };
}

/** Give a step other settings; its kind stays. */
export function withStep(definition: Definition, name: string, step: Kinded): Definition {
  return { ...definition, steps: { ...definition.steps, [name]: step } };
}

/** Let one way of a step lead to another step. */
export function connected(
  definition: Definition,
  from: string,
  field: string,
  target: string,
): Definition {
  const step = definition.steps[from];
  if (step === undefined || !(target in definition.steps)) {
    return definition;
  }
  return withStep(definition, from, withEdge(step, field, target));
}

/** The definition that a new journey begins with: whoever comes in has gone through it. */
export function firstDefinition(trigger: string): Definition {
  return { trigger: { kind: trigger }, start: "end", steps: { end: { kind: END } } };
}
