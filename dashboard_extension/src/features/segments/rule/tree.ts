/**
 * A rule as the builder holds it, and back: groups, conditions and named segments, each with an id.
 *
 * The API writes a negation as a group of its own; staff see it as a switch of the row or group, so that
 * a rule reads as a list. What is read and written again means the same.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Scope = Readonly<Record<string, Json>>;

export interface Condition {
  readonly kind: "condition";
  readonly id: string;
  readonly isNegated: boolean;
  readonly field: string;
  readonly operator: string;
  readonly value: Json;
  readonly of: Scope;
  readonly withinDays: number | null;
}

export interface NamedSegment {
  readonly kind: "segment";
  readonly id: string;
  readonly isNegated: boolean;
  /** The number by which rules name the segment; null until one is chosen. */
  readonly number: number | null;
}

export interface Group {
  readonly kind: "group";
  readonly id: string;
  readonly isNegated: boolean;
  readonly join: Join;
  readonly children: readonly RuleNode[];
}

export type Join = "all" | "any";
export type RuleNode = Condition | NamedSegment | Group;

/** The API's limits, so that the builder offers nothing that would be refused. */
export const MOST_DEPTH = 6;
export const MOST_IN_GROUP = 30;

// Drafts outlive the page: parts that were made before it was opened have ids as well.
const opened = Date.now().toString(36);
let made = 0;

/** Returns an id that no other part of a tree has. */
function freshId(): string {
  made += 1;
  return `part-${opened}-${String(made)}`;
}

export function emptyGroup(join: Join = "all"): Group {
  return { kind: "group", id: freshId(), isNegated: false, join, children: [] };
}

export function emptyCondition(): Condition {
  return {
    kind: "condition",
    id: freshId(),
    isNegated: false,
    field: "",
    operator: "",
    value: null,
    of: {},
    withinDays: null,
  };
}

export function emptyNamedSegment(): NamedSegment {
  return { kind: "segment", id: freshId(), isNegated: false, number: null };
}

/** Reads a stored rule. A rule that is a single condition becomes a group of one. */
export function readRule(rule: unknown): Group {
  const node = readNode(rule);
  return node.kind === "group" ? node : { ...emptyGroup(), children: [node] };
}

function readNode(raw: unknown): RuleNode {
  const part = isRecord(raw) ? raw : {};
  if ("not" in part) {
    const inner = readNode(part["not"]);
    return { ...inner, isNegated: !inner.isNegated };
  }
  if ("segment" in part) {
    return { ...emptyNamedSegment(), number: typeof part["segment"] === "number" ? part["segment"] : null };
  }
  for (const join of ["all", "any"] as const) {
    const children = part[join];
    if (Array.isArray(children)) return { ...emptyGroup(join), children: children.map(readNode) };
  }
  return {
    ...emptyCondition(),
    field: text(part["field"]),
    operator: text(part["operator"]),
    value: (part["value"] ?? null) as Json,
    of: isRecord(part["of"]) ? (part["of"] as Scope) : {},
    withinDays: typeof part["within_days"] === "number" ? part["within_days"] : null,
  };
}

/** Writes the rule as the API takes it. Groups without anything in them are left out. */
export function writeRule(root: Group): Json {
  return writeNode(root);
}

function writeNode(node: RuleNode): Json {
  const plain = writePlain(node);
  return node.isNegated ? { not: plain } : plain;
}

function writePlain(node: RuleNode): Json {
  if (node.kind === "segment") return { segment: node.number };
  if (node.kind === "group") return { [node.join]: kept(node).map(writeNode) };
  return {
    field: node.field,
    operator: node.operator,
    ...(node.value === null ? {} : { value: node.value }),
    ...(Object.keys(node.of).length === 0 ? {} : { of: node.of }),
    ...(node.withinDays === null ? {} : { within_days: node.withinDays }),
  };
}

function kept(group: Group): RuleNode[] {
  return group.children.filter((child) => child.kind !== "group" || !isEmpty(child));
}

/** Whether nothing at all is asked. */
export function isEmpty(group: Group): boolean {
  return group.children.every((child) => child.kind === "group" && isEmpty(child));
}

/** Returns the id of the part at each place of the written rule, such as `rule.all.0.not`. */
export function placesOf(root: Group): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const visit = (node: RuleNode, path: string): void => {
    places.set(path, node.id);
    const own = node.isNegated ? `${path}.not` : path;
    places.set(own, node.id);
    if (node.kind === "segment") places.set(`${own}.segment`, node.id);
    if (node.kind !== "group") return;
    kept(node).forEach((child, index) => {
      visit(child, `${own}.${node.join}.${String(index)}`);
    });
  };
  visit(root, "rule");
  return places;
}

/** Returns the id of the part that a refusal such as `rule.all.0.value` is about; the nearest one. */
export function partAt(root: Group, path: string): string | undefined {
  const places = placesOf(root);
  const steps = path.split(".");
  while (steps.length > 0) {
    const found = places.get(steps.join("."));
    if (found !== undefined) return found;
    steps.pop();
  }
  return undefined;
}

/** Returns the tree with one part changed. */
export function changePart(root: Group, id: string, change: (part: RuleNode) => RuleNode): Group {
  const visit = (node: RuleNode): RuleNode => {
    if (node.id === id) return change(node);
    return node.kind === "group" ? { ...node, children: node.children.map(visit) } : node;
  };
  const changed = visit(root);
  return changed.kind === "group" ? changed : root;
}

export function addPart(root: Group, groupId: string, part: RuleNode): Group {
  return changePart(root, groupId, (group) =>
    group.kind === "group" ? { ...group, children: [...group.children, part] } : group,
  );
}

export function removePart(root: Group, id: string): Group {
  const without = (group: Group): Group => ({
    ...group,
    children: group.children
      .filter((child) => child.id !== id)
      .map((child) => (child.kind === "group" ? without(child) : child)),
  });
  return without(root);
}

/** Where focus goes when a part is removed: to the one before it, else to its group. */
export function focusAfterRemoval(root: Group, id: string): string | undefined {
  const place = root.children.findIndex((child) => child.id === id);
  if (place >= 0) return root.children[place - 1]?.id ?? root.id;
  for (const child of root.children) {
    const found = child.kind === "group" ? focusAfterRemoval(child, id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns every part below and including the group, in the order in which they are read. */
export function partsOf(group: Group): RuleNode[] {
  return [group, ...group.children.flatMap((child) => (child.kind === "group" ? partsOf(child) : [child]))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
