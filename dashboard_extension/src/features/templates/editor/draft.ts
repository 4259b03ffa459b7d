/** What a template says while it is written: contents by language and variant, and whom variants are for. */
import type {
  CrmTemplateKindEnum,
  TemplateContentPartsFragment,
  TemplateStateFragment,
} from "../../../api/generated/templates";

export type Content = TemplateContentPartsFragment;
export type Kind = CrmTemplateKindEnum;
export type Part = "subject" | "preheader" | "body" | "text";
export type Operator = "is" | "is_not" | "begins_with";

export interface Condition {
  readonly attribute: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export interface Variant {
  readonly code: string;
  readonly conditions: readonly Condition[];
}

export interface Draft {
  readonly contents: readonly Content[];
  /** In the order in which they are tried. */
  readonly variants: readonly Variant[];
}

/** One content's place in the draft. */
export interface Place {
  readonly language: string;
  readonly variant: string;
}

/** The code of what is said to all whom no variant is for. */
export const STANDARD = "";
export const OPERATORS: readonly Operator[] = ["is", "is_not", "begins_with"];

const PARTS: Record<Kind, readonly Part[]> = {
  EMAIL: ["subject", "preheader", "body", "text"],
  ONSITE: ["subject", "body"],
  TEXT: ["body"],
};
const FIRST_BODY = "<mj-section>\n  <mj-column>\n    <mj-text></mj-text>\n  </mj-column>\n</mj-section>\n";
const VARIANT_CODE = /^[a-z][a-z0-9_]{0,31}$/;
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

export function partsOf(kind: Kind): readonly Part[] {
  return PARTS[kind];
}

/** What a version says; without one, an empty content in the language that there always is. */
export function draftOf(version: Pick<TemplateStateFragment, "contents" | "variants"> | null, kind: Kind, language: string): Draft {
  if (version === null) return { contents: [firstContent(kind, language)], variants: [] };
  return { contents: version.contents, variants: readVariants(version.variants) };
}

function firstContent(kind: Kind, language: string): Content {
  const body = kind === "EMAIL" ? FIRST_BODY : "";
  return { language, variant: STANDARD, subject: "", preheader: "", body, text: "" };
}

export function contentAt(draft: Draft, { language, variant }: Place): Content | undefined {
  return draft.contents.find((one) => one.language === language && one.variant === variant);
}

export function withContent(draft: Draft, content: Content): Draft {
  const isThere = contentAt(draft, content) !== undefined;
  const contents = isThere
    ? draft.contents.map((one) => (isAt(one, content) ? content : one))
    : [...draft.contents, content];
  return { ...draft, contents };
}

export function withoutContent(draft: Draft, place: Place): Draft {
  return { ...draft, contents: draft.contents.filter((one) => !isAt(one, place)) };
}

function isAt(one: Place, other: Place): boolean {
  return one.language === other.language && one.variant === other.variant;
}

/** The languages that it says anything in, the one that there always is first. */
export function languagesOf(draft: Draft, defaultLanguage: string): string[] {
  const others = new Set(draft.contents.map(({ language }) => language));
  others.delete(defaultLanguage);
  return [defaultLanguage, ...[...others].sort()];
}

/** The standard and the variants in their order; also those that have a text and no condition yet. */
export function variantCodesOf(draft: Draft): string[] {
  const codes = [STANDARD, ...draft.variants.map(({ code }) => code), ...draft.contents.map(({ variant }) => variant)];
  return [...new Set(codes)];
}

export function withVariant(draft: Draft, variant: Variant): Draft {
  const isThere = draft.variants.some(({ code }) => code === variant.code);
  const variants = isThere
    ? draft.variants.map((one) => (one.code === variant.code ? variant : one))
    : [...draft.variants, variant];
  return { ...draft, variants };
}

export function withoutVariant(draft: Draft, code: string): Draft {
  return {
    contents: draft.contents.filter(({ variant }) => variant !== code),
    variants: draft.variants.filter((one) => one.code !== code),
  };
}

/** The variant one place earlier: it is tried before the other then. */
export function withVariantEarlier(draft: Draft, code: string): Draft {
  const place = draft.variants.findIndex((one) => one.code === code);
  const [moved, other] = [draft.variants[place], draft.variants[place - 1]];
  if (!moved || !other) return draft;
  const variants = [...draft.variants];
  variants.splice(place - 1, 2, moved, other);
  return { ...draft, variants };
}

/** Whether the API takes it: a variant that nobody can be meant by is not saved. */
export function isSavable({ variants }: Draft): boolean {
  return variants.every(
    ({ conditions }) => conditions.length > 0 && conditions.every(({ values }) => values.some((one) => one.trim() !== "")),
  );
}

export function isVariantCode(text: string): boolean {
  return VARIANT_CODE.test(text);
}

export function isLanguageTag(text: string): boolean {
  return LANGUAGE_TAG.test(text);
}

/** The sender's own values that a content names: `question` of `{{ own.question }}`. */
export function ownNamesIn({ subject, preheader, body, text }: Content): string[] {
  const found = `${subject} ${preheader} ${body} ${text}`.matchAll(/\bown\.([A-Za-z_]\w*)/g);
  return [...new Set([...found].map(([, name]) => name ?? ""))];
}

/** The API gives variants as JSON, which it has checked. */
export function readVariants(given: unknown): Variant[] {
  return Array.isArray(given) ? (given as Variant[]) : [];
}
