/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A rule that is not in force yet. */
export type CrmEarningDraftInput = {
  /** Which rule it is, such as `per_amount_spent`. */
  code: string;
  /** The rule's settings. */
  settings: unknown;
};

/** An order that nobody has placed: paid whole, nothing returned. */
export type CrmEarningPreviewInput = {
  /** What its goods cost, as far as it earns. */
  amount: number | string;
  /** The order's currency. */
  currency: string;
  /** Whether it is the buyer's first. Default: false. */
  isFirstOrder?: boolean | null | undefined;
  /** Rules to take in place of those of the same codes, 20 at most. */
  rules?: Array<CrmEarningDraftInput> | null | undefined;
  /** What its shipping costs. Default: 0. */
  shipping?: number | string | null | undefined;
  /** The ID of the tier that the buyer has (`CrmTier`). Default: none. */
  tier?: string | number | null | undefined;
};

/** A way to earn points in a program. */
export type CrmEarningRuleInput = {
  /** Which rule it is, such as `per_amount_spent`. */
  code: string;
  /** Until when, not included; null for no end. */
  endsAt?: string | null | undefined;
  /** The rule's settings, as the reference of earning rules describes them. */
  settings: unknown;
  /** From when it is in force. Default: the program's start. */
  startsAt?: string | null | undefined;
};

/** To the end of which period a term is moved. */
export type CrmExpiryRoundingEnum =
  /** Month. */
  | 'MONTH'
  /** None. */
  | 'NONE'
  /** Quarter. */
  | 'QUARTER'
  /** Year. */
  | 'YEAR';

/** From when a term is counted. */
export type CrmExpiryStartEnum =
  /** Available. */
  | 'AVAILABLE'
  /** Earned. */
  | 'EARNED';

/** In what a term is counted. */
export type CrmExpiryUnitEnum =
  /** Days. */
  | 'DAYS'
  /** Months. */
  | 'MONTHS'
  /** Never. */
  | 'NEVER';

/** Why CrmLoyalty was refused. */
export type CrmLoyaltyErrorCode =
  /** Already decided. */
  | 'ALREADY_DECIDED'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Channel taken. */
  | 'CHANNEL_TAKEN'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Expired. */
  | 'EXPIRED'
  /** Idempotency mismatch. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Insufficient points. */
  | 'INSUFFICIENT_POINTS'
  /** Invalid. */
  | 'INVALID'
  /** Invalid period. */
  | 'INVALID_PERIOD'
  /** Invalid settings. */
  | 'INVALID_SETTINGS'
  /** Needs second person. */
  | 'NEEDS_SECOND_PERSON'
  /** Not found. */
  | 'NOT_FOUND'
  /** Overlapping period. */
  | 'OVERLAPPING_PERIOD'
  /** Required. */
  | 'REQUIRED'
  /** Terms changed. */
  | 'TERMS_CHANGED'
  /** Unique. */
  | 'UNIQUE'
  /** Unknown channel. */
  | 'UNKNOWN_CHANNEL'
  /** Unknown rule. */
  | 'UNKNOWN_RULE'
  /** Zero points. */
  | 'ZERO_POINTS';

/** What a point is worth to the books in one currency. */
export type CrmProgramCurrencyInput = {
  /** The currency, such as EUR. */
  currency: string;
  /** What one point is worth. */
  worthPerPoint: number | string;
};

