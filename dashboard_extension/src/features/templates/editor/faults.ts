/** Where a fault is: the API says it as `it body` or `it/south body`. */
import type { TemplateFaultPartsFragment } from "../../../api/generated/templates";
import { STANDARD, type Part, type Place } from "./draft";

export type Fault = TemplateFaultPartsFragment;

export interface FaultPlace extends Place {
  /** Null for a content that is missing as a whole. */
  readonly part: Part | null;
}

export function placeOf(fault: Fault): FaultPlace {
  const [where = "", part] = fault.part.split(" ");
  const [language = "", variant = STANDARD] = where.split("/");
  return { language, variant, part: isPart(part) ? part : null };
}

export function faultsAt(faults: readonly Fault[], { language, variant }: Place): Fault[] {
  return faults.filter((fault) => {
    const place = placeOf(fault);
    return place.language === language && place.variant === variant;
  });
}

export function faultsIn(faults: readonly Fault[], part: Part): Fault[] {
  return faults.filter((fault) => placeOf(fault).part === part);
}

function isPart(text: string | undefined): text is Part {
  return text === "subject" || text === "preheader" || text === "body" || text === "text";
}
