/** What staff have on screen of a segment, beside what they began with. */
import type { SegmentQuery } from "../../api/generated/segments";
import { emptyCondition, emptyGroup, readRule, writeRule, type Group, type Json } from "./rule/tree";

export type StoredSegment = NonNullable<SegmentQuery["crmSegment"]>;

/** What of a segment staff can change; the rule of a list is null. */
interface Content {
  readonly name: string;
  readonly description: string;
  readonly rule: Json;
}

export interface SegmentDraft {
  /** The version that staff began with, 0 for a new segment, and what it said. */
  readonly version: number;
  readonly base: Content;
  readonly name: string;
  readonly description: string;
  /** Null for a list. */
  readonly root: Group | null;
}

/** A segment that is not there yet, with this rule to begin with; one empty row where there is none. */
export function newDraft(rule: unknown = null): SegmentDraft {
  const root = rule === null ? { ...emptyGroup(), children: [emptyCondition()] } : readRule(rule);
  const base = { name: "", description: "", rule: writeRule(root) };
  return { version: 0, base, name: "", description: "", root };
}

export function draftOf(segment: StoredSegment): SegmentDraft {
  const { name, description, version } = segment;
  const root = segment.kind === "RULE" ? readRule(segment.rule) : null;
  const rule = root && writeRule(root);
  return { version, base: { name, description, rule }, name, description, root };
}

export function contentOf(draft: SegmentDraft): Content {
  const { name, description, root } = draft;
  return { name, description, rule: root && writeRule(root) };
}

export function isDirty(draft: SegmentDraft): boolean {
  return !isSame(contentOf(draft), draft.base);
}

/**
 * Returns what to go on with now that the shop has this segment.
 *
 * A newer one is taken where nothing was changed here; where its words are the same, as when only a
 * segment that it names was changed, the changes here go on from its version. Else it is a conflict.
 */
export function caughtUp(draft: SegmentDraft, segment: StoredSegment): SegmentDraft | "conflict" {
  if (segment.version <= draft.version) return draft;
  const newer = draftOf(segment);
  if (!isDirty(draft) || isSame(contentOf(draft), newer.base)) return newer;
  if (isSame(draft.base, newer.base)) return { ...draft, version: newer.version };
  return "conflict";
}

function isSame(one: Content, other: Content): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
