/** Drafts that the API has not taken yet, kept in this tab until it has. */
import type { CampaignDraft } from "./definition";

export interface KeptDraft {
  readonly draft: CampaignDraft;
  /** The version that it began with; null for a campaign that is not made yet. */
  readonly version: number | null;
}

/** Whose draft of which campaign it is: on a tablet in a store several work in one tab. */
export interface Place {
  readonly owner: string | null;
  readonly id: string | null;
}

const keyOf = ({ owner, id }: Place): string => `crm-campaign:${owner ?? ""}:${id ?? "new"}`;

export function keepDraft(place: Place, kept: KeptDraft): void {
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify(kept));
  } catch {
    // Private windows may refuse to keep anything: the text is still on the screen.
  }
}

export function forgetDraft(place: Place): void {
  try {
    sessionStorage.removeItem(keyOf(place));
  } catch {
    // What was never kept is forgotten.
  }
}

export function keptDraft(place: Place): KeptDraft | null {
  try {
    const text = sessionStorage.getItem(keyOf(place));
    return text === null ? null : (JSON.parse(text) as KeptDraft);
  } catch {
    return null;
  }
}