/** Settings of a loyalty program. */
export type CrmProgramInput = {
  /** The most points that one person may give or take; null for no limit. */
  adjustmentLimit?: number | null | undefined;
  /** The slugs of the channels it covers; a channel has one program at a time. */
  channels?: Array<string> | null | undefined;
  /** A short code; no other program may have it. */
  code?: string | null | undefined;
  /** Days that points last which come back after their term. Default: 14. */
  courtesyDays?: number | null | undefined;
  /** Until when, not included; null for no end. */
  endsAt?: string | null | undefined;
  /** Whether staff earn nothing. Default: true. */
  excludesStaff?: boolean | null | undefined;
  /** How long points last, in that unit. */
  expiryLength?: number | null | undefined;
  /** To the end of which period the last day is moved. Default: none. */
  expiryRounding?: CrmExpiryRoundingEnum | null | undefined;
  /** From when the term counts. */
  expiryStart?: CrmExpiryStartEnum | null | undefined;
  /** In what the term is counted. Default: never. */
  expiryUnit?: CrmExpiryUnitEnum | null | undefined;
  /** Days before their end on which points are announced. Default: 30. */
  expiryWarningDays?: number | null | undefined;
  /** Whether what is paid by gift card earns points. Default: false. */
  giftCardsEarn?: boolean | null | undefined;
  /** Whether shipping costs earn points. Default: false. */
  includesShipping?: boolean | null | undefined;
  /** Whether tax earns points. Default: true. */
  includesTax?: boolean | null | undefined;
  /** Whether points can be earned. Default: true. */
  isActive?: boolean | null | undefined;
  /** Days that points of a member who left stay; null for good. Default: 30. */
  leaverKeepDays?: number | null | undefined;
  /** Days from payment after which points wait no longer. Default: 30. */
  maxPendingDays?: number | null | undefined;
  /** The name that members see. */
  name?: string | null | undefined;
  /** Days in which a second person can decide. Default: 14. */
  requestDays?: number | null | undefined;
  /** Days after being sent for which a line's points wait. Default: 14. */
  returnWindowDays?: number | null | undefined;
  /** How fractions of a point end. Default: down. */
  rounding?: CrmRoundingEnum | null | undefined;
  /** What becomes of points to be taken back that were spent already. */
  shortfall?: CrmShortfallEnum | null | undefined;
  /** From when orders earn points. Default: now. */
  startsAt?: string | null | undefined;
  /** The version of the terms in force; empty for none. Default: none. */
  termsVersion?: string | null | undefined;
  /** The zone in which its days begin, such as Europe/Rome. Default: UTC. */
  timeZone?: string | null | undefined;
  /** What its points are called. Default: points. */
  unitName?: string | null | undefined;
  /** What a point is worth, by currency. */
  worthPerPoint?: Array<CrmProgramCurrencyInput> | null | undefined;
};

/** How fractions of a point end. */
export type CrmRoundingEnum =
  /** Down. */
  | 'DOWN'
  /** Half up. */
  | 'HALF_UP'
  /** Up. */
  | 'UP';

/** What becomes of points to be taken back that were spent already. */
export type CrmShortfallEnum =
  /** Forgiven. */
  | 'FORGIVEN'
  /** Owed. */
  | 'OWED'
  /** Recovered. */
  | 'RECOVERED';

/** What counts towards a tier. */
export type CrmTierBasisEnum =
  /** Orders. */
  | 'ORDERS'
  /** Points. */
  | 'POINTS'
  /** Spend. */
  | 'SPEND';

/** How far a member falls when the grace is over. */
export type CrmTierDowngradeEnum =
  /** One step. */
  | 'ONE_STEP'
  /** Straight. */
  | 'STRAIGHT';

/** Why CrmTier was refused. */
export type CrmTierErrorCode =
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Invalid. */
  | 'INVALID'
  /** Invalid period. */
  | 'INVALID_PERIOD'
  /** Invalid threshold. */
  | 'INVALID_THRESHOLD'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Tier in use. */
  | 'TIER_IN_USE'
  /** Unique. */
  | 'UNIQUE';

/** All settings of a tier; what is left out takes its default. */
export type CrmTierInput = {
  /** A short code, unique on the ladder. */
  code: string;
  /** What the tier brings. */
  description?: string | null | undefined;
  /** Whether members see new things earlier. Default: false. */
  hasEarlyAccess?: boolean | null | undefined;
  /** By what earned points are multiplied. Default: 1. */
  multiplier?: number | string | null | undefined;
  /** The name that members see. */
  name: string;
  /** Its place; a higher one is better. */
  rank: number;
  /** What reaches it; without any it is given by invitation only. */
  thresholds?: Array<CrmTierThresholdInput> | null | undefined;
};

