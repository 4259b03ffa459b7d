/** What one version says otherwise than the one before it. */
import type { TemplateStateFragment } from "../../../api/generated/templates";
import { contentAt, readVariants, type Content, type Part, type Place } from "./draft";

type Said = Pick<TemplateStateFragment, "contents" | "variants">;

export interface ContentChange extends Place {
  readonly kind: "added" | "removed" | "changed";
  /** What of a changed content is another. */
  readonly parts: readonly Part[];
}

const PARTS: readonly Part[] = ["subject", "preheader", "body", "text"];

export function changesBetween(former: Said, version: Said): { contents: ContentChange[]; areVariantsChanged: boolean } {
  const before = { contents: former.contents, variants: [] };
  const after = { contents: version.contents, variants: [] };
  const changed = version.contents.map((content) => changeOf(contentAt(before, content), content));
  const removed = former.contents
    .filter((content) => contentAt(after, content) === undefined)
    .map(({ language, variant }): ContentChange => ({ language, variant, kind: "removed", parts: [] }));
  return {
    contents: [...changed.filter((change) => change !== null), ...removed],
    areVariantsChanged: JSON.stringify(readVariants(former.variants)) !== JSON.stringify(readVariants(version.variants)),
  };
}

function changeOf(former: Content | undefined, content: Content): ContentChange | null {
  const { language, variant } = content;
  if (former === undefined) return { language, variant, kind: "added", parts: [] };
  const parts = PARTS.filter((part) => former[part] !== content[part]);
  return parts.length === 0 ? null : { language, variant, kind: "changed", parts };
}
