/** People and answers for the feature's tests. */
import type {
  CustomerFactsFragment,
  CustomerTimelineQuery,
} from "../../api/generated/customers";
import type { PersonCardFragment } from "../../api/generated/customers-widget";

export const ANNA_ID = "Q3JtUHJvZmlsZTo3";

/** A name that would run if it were ever taken for markup. */
export const HOSTILE = `<img src=x onerror="window.hacked=true">`;

export function customer(changes: Partial<CustomerFactsFragment> = {}): CustomerFactsFragment {
  return {
    id: ANNA_ID,
    kind: "ACCOUNT",
    firstName: "Anna",
    lastName: "Rossi",
    email: "anna@example.com",
    emailIsVerified: false,
    createdAt: "2025-03-01T10:00:00+00:00",
    closedAt: null,
    eraseDueAt: null,
    erasedAt: null,
    userId: "VXNlcjo3",
    mergedInto: null,
    tags: ["wholesale"],
    unknownFields: ["birthday"],
    attributes: [{ name: "shoe_size", value: "42" }],
    details: { birthday: null, language: "it", timeZone: "" },
    consents: [
      {
        channel: "email",
        purpose: "MARKETING",
        listCode: "",
        status: "GRANTED",
        changedAt: "2025-03-01T10:00:00+00:00",
        source: "account",
      },
    ],
    suppressions: [],
    insight: {
      lifecycle: "AT_RISK",
      lifecycleSince: "2026-10-01T00:00:00+00:00",
      lifecycleDefinition: "By the time since the last order.",
      lifecycleSignals: [
        { code: "silence", value: "120", weight: 1.5, words: "No order for 120 days" },
      ],
      relationshipType: "REGULAR",
      relationshipIsStated: false,
      relationshipSince: null,
      relationshipDefinition: "What kind of relation they want.",
      relationshipSignals: [],
      assessedAt: "2026-11-22T03:00:00+00:00",
      orders: {
        orders: 4,
        items: 9,
        returnedItems: 1,
        returnedOrders: 1,
        canceledOrders: 0,
        firstOrderAt: "2025-03-02T00:00:00+00:00",
        lastOrderAt: "2026-07-25T00:00:00+00:00",
        cycleDays: 91.4,
        definition: "Paid less refunded.",
        money: [
          { currency: "EUR", paid: 400, refunded: 50, chargedBack: 0, net: 350 },
        ],
      },
      scores: null,
      prediction: null,
    },
    loyaltyAccounts: [
      {
        program: { id: "P1", code: "club", name: "Club", unitName: "stars", isActive: true },
        balance: 169,
        pending: 30,
        reserved: 0,
        owed: 0,
        leftAt: null,
        isExcluded: false,
        tier: null,
        nextExpiries: [],
      },
    ],
    ...changes,
  };
}

type Entry = NonNullable<
  CustomerTimelineQuery["crmProfile"]
>["timeline"]["edges"][number]["node"];

/** The `place`-th newest entry, one an hour. */
export function entry(place: number, changes: Partial<Entry> = {}): Entry {
  return {
    id: `entry-${String(place)}`,
    type: "order.paid",
    occurredAt: new Date(Date.UTC(2026, 10, 22, 12) - place * 3_600_000).toISOString(),
    origin: "live",
    summary: `Paid 10.00 EUR for order ${String(place)}.`,
    payload: { number: String(place), amount: "10.00", currency: "EUR" },
    ...changes,
  };
}

interface Variables {
  readonly after?: unknown;
  readonly first?: unknown;
}

/** A timeline of this length, page by page as the API gives it. */
export function timelineOf(length: number) {
  return ({ after, first }: Variables): CustomerTimelineQuery => {
    const start = typeof after === "string" ? Number(after) : 0;
    const end = Math.min(length, start + Number(first));
    const places = Array.from({ length: end - start }, (_, place) => start + place);
    return {
      crmProfile: {
        id: ANNA_ID,
        timeline: {
          pageInfo: { hasNextPage: end < length, endCursor: String(end) },
          edges: places.map((place) => ({ node: entry(place) })),
        },
      },
    };
  };
}

export function card(changes: Partial<PersonCardFragment> = {}): PersonCardFragment {
  const { id, firstName, lastName, email, erasedAt, suppressions } = customer();
  return {
    id,
    firstName,
    lastName,
    email,
    erasedAt,
    suppressions,
    details: { birthday: null },
    consents: [{ channel: "email", purpose: "MARKETING", listCode: "", status: "GRANTED" }],
    insight: {
      assessedAt: "2026-11-22T03:00:00+00:00",
      lifecycle: "AT_RISK",
      orders: { orders: 4, lastOrderAt: "2026-07-25T00:00:00+00:00" },
    },
    loyaltyAccounts: [
      {
        program: { id: "P1", unitName: "stars", isActive: true },
        balance: 169,
        leftAt: null,
        tier: { name: "Gold" },
      },
    ],
    notes: { edges: [] },
    ...changes,
  };
}

const NO_MORE = { hasNextPage: false, endCursor: null };

/** What the customer's page asks besides the customer, with nothing in it. */
export function emptyAnswers() {
  return {
    Customer: { crmProfile: customer() },
    CustomerTimeline: { crmProfile: { id: ANNA_ID, timeline: { pageInfo: NO_MORE, edges: [] } } },
    CustomerNewest: { crmProfile: { id: ANNA_ID, timeline: { edges: [] } } },
    CustomerNotes: { crmProfile: { id: ANNA_ID, notes: { pageInfo: NO_MORE, edges: [] } } },
    CustomerSegments: { crmProfileSegments: [] },
    AttributeNames: { crmAttributeDefinitions: [] },
  };
}