/** All settings of a ladder of tiers; what is left out takes its default. */
export type CrmTierLadderInput = {
  /** What counts towards a tier. */
  basis: CrmTierBasisEnum;
  /** How far a member falls when the grace is over. Default: one step. */
  downgrade?: CrmTierDowngradeEnum | null | undefined;
  /** Whether staff count nowhere. Default: true. */
  excludesStaff?: boolean | null | undefined;
  /** Days for which a tier is kept after it would be lost. Default: 30. */
  graceDays?: number | null | undefined;
  /** Whether pending points count. Default: true. */
  pendingCounts?: boolean | null | undefined;
  /** The zone in which months and years begin. Default: UTC. */
  timeZone?: string | null | undefined;
  /** The time in which it counts. */
  window: CrmTierWindowEnum;
  /** How many months a rolling window has. Default: 12. */
  windowMonths?: number | null | undefined;
};

/** What reaches a tier, in one currency or in points or orders. */
export type CrmTierThresholdInput = {
  /** The currency of spending; left out for points and for orders. */
  currency?: string | null | undefined;
  /** The amount that reaches the tier. */
  value: number | string;
};

/** The time in which it counts. */
export type CrmTierWindowEnum =
  /** Calendar year. */
  | 'CALENDAR_YEAR'
  /** Lifetime. */
  | 'LIFETIME'
  /** Rolling months. */
  | 'ROLLING_MONTHS';

export type LoyaltyRuleFragment = { id: string, code: string, label: string, settings: unknown, startsAt: string, endsAt: string | null };

export type LoyaltyTierFragment = { id: string, code: string, name: string, rank: number, isByInvitation: boolean, multiplier: number, hasEarlyAccess: boolean, description: string, version: number, thresholds: Array<{ currency: string | null, value: number }> };

export type LoyaltyLadderFragment = { id: string, basis: CrmTierBasisEnum, window: CrmTierWindowEnum, windowMonths: number, timeZone: string, excludesStaff: boolean, pendingCounts: boolean, graceDays: number, downgrade: CrmTierDowngradeEnum, version: number, tiers: Array<{ id: string, code: string, name: string, rank: number, isByInvitation: boolean, multiplier: number, hasEarlyAccess: boolean, description: string, version: number, thresholds: Array<{ currency: string | null, value: number }> }> };

export type LoyaltyProgramFragment = { id: string, code: string, name: string, unitName: string, isActive: boolean, startsAt: string, endsAt: string | null, timeZone: string, channels: Array<string>, returnWindowDays: number, maxPendingDays: number, rounding: CrmRoundingEnum, includesTax: boolean, includesShipping: boolean, giftCardsEarn: boolean, excludesStaff: boolean, courtesyDays: number, expiryUnit: CrmExpiryUnitEnum, expiryLength: number, expiryRounding: CrmExpiryRoundingEnum, expiryStart: CrmExpiryStartEnum, expiryWarningDays: number, shortfall: CrmShortfallEnum | null, adjustmentLimit: number | null, termsVersion: string, leaverKeepDays: number | null, requestDays: number | null, version: number, currencies: Array<{ currency: string, worthPerPoint: number }> | null, problems: Array<{ code: string, message: string, currency: string | null, rule: string | null }> | null, rules: Array<{ id: string, code: string, label: string, settings: unknown, startsAt: string, endsAt: string | null }>, ladder: { id: string, basis: CrmTierBasisEnum, window: CrmTierWindowEnum, windowMonths: number, timeZone: string, excludesStaff: boolean, pendingCounts: boolean, graceDays: number, downgrade: CrmTierDowngradeEnum, version: number, tiers: Array<{ id: string, code: string, name: string, rank: number, isByInvitation: boolean, multiplier: number, hasEarlyAccess: boolean, description: string, version: number, thresholds: Array<{ currency: string | null, value: number }> }> } | null };

export type LoyaltyProgramsQueryVariables = Exact<{ [key: string]: never; }>;


export type LoyaltyProgramsQuery = { crmPrograms: Array<{ id: string, code: string, name: string, isActive: boolean, channels: Array<string>, problems: Array<{ code: string }> | null, rules: Array<{ id: string }>, ladder: { tiers: Array<{ id: string }> } | null }> };

export type LoyaltyProgramPageQueryVariables = Exact<{
  id: string | number;
}>;


