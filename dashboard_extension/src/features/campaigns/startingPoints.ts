/** Three campaigns to begin with, as they stand in the empty list. */
import { type CampaignDraft, emptyDraft } from "./definition";

export const STARTING_POINTS = ["news", "weekly", "welcome"] as const;

/** The draft of a starting point; an empty one for none of them. */
export function startFrom(point: string | null, name: string): CampaignDraft {
  if (point === "weekly") return { ...emptyDraft("RECURRING"), name, mode: "best_hour" };
  if (point === "welcome") return { ...emptyDraft("ON_ENTRY"), name, mode: "local" };
  if (point === "news") return { ...emptyDraft("BROADCAST"), name, mode: "local" };
  return emptyDraft();
}
