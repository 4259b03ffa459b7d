/** Words of the API's codes, in the reader's language; an unknown code stays as it is. */
import type { IntlShape } from "react-intl";

const TONES = {
  DRAFT: "neutral",
  CHECKED: "info",
  SCHEDULED: "info",
  SENDING: "success",
  PAUSED: "warning",
  CANCELED: "neutral",
  DONE: "neutral",
} as const;

export type ChipTone = (typeof TONES)[keyof typeof TONES];

export function toneOf(state: string): ChipTone {
  return (TONES as Record<string, ChipTone>)[state] ?? "neutral";
}

/** What a metric means, in the reader's language; else in the words that come with the number. */
export function meaningOf(intl: IntlShape, { code, definition }: { code: string; definition: string }): string {
  const id = `campaigns.meaning.${code}`;
  return id in intl.messages ? intl.formatMessage({ id }) : definition;
}

/** The word for a code of this family, such as `state` or `kpi`; names of enums stand in small letters. */
export function wordOf(intl: IntlShape, family: string, code: string): string {
  const ids = [code, code.toLowerCase()].map((one) => `campaigns.${family}.${one}`);
  const id = ids.find((one) => one in intl.messages);
  return id === undefined ? code : intl.formatMessage({ id });
}

/** Who it was: a member of staff, an app, or nobody where it happened by itself. */
export function authorOf(intl: IntlShape, author: string): string {
  const [kind, number = ""] = author.split(":");
  if (kind === "user" && number) return intl.formatMessage({ id: "campaigns.author.user" }, { number });
  if (kind === "app" && number) return intl.formatMessage({ id: "campaigns.author.app" }, { number });
  return author || intl.formatMessage({ id: "campaigns.author.itself" });
}