export type LoyaltyProgramPageQuery = { crmProgram: { id: string, code: string, name: string, unitName: string, isActive: boolean, startsAt: string, endsAt: string | null, timeZone: string, channels: Array<string>, returnWindowDays: number, maxPendingDays: number, rounding: CrmRoundingEnum, includesTax: boolean, includesShipping: boolean, giftCardsEarn: boolean, excludesStaff: boolean, courtesyDays: number, expiryUnit: CrmExpiryUnitEnum, expiryLength: number, expiryRounding: CrmExpiryRoundingEnum, expiryStart: CrmExpiryStartEnum, expiryWarningDays: number, shortfall: CrmShortfallEnum | null, adjustmentLimit: number | null, termsVersion: string, leaverKeepDays: number | null, requestDays: number | null, version: number, currencies: Array<{ currency: string, worthPerPoint: number }> | null, problems: Array<{ code: string, message: string, currency: string | null, rule: string | null }> | null, rules: Array<{ id: string, code: string, label: string, settings: unknown, startsAt: string, endsAt: string | null }>, ladder: { id: string, basis: CrmTierBasisEnum, window: CrmTierWindowEnum, windowMonths: number, timeZone: string, excludesStaff: boolean, pendingCounts: boolean, graceDays: number, downgrade: CrmTierDowngradeEnum, version: number, tiers: Array<{ id: string, code: string, name: string, rank: number, isByInvitation: boolean, multiplier: number, hasEarlyAccess: boolean, description: string, version: number, thresholds: Array<{ currency: string | null, value: number }> }> } | null } | null, channels: Array<{ slug: string, name: string, currencyCode: string }> | null };

export type LoyaltyChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type LoyaltyChannelsQuery = { channels: Array<{ slug: string, name: string, currencyCode: string }> | null };

export type LoyaltyRuleTypesQueryVariables = Exact<{ [key: string]: never; }>;


export type LoyaltyRuleTypesQuery = { crmEarningRuleTypes: Array<{ code: string, label: string, occasion: string, settingsSchema: unknown }> };

export type LoyaltyPreviewQueryVariables = Exact<{
  program: string | number;
  input: CrmEarningPreviewInput;
}>;


export type LoyaltyPreviewQuery = { crmEarningPreview: { points: number, orderPoints: number, firstOrderPoints: number, worth: number | null } | null };

export type LoyaltyEffectQueryVariables = Exact<{
  program: string | number;
  rules: Array<CrmEarningDraftInput> | CrmEarningDraftInput;
  days: number;
}>;


export type LoyaltyEffectQuery = { crmEarningEffect: { days: number, members: number, membersLookedAt: number, orders: number, customers: number, gaining: number, losing: number, pointsNow: number, pointsThen: number, worth: Array<{ currency: string, now: number, then: number }> } | null };

export type LoyaltyFiguresQueryVariables = Exact<{ [key: string]: never; }>;


export type LoyaltyFiguresQuery = { crmShopMetrics: Array<{ code: string, label: string, definition: string, dataUntil: string, points: Array<{ of: string, count: number, total: number | null, share: number | null, currency: string, amount: number | null }> }> };

export type LoyaltyPersonQueryVariables = Exact<{
  profile: string | number;
}>;


export type LoyaltyPersonQuery = { crmProfile: { id: string, firstName: string, lastName: string, email: string, loyaltyAccounts: Array<{ balance: number, pending: number, program: { id: string, name: string, unitName: string } }> } | null, crmPrograms: Array<{ id: string, name: string, unitName: string, adjustmentLimit: number | null }> };

export type LoyaltyProgramCreateMutationVariables = Exact<{
  input: CrmProgramInput;
}>;


