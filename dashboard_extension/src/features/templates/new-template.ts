/** What is asked of a template before it can be written; without React. */
import type { CrmTemplateKindEnum } from "../../api/generated/templates";
import { isLanguageTag } from "./editor/draft";

export interface NewTemplate {
  readonly name: string;
  readonly code: string;
  /** Whether staff wrote the code themselves: then it follows the name no more. */
  readonly isCodeOwn: boolean;
  readonly kind: CrmTemplateKindEnum;
  readonly purpose: string;
  readonly listCode: string;
  readonly defaultLanguage: string;
}

export const PURPOSES = ["marketing", "transactional"] as const;
export const NOTHING: NewTemplate = {
  name: "",
  code: "",
  isCodeOwn: false,
  kind: "EMAIL",
  purpose: "marketing",
  listCode: "",
  defaultLanguage: "en",
};
const MARKS = /\p{M}/gu;
const NO_CODE = /[^a-z0-9]+/g;
export const LONGEST_NAME = 160;
export const LONGEST_CODE = 64;

/** A code made of a name: `Frühling & Mehr` becomes `fruhling_mehr`. */
export function codeOf(name: string): string {
  const plain = name.normalize("NFD").replace(MARKS, "").toLowerCase();
  return plain.replace(NO_CODE, "_").replace(/^_+|_+$/g, "").slice(0, LONGEST_CODE);
}

export function isComplete({ name, code, defaultLanguage }: NewTemplate): boolean {
  return name.trim() !== "" && code.trim() !== "" && isLanguageTag(defaultLanguage);
}
