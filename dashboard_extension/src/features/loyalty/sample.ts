/** A program as the API answers it; for the tests of this folder. */
import type { LoyaltyProgramFragment } from "../../api/generated/loyalty";

export const PROGRAM: LoyaltyProgramFragment = {
  id: "P1",
  code: "club",
  name: "Record Club",
  unitName: "points",
  isActive: true,
  startsAt: "2026-01-01T00:00:00Z",
  endsAt: null,
  timeZone: "UTC",
  channels: ["main"],
  returnWindowDays: 14,
  maxPendingDays: 30,
  rounding: "DOWN",
  includesTax: true,
  includesShipping: false,
  giftCardsEarn: false,
  excludesStaff: true,
  courtesyDays: 14,
  expiryUnit: "MONTHS",
  expiryLength: 12,
  expiryRounding: "MONTH",
  expiryStart: "AVAILABLE",
  expiryWarningDays: 30,
  shortfall: "FORGIVEN",
  adjustmentLimit: 500,
  termsVersion: "",
  leaverKeepDays: 30,
  requestDays: 14,
  version: 3,
  currencies: [{ currency: "EUR", worthPerPoint: "0.01" }],
  problems: [],
  rules: [
    {
      id: "R1",
      code: "per_amount_spent",
      label: "Points per amount spent",
      settings: { by_currency: { EUR: { amount: "1", points: 2 } } },
      startsAt: "2026-01-01T00:00:00Z",
      endsAt: null,
    },
  ],
  ladder: {
    id: "L1",
    basis: "SPEND",
    window: "ROLLING_MONTHS",
    windowMonths: 12,
    timeZone: "UTC",
    excludesStaff: true,
    pendingCounts: true,
    graceDays: 30,
    downgrade: "ONE_STEP",
    version: 2,
    tiers: [
      {
        id: "T1",
        code: "silver",
        name: "Silver",
        rank: 1,
        isByInvitation: false,
        multiplier: "1.5",
        hasEarlyAccess: true,
        description: "Free postage",
        version: 5,
        thresholds: [{ currency: "EUR", value: "150" }],
      },
    ],
  },
};

export const CHANNELS = [
  { slug: "main", name: "Main", currencyCode: "EUR" },
  { slug: "other", name: "Other", currencyCode: "PLN" },
];

/** As pydantic writes the settings of `per_amount_spent`. */
export const RATE_SCHEMA = {
  $defs: {
    Rate: {
      properties: {
        amount: { anyOf: [{ type: "number" }, { type: "string" }], title: "Amount" },
        points: { type: "integer", title: "Points" },
      },
      required: ["amount", "points"],
      type: "object",
      title: "Rate",
    },
  },
  properties: { by_currency: { patternProperties: { "^[A-Z]{3}$": { $ref: "#/$defs/Rate" } }, type: "object", title: "By Currency" } },
  required: ["by_currency"],
  type: "object",
};

/** What a rate that gives less would change. */
export const EFFECT = {
  days: 30,
  members: 20,
  membersLookedAt: 20,
  orders: 15,
  customers: 12,
  gaining: 0,
  losing: 11,
  pointsNow: 3000,
  pointsThen: 750,
  worth: [{ currency: "EUR", now: "30.00", then: "7.50" }],
};