export type LoyaltyProgramCreateMutation = { crmProgramCreate: { program: { id: string } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyProgramUpdateMutationVariables = Exact<{
  id: string | number;
  input: CrmProgramInput;
  version: number;
}>;


export type LoyaltyProgramUpdateMutation = { crmProgramUpdate: { program: { id: string, code: string, name: string, unitName: string, isActive: boolean, startsAt: string, endsAt: string | null, timeZone: string, channels: Array<string>, returnWindowDays: number, maxPendingDays: number, rounding: CrmRoundingEnum, includesTax: boolean, includesShipping: boolean, giftCardsEarn: boolean, excludesStaff: boolean, courtesyDays: number, expiryUnit: CrmExpiryUnitEnum, expiryLength: number, expiryRounding: CrmExpiryRoundingEnum, expiryStart: CrmExpiryStartEnum, expiryWarningDays: number, shortfall: CrmShortfallEnum | null, adjustmentLimit: number | null, termsVersion: string, leaverKeepDays: number | null, requestDays: number | null, version: number, currencies: Array<{ currency: string, worthPerPoint: number }> | null, problems: Array<{ code: string, message: string, currency: string | null, rule: string | null }> | null, rules: Array<{ id: string, code: string, label: string, settings: unknown, startsAt: string, endsAt: string | null }>, ladder: { id: string, basis: CrmTierBasisEnum, window: CrmTierWindowEnum, windowMonths: number, timeZone: string, excludesStaff: boolean, pendingCounts: boolean, graceDays: number, downgrade: CrmTierDowngradeEnum, version: number, tiers: Array<{ id: string, code: string, name: string, rank: number, isByInvitation: boolean, multiplier: number, hasEarlyAccess: boolean, description: string, version: number, thresholds: Array<{ currency: string | null, value: number }> }> } | null } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyRuleAddMutationVariables = Exact<{
  program: string | number;
  input: CrmEarningRuleInput;
}>;


export type LoyaltyRuleAddMutation = { crmEarningRuleAdd: { rule: { id: string } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyRuleReplaceMutationVariables = Exact<{
  id: string | number;
  settings: unknown;
  startsAt?: string | null | undefined;
}>;


export type LoyaltyRuleReplaceMutation = { crmEarningRuleReplace: { rule: { id: string } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyRuleEndMutationVariables = Exact<{
  id: string | number;
  endsAt?: string | null | undefined;
}>;


export type LoyaltyRuleEndMutation = { crmEarningRuleEnd: { rule: { id: string, endsAt: string | null } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyLadderCreateMutationVariables = Exact<{
  program: string | number;
  input: CrmTierLadderInput;
}>;


export type LoyaltyLadderCreateMutation = { crmTierLadderCreate: { ladder: { id: string } | null, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type LoyaltyLadderUpdateMutationVariables = Exact<{
  id: string | number;
  input: CrmTierLadderInput;
  version: number;
}>;


export type LoyaltyLadderUpdateMutation = { crmTierLadderUpdate: { ladder: { version: number } | null, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type LoyaltyTierAddMutationVariables = Exact<{
  ladder: string | number;
  input: CrmTierInput;
}>;


export type LoyaltyTierAddMutation = { crmTierAdd: { tier: { id: string } | null, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type LoyaltyTierUpdateMutationVariables = Exact<{
  id: string | number;
  input: CrmTierInput;
  version: number;
}>;


export type LoyaltyTierUpdateMutation = { crmTierUpdate: { tier: { id: string } | null, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type LoyaltyTierRemoveMutationVariables = Exact<{
  id: string | number;
}>;


export type LoyaltyTierRemoveMutation = { crmTierRemove: { errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type LoyaltyPointsAdjustMutationVariables = Exact<{
  program: string | number;
  profile: string | number;
  points: number;
  reason: string;
  key: string;
}>;


export type LoyaltyPointsAdjustMutation = { crmPointsAdjust: { loyalty: { balance: number } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type LoyaltyRequestCreateMutationVariables = Exact<{
  program: string | number;
  profile: string | number;
  points: number;
  reason: string;
  key: string;
}>;


export type LoyaltyRequestCreateMutation = { crmPointsAdjustmentRequestCreate: { errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const LoyaltyRuleFragmentDoc = new TypedDocumentString(`
    fragment LoyaltyRule on CrmEarningRule {
  id
  code
  label
  settings
  startsAt
  endsAt
}
    `, {"fragmentName":"LoyaltyRule"}) as unknown as TypedDocumentString<LoyaltyRuleFragment, unknown>;
export const LoyaltyTierFragmentDoc = new TypedDocumentString(`
    fragment LoyaltyTier on CrmTier {
  id
  code
  name
  rank
  isByInvitation
  multiplier
  hasEarlyAccess
  description
  version
  thresholds {
    currency
    value
  }
}
    `, {"fragmentName":"LoyaltyTier"}) as unknown as TypedDocumentString<LoyaltyTierFragment, unknown>;
export const LoyaltyLadderFragmentDoc = new TypedDocumentString(`
    fragment LoyaltyLadder on CrmTierLadder {
  id
  basis
  window
  windowMonths
  timeZone
  excludesStaff
  pendingCounts
  graceDays
  downgrade
  version
  tiers {
    ...LoyaltyTier
  }
}
    fragment LoyaltyTier on CrmTier {
  id
  code
  name
  rank
  isByInvitation
  multiplier
  hasEarlyAccess
  description
  version
  thresholds {
    currency
    value
  }
}`, {"fragmentName":"LoyaltyLadder"}) as unknown as TypedDocumentString<LoyaltyLadderFragment, unknown>;
export const LoyaltyProgramFragmentDoc = new TypedDocumentString(`
    fragment LoyaltyProgram on CrmProgram {
  id
  code
  name
  unitName
  isActive
  startsAt
  endsAt
  timeZone
  channels
  returnWindowDays
  maxPendingDays
  rounding
  includesTax
  includesShipping
  giftCardsEarn
  excludesStaff
  courtesyDays
  expiryUnit
  expiryLength
  expiryRounding
  expiryStart
  expiryWarningDays
  shortfall
  adjustmentLimit
  termsVersion
  leaverKeepDays
  requestDays
  version
  currencies {
    currency
    worthPerPoint
  }
  problems {
    code
    message
    currency
    rule
  }
  rules {
    ...LoyaltyRule
  }
  ladder {
    ...LoyaltyLadder
  }
}
    fragment LoyaltyRule on CrmEarningRule {
  id
  code
  label
  settings
  startsAt
  endsAt
}
fragment LoyaltyTier on CrmTier {
  id
  code
  name
  rank
  isByInvitation
  multiplier
  hasEarlyAccess
  description
  version
  thresholds {
    currency
    value
  }
}
fragment LoyaltyLadder on CrmTierLadder {
  id
  basis
  window
  windowMonths
  timeZone
  excludesStaff
  pendingCounts
  graceDays
  downgrade
  version
  tiers {
    ...LoyaltyTier
  }
}`, {"fragmentName":"LoyaltyProgram"}) as unknown as TypedDocumentString<LoyaltyProgramFragment, unknown>;
export const LoyaltyProgramsDocument = new TypedDocumentString(`
    query LoyaltyPrograms {
  crmPrograms {
    id
    code
    name
    isActive
    channels
    problems {
      code
    }
    rules {
      id
    }
    ladder {
      tiers {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyProgramsQuery, LoyaltyProgramsQueryVariables>;
export const LoyaltyProgramPageDocument = new TypedDocumentString(`
    query LoyaltyProgramPage($id: ID!) {
  crmProgram(id: $id) {
    ...LoyaltyProgram
  }
  channels {
    slug
    name
    currencyCode
  }
}
    fragment LoyaltyRule on CrmEarningRule {
  id
  code
  label
  settings
  startsAt
  endsAt
}
fragment LoyaltyTier on CrmTier {
  id
  code
  name
  rank
  isByInvitation
  multiplier
  hasEarlyAccess
  description
  version
  thresholds {
    currency
    value
  }
}
fragment LoyaltyLadder on CrmTierLadder {
  id
  basis
  window
  windowMonths
  timeZone
  excludesStaff
  pendingCounts
  graceDays
  downgrade
  version
  tiers {
    ...LoyaltyTier
  }
}
fragment LoyaltyProgram on CrmProgram {
  id
  code
  name
  unitName
  isActive
  startsAt
  endsAt
  timeZone
  channels
  returnWindowDays
  maxPendingDays
  rounding
  includesTax
  includesShipping
  giftCardsEarn
  excludesStaff
  courtesyDays
  expiryUnit
  expiryLength
  expiryRounding
  expiryStart
  expiryWarningDays
  shortfall
  adjustmentLimit
  termsVersion
  leaverKeepDays
  requestDays
  version
  currencies {
    currency
    worthPerPoint
  }
  problems {
    code
    message
    currency
    rule
  }
  rules {
    ...LoyaltyRule
  }
  ladder {
    ...LoyaltyLadder
  }
}`) as unknown as TypedDocumentString<LoyaltyProgramPageQuery, LoyaltyProgramPageQueryVariables>;
export const LoyaltyChannelsDocument = new TypedDocumentString(`
    query LoyaltyChannels {
  channels {
    slug
    name
    currencyCode
  }
}
    `) as unknown as TypedDocumentString<LoyaltyChannelsQuery, LoyaltyChannelsQueryVariables>;
export const LoyaltyRuleTypesDocument = new TypedDocumentString(`
    query LoyaltyRuleTypes {
  crmEarningRuleTypes {
    code
    label
    occasion
    settingsSchema
  }
}
    `) as unknown as TypedDocumentString<LoyaltyRuleTypesQuery, LoyaltyRuleTypesQueryVariables>;
export const LoyaltyPreviewDocument = new TypedDocumentString(`
    query LoyaltyPreview($program: ID!, $input: CrmEarningPreviewInput!) {
  crmEarningPreview(program: $program, input: $input) {
    points
    orderPoints
    firstOrderPoints
    worth
  }
}
    `) as unknown as TypedDocumentString<LoyaltyPreviewQuery, LoyaltyPreviewQueryVariables>;
export const LoyaltyEffectDocument = new TypedDocumentString(`
    query LoyaltyEffect($program: ID!, $rules: [CrmEarningDraftInput!]!, $days: Int!) {
  crmEarningEffect(program: $program, rules: $rules, days: $days) {
    days
    members
    membersLookedAt
    orders
    customers
    gaining
    losing
    pointsNow
    pointsThen
    worth {
      currency
      now
      then
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyEffectQuery, LoyaltyEffectQueryVariables>;
export const LoyaltyFiguresDocument = new TypedDocumentString(`
    query LoyaltyFigures {
  crmShopMetrics(codes: ["points_liability", "breakage"]) {
    code
    label
    definition
    dataUntil
    points {
      of
      count
      total
      share
      currency
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyFiguresQuery, LoyaltyFiguresQueryVariables>;
export const LoyaltyPersonDocument = new TypedDocumentString(`
    query LoyaltyPerson($profile: ID!) {
  crmProfile(id: $profile) {
    id
    firstName
    lastName
    email
    loyaltyAccounts {
      balance
      pending
      program {
        id
        name
        unitName
      }
    }
  }
  crmPrograms {
    id
    name
    unitName
    adjustmentLimit
  }
}
    `) as unknown as TypedDocumentString<LoyaltyPersonQuery, LoyaltyPersonQueryVariables>;
export const LoyaltyProgramCreateDocument = new TypedDocumentString(`
    mutation LoyaltyProgramCreate($input: CrmProgramInput!) {
  crmProgramCreate(input: $input) {
    program {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyProgramCreateMutation, LoyaltyProgramCreateMutationVariables>;
export const LoyaltyProgramUpdateDocument = new TypedDocumentString(`
    mutation LoyaltyProgramUpdate($id: ID!, $input: CrmProgramInput!, $version: Int!) {
  crmProgramUpdate(id: $id, input: $input, version: $version) {
    program {
      ...LoyaltyProgram
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment LoyaltyRule on CrmEarningRule {
  id
  code
  label
  settings
  startsAt
  endsAt
}
fragment LoyaltyTier on CrmTier {
  id
  code
  name
  rank
  isByInvitation
  multiplier
  hasEarlyAccess
  description
  version
  thresholds {
    currency
    value
  }
}
fragment LoyaltyLadder on CrmTierLadder {
  id
  basis
  window
  windowMonths
  timeZone
  excludesStaff
  pendingCounts
  graceDays
  downgrade
  version
  tiers {
    ...LoyaltyTier
  }
}
fragment LoyaltyProgram on CrmProgram {
  id
  code
  name
  unitName
  isActive
  startsAt
  endsAt
  timeZone
  channels
  returnWindowDays
  maxPendingDays
  rounding
  includesTax
  includesShipping
  giftCardsEarn
  excludesStaff
  courtesyDays
  expiryUnit
  expiryLength
  expiryRounding
  expiryStart
  expiryWarningDays
  shortfall
  adjustmentLimit
  termsVersion
  leaverKeepDays
  requestDays
  version
  currencies {
    currency
    worthPerPoint
  }
  problems {
    code
    message
    currency
    rule
  }
  rules {
    ...LoyaltyRule
  }
  ladder {
    ...LoyaltyLadder
  }
}`) as unknown as TypedDocumentString<LoyaltyProgramUpdateMutation, LoyaltyProgramUpdateMutationVariables>;
export const LoyaltyRuleAddDocument = new TypedDocumentString(`
    mutation LoyaltyRuleAdd($program: ID!, $input: CrmEarningRuleInput!) {
  crmEarningRuleAdd(program: $program, input: $input) {
    rule {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyRuleAddMutation, LoyaltyRuleAddMutationVariables>;
export const LoyaltyRuleReplaceDocument = new TypedDocumentString(`
    mutation LoyaltyRuleReplace($id: ID!, $settings: JSON!, $startsAt: DateTime) {
  crmEarningRuleReplace(id: $id, settings: $settings, startsAt: $startsAt) {
    rule {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyRuleReplaceMutation, LoyaltyRuleReplaceMutationVariables>;
export const LoyaltyRuleEndDocument = new TypedDocumentString(`
    mutation LoyaltyRuleEnd($id: ID!, $endsAt: DateTime) {
  crmEarningRuleEnd(id: $id, endsAt: $endsAt) {
    rule {
      id
      endsAt
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyRuleEndMutation, LoyaltyRuleEndMutationVariables>;
export const LoyaltyLadderCreateDocument = new TypedDocumentString(`
    mutation LoyaltyLadderCreate($program: ID!, $input: CrmTierLadderInput!) {
  crmTierLadderCreate(program: $program, input: $input) {
    ladder {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyLadderCreateMutation, LoyaltyLadderCreateMutationVariables>;
export const LoyaltyLadderUpdateDocument = new TypedDocumentString(`
    mutation LoyaltyLadderUpdate($id: ID!, $input: CrmTierLadderInput!, $version: Int!) {
  crmTierLadderUpdate(id: $id, input: $input, version: $version) {
    ladder {
      version
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyLadderUpdateMutation, LoyaltyLadderUpdateMutationVariables>;
export const LoyaltyTierAddDocument = new TypedDocumentString(`
    mutation LoyaltyTierAdd($ladder: ID!, $input: CrmTierInput!) {
  crmTierAdd(ladder: $ladder, input: $input) {
    tier {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyTierAddMutation, LoyaltyTierAddMutationVariables>;
export const LoyaltyTierUpdateDocument = new TypedDocumentString(`
    mutation LoyaltyTierUpdate($id: ID!, $input: CrmTierInput!, $version: Int!) {
  crmTierUpdate(id: $id, input: $input, version: $version) {
    tier {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyTierUpdateMutation, LoyaltyTierUpdateMutationVariables>;
export const LoyaltyTierRemoveDocument = new TypedDocumentString(`
    mutation LoyaltyTierRemove($id: ID!) {
  crmTierRemove(id: $id) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyTierRemoveMutation, LoyaltyTierRemoveMutationVariables>;
export const LoyaltyPointsAdjustDocument = new TypedDocumentString(`
    mutation LoyaltyPointsAdjust($program: ID!, $profile: ID!, $points: Int!, $reason: String!, $key: String!) {
  crmPointsAdjust(
    program: $program
    profile: $profile
    points: $points
    reason: $reason
    key: $key
  ) {
    loyalty {
      balance
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyPointsAdjustMutation, LoyaltyPointsAdjustMutationVariables>;
export const LoyaltyRequestCreateDocument = new TypedDocumentString(`
    mutation LoyaltyRequestCreate($program: ID!, $profile: ID!, $points: Int!, $reason: String!, $key: String!) {
  crmPointsAdjustmentRequestCreate(
    program: $program
    profile: $profile
    points: $points
    reason: $reason
    key: $key
  ) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LoyaltyRequestCreateMutation, LoyaltyRequestCreateMutationVariables>;