/** What the shop keeps about a person, told in a reader's words instead of by area or table. */

const BEGINNINGS = {
  identity: ["identi", "profile", "person_name", "person_details", "email_code", "label", "match_key", "preferred_channel", "stated_relationship"],
  notes: ["note", "timeline", "past_purchase"],
  consent: ["consent", "suppression"],
  points: ["ledger", "loyalty", "tier", "adjustment", "book", "order_settlement", "first_order", "expiry_warning", "terms", "source_hold"],
  orders: ["observation", "told_", "insight", "customer_"],
  messages: ["messag", "gate_decision", "cap_", "link", "answer", "provider_report", "onsite_message"],
  behavior: ["behavior", "visitor", "person_keyword", "inbound_text", "waiting_history", "touch", "product_interest", "category_interest"],
  campaigns: ["campaign", "codes", "issued_code", "experiment", "holdout", "attribution"],
  journeys: ["journey", "enrollment", "rehearsal", "watched_goods", "webhook", "step_log"],
  segments: ["segment"],
  files: ["import", "export", "privacy", "person_export"],
} as const;

type KindOfData = keyof typeof BEGINNINGS | "other";

const KINDS: readonly KindOfData[] = [...(Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[]), "other"];

/** The kind of an area such as `identity.details`, or of a table such as `crm_note`. */
export function kindOfData(code: string): KindOfData {
  const name = code.replace(/^crm_/, "");
  return (
    KINDS.find((kind) => kind !== "other" && BEGINNINGS[kind].some((begin) => name.startsWith(begin))) ?? "other"
  );
}

interface Rows {
  readonly code: string;
  readonly rows: number;
}

/** How many rows of each kind, without those of which there are none. */
export function byKind(rows: readonly Rows[]): { kind: KindOfData; rows: number }[] {
  return KINDS.map((kind) => ({
    kind,
    rows: rows.filter(({ code }) => kindOfData(code) === kind).reduce((sum, one) => sum + one.rows, 0),
  })).filter((one) => one.rows > 0);
}
