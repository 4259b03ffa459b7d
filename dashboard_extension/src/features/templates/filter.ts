/** Which templates a list shows, and what it says of each; without React. */
import type { CrmTemplateKindEnum, TemplateRowFragment } from "../../api/generated/templates";

export const KINDS: readonly CrmTemplateKindEnum[] = ["EMAIL", "ONSITE", "TEXT"];
export const STATES = ["all", "used", "draft", "unused"] as const;

export interface Filter {
  readonly search: string;
  readonly kind: CrmTemplateKindEnum | "all";
  readonly state: (typeof STATES)[number];
}

export const EVERYTHING: Filter = { search: "", kind: "all", state: "all" };

export function fits({ name, code, kind, published, draft }: TemplateRowFragment, filter: Filter): boolean {
  const wish = filter.search.trim().toLocaleLowerCase();
  const isFound = `${name} ${code}`.toLocaleLowerCase().includes(wish);
  const isOfState = {
    all: true,
    used: published !== null,
    draft: draft !== null,
    unused: published === null,
  }[filter.state];
  return isFound && isOfState && (filter.kind === "all" || filter.kind === kind);
}

/** The languages of what is in use, or of the draft where nothing is yet; the template's own first. */
export function languagesIn({ defaultLanguage, published, draft }: TemplateRowFragment): string[] {
  const others = new Set((published ?? draft)?.contents.map(({ language }) => language));
  others.delete(defaultLanguage);
  return [defaultLanguage, ...[...others].sort()];
}

/** When it was last published, begun anew or put away, and by whom. */
interface LastChange {
  readonly at: string;
  /** Empty where the API does not say whose it was. */
  readonly author: string;
  readonly authorName: string | null;
}

export function lastChangeOf({ createdAt, archivedAt, published, draft }: TemplateRowFragment): LastChange {
  const unsaid = { author: "", authorName: null };
  const changes: LastChange[] = [
    { at: createdAt, ...unsaid },
    ...(published?.publishedAt ? [{ at: published.publishedAt, author: published.author, authorName: published.authorName ?? null }] : []),
    ...(draft ? [{ at: draft.createdAt, author: draft.author, authorName: draft.authorName ?? null }] : []),
    ...(archivedAt === null ? [] : [{ at: archivedAt, ...unsaid }]),
  ];
  return changes.reduce((latest, each) => (Date.parse(each.at) >= Date.parse(latest.at) ? each : latest));
}
