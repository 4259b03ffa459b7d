/** What the timeline knows of its entries: their groups, and the details that are worth a glance. */

export const ENTRY_GROUPS = {
  orders: [
    "order.placed",
    "order.paid",
    "order.payment_reduced",
    "order.amended",
    "order.fulfilled",
    "order.fulfillment_canceled",
    "order.canceled",
    "order.reopened",
    "order.gone",
    "order.reassigned",
    "payment.failed",
    "timeline.past_purchase_told",
    "timeline.past_purchase_withdrawn",
  ],
  returns: [
    "order.returned",
    "order.return_reversed",
    "order.refunded",
    "order.refund_reversed",
    "order.charged_back",
    "order.chargeback_reversed",
  ],
  carts: [
    "checkout.started",
    "checkout.changed",
    "checkout.completed",
    "checkout.gone",
    "goods.viewed",
    "goods.wanted",
  ],
  points: [
    "loyalty.points_accrued",
    "loyalty.points_released",
    "loyalty.points_clawed_back",
    "loyalty.points_reinstated",
    "loyalty.points_expired",
    "loyalty.points_expiring_soon",
    "loyalty.points_adjusted",
    "loyalty.points_transferred",
    "loyalty.first_order_found",
    "loyalty.member_joined",
    "loyalty.member_left",
    "tiers.changed",
  ],
  messages: [
    "messaging.sent",
    "messaging.delivered",
    "messaging.opened",
    "messaging.clicked",
    "messaging.answered",
    "messaging.bounced",
    "messaging.complained",
    "messaging.failed",
    "messaging.lost",
    "messaging.refused",
  ],
  notes: ["timeline.note_added", "timeline.follow_up_added", "timeline.follow_up_done"],
  consent: [
    "consent.granted",
    "consent.requested",
    "consent.withdrawn",
    "consent.address_suppressed",
    "consent.suppression_lifted",
  ],
  visits: ["store.visited", "engagement.review_written", "engagement.friend_referred"],
  person: [
    "customer.registered",
    "customer.email_changed",
    "customer.email_verified",
    "customer.deactivated",
    "customer.reactivated",
    "customer.deleted",
    "identity.identifier_added",
    "identity.identifier_ended",
    "identity.profiles_merged",
    "identity.profiles_parted",
    "imports.customer_imported",
    "imports.customer_import_undone",
    "insight.lifecycle_changed",
    "insight.relationship_changed",
    "segments.entered",
    "segments.left",
  ],
} as const satisfies Record<string, readonly string[]>;

export type EntryGroup = keyof typeof ENTRY_GROUPS;

export const GROUP_CODES = Object.keys(ENTRY_GROUPS) as EntryGroup[];

const GROUP_OF = new Map<string, EntryGroup>(
  GROUP_CODES.flatMap((group) => ENTRY_GROUPS[group].map((type) => [type, group] as const)),
);

/** In which group an entry is shown; what is not known yet is about the person. */
export function groupOf(type: string): EntryGroup {
  return GROUP_OF.get(type) ?? "person";
}

/** The types to ask the shop for; undefined for all. */
export function typesOf(groups: readonly EntryGroup[]): string[] | undefined {
  if (groups.length === 0) return undefined;
  return groups.flatMap((group) => [...ENTRY_GROUPS[group]]);
}

export type Detail =
  | { readonly kind: "order"; readonly number: string }
  | { readonly kind: "money"; readonly amount: string; readonly currency: string }
  | { readonly kind: "points"; readonly points: number }
  | { readonly kind: "pieces"; readonly count: number }
  | { readonly kind: "word"; readonly code: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "change"; readonly previous: string; readonly current: string }
  | { readonly kind: "day"; readonly value: string };

type Payload = Readonly<Record<string, unknown>>;

/** The details of an entry, in the order in which they are read. */
export function detailsOf(payload: unknown): Detail[] {
  if (typeof payload !== "object" || payload === null) return [];
  const values = payload as Payload;
  return [
    ...orderOf(values),
    ...moneyOf(values),
    ...pointsOf(values),
    ...piecesOf(values),
    ...changeOf(values),
    ...namesOf(values),
    ...daysOf(values),
  ];
}

function textAt(payload: Payload, key: string): string {
  const value = payload[key];
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

function orderOf(payload: Payload): Detail[] {
  const number = textAt(payload, "number") || textAt(payload, "order_number");
  return number ? [{ kind: "order", number }] : [];
}

function moneyOf(payload: Payload): Detail[] {
  const amount = textAt(payload, "amount") || textAt(payload, "price");
  const currency = textAt(payload, "currency");
  return amount && currency ? [{ kind: "money", amount, currency }] : [];
}

function pointsOf(payload: Payload): Detail[] {
  const points = payload["points"];
  return typeof points === "number" ? [{ kind: "points", points }] : [];
}

function piecesOf(payload: Payload): Detail[] {
  const lines = payload["lines"];
  const quantity = payload["quantity"];
  if (typeof quantity === "number") return [{ kind: "pieces", count: quantity }];
  if (!Array.isArray(lines)) return [];
  const count = (lines as unknown[]).reduce<number>((sum, line) => sum + quantityOf(line), 0);
  return count > 0 ? [{ kind: "pieces", count }] : [];
}

function quantityOf(line: unknown): number {
  if (typeof line !== "object" || line === null) return 0;
  const quantity = (line as Payload)["quantity"];
  return typeof quantity === "number" ? quantity : 0;
}

function changeOf(payload: Payload): Detail[] {
  if (!("previous" in payload) || !("current" in payload)) return [];
  const previous = textAt(payload, "previous");
  return [{ kind: "change", previous, current: textAt(payload, "current") }];
}

const TEXTS = ["segment_name", "place", "occasion", "template_code", "question", "answer"];
const WORDS = ["purpose", "channel", "type", "trust", "reason"];

function namesOf(payload: Payload): Detail[] {
  const texts = TEXTS.map((key) => textAt(payload, key)).filter((text) => text !== "");
  const words = WORDS.map((key) => textAt(payload, key)).filter((code) => code !== "");
  return [
    ...texts.map((text): Detail => ({ kind: "text", text })),
    ...words.map((code): Detail => ({ kind: "word", code })),
  ];
}

const DAYS = ["due_at", "expires_at", "points_end_at"];

function daysOf(payload: Payload): Detail[] {
  return DAYS.map((key) => textAt(payload, key))
    .filter((value) => value !== "")
    .map((value): Detail => ({ kind: "day", value }));
}
