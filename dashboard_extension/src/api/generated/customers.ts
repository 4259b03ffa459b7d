/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why CrmConsent was refused. */
export type CrmConsentErrorCode =
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Link invalid. */
  | 'LINK_INVALID'
  /** Link over. */
  | 'LINK_OVER'
  /** Not asked for. */
  | 'NOT_ASKED_FOR'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED';

/** What a message or a use of data is for. */
export type CrmConsentPurposeEnum =
  /** Marketing. */
  | 'MARKETING'
  /** Profiling. */
  | 'PROFILING'
  /** Third party. */
  | 'THIRD_PARTY'
  /** Transactional. */
  | 'TRANSACTIONAL';

/** How a person told a member of staff. */
export type CrmConsentStaffSourceEnum =
  /** Staff correspondence. */
  | 'CORRESPONDENCE'
  /** Staff paper. */
  | 'PAPER'
  /** Staff phone. */
  | 'PHONE'
  /** Staff store. */
  | 'STORE';

/** What somebody has said; pending awaits the confirmation of a double opt-in. */
export type CrmConsentStatusEnum =
  /** Granted. */
  | 'GRANTED'
  /** Pending. */
  | 'PENDING'
  /** Unknown. */
  | 'UNKNOWN'
  /** Withdrawn. */
  | 'WITHDRAWN';

/** Why two profiles may be one person. */
export type CrmDuplicateReasonEnum =
  /** Email variant. */
  | 'EMAIL_VARIANT'
  /** Same address. */
  | 'SAME_ADDRESS'
  /** Same birthday. */
  | 'SAME_BIRTHDAY'
  /** Same email. */
  | 'SAME_EMAIL'
  /** Same household. */
  | 'SAME_HOUSEHOLD'
  /** Same identifier. */
  | 'SAME_IDENTIFIER'
  /** Same name. */
  | 'SAME_NAME'
  /** Same phone. */
  | 'SAME_PHONE'
  /** Similar name. */
  | 'SIMILAR_NAME';

/** What became of a suggestion. */
export type CrmDuplicateStateEnum =
  /** Dismissed. */
  | 'DISMISSED'
  /** Merged. */
  | 'MERGED'
  /** Open. */
  | 'OPEN';

/** Who wanted a member to earn nothing. */
export type CrmExclusionKindEnum =
  /** By staff. */
  | 'BY_STAFF'
  /** Left. */
  | 'LEFT';

/** How far a copy of a person's data is. */
export type CrmExportStateEnum =
  /** Expired. */
  | 'EXPIRED'
  /** Failed. */
  | 'FAILED'
  /** Ready. */
  | 'READY'
  /** Running. */
  | 'RUNNING'
  /** Waiting. */
  | 'WAITING';

/** How much an identifier is worth: proven, typed by a guest, or merely claimed. */
export type CrmIdentifierTrustEnum =
  /** Claimed. */
  | 'CLAIMED'
  /** Guest. */
  | 'GUEST'
  /** Verified. */
  | 'VERIFIED';

/** What kind of value points to a person. */
export type CrmIdentifierTypeEnum =
  /** Email. */
  | 'EMAIL'
  /** External. */
  | 'EXTERNAL'
  /** Phone. */
  | 'PHONE'
  /** Push. */
  | 'PUSH'
  /** Telegram. */
  | 'TELEGRAM'
  /** User. */
  | 'USER'
  /** Visitor. */
  | 'VISITOR'
  /** Wechat openid. */
  | 'WECHAT_OPENID'
  /** Wechat unionid. */
  | 'WECHAT_UNIONID'
  /** Wecom. */
  | 'WECOM';

/** Why CrmIdentity was refused. */
export type CrmIdentityErrorCode =
  /** Already known. */
  | 'ALREADY_KNOWN'
  /** Already merged. */
  | 'ALREADY_MERGED'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Taken. */
  | 'TAKEN'
  /** Too often. */
  | 'TOO_OFTEN';

/** Where a person stands on the way with the shop. */
export type CrmLifecycle =
  /** Active. */
  | 'ACTIVE'
  /** At risk. */
  | 'AT_RISK'
  /** Lost. */
  | 'LOST'
  /** New. */
  | 'NEW'
  /** Prospect. */
  | 'PROSPECT'
  /** Vip. */
  | 'VIP'
  /** Won back. */
  | 'WON_BACK';

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

/** Where a message stands. */
export type CrmMessageStateEnum =
  /** Bounced. */
  | 'BOUNCED'
  /** Clicked. */
  | 'CLICKED'
  /** Complained. */
  | 'COMPLAINED'
  /** Delivered. */
  | 'DELIVERED'
  /** Failed. */
  | 'FAILED'
  /** Opened. */
  | 'OPENED'
  /** Queued. */
  | 'QUEUED'
  /** Sending. */
  | 'SENDING'
  /** Sent. */
  | 'SENT'
  /** Suppressed. */
  | 'SUPPRESSED'
  /** Unknown. */
  | 'UNKNOWN';

/** Why points moved. */
export type CrmPointsTransactionEnum =
  /** Accrue. */
  | 'ACCRUE'
  /** Adjust. */
  | 'ADJUST'
  /** Claw back. */
  | 'CLAW_BACK'
  /** Expire. */
  | 'EXPIRE'
  /** Give back. */
  | 'GIVE_BACK'
  /** Import. */
  | 'IMPORT'
  /** Recover. */
  | 'RECOVER'
  /** Redeem. */
  | 'REDEEM'
  /** Reinstate. */
  | 'REINSTATE'
  /** Release. */
  | 'RELEASE'
  /** Reserve. */
  | 'RESERVE'
  /** Transfer. */
  | 'TRANSFER'
  /** Void. */
  | 'VOID'
  /** Withhold. */
  | 'WITHHOLD';

/** One thing that is granted or withdrawn. */
export type CrmPreferenceInput = {
  /** The channel, such as `email`; `any` for all. */
  channel: string;
  /** Whether it is granted; else it is withdrawn. */
  isGranted: boolean;
  /** The kind of message within the purpose. Default: the whole purpose. */
  listCode?: string | null | undefined;
  /** What it is for. */
  purpose: CrmConsentPurposeEnum;
  /** The ID of the words that were shown (`CrmConsentWording`). */
  wording?: string | number | null | undefined;
};

/** How the shop came to know a person. */
export type CrmProfileKindEnum =
  /** Account. */
  | 'ACCOUNT'
  /** Guest. */
  | 'GUEST'
  /** Prospect. */
  | 'PROSPECT';

/** What kind of relation a person wants with the shop. */
export type CrmRelationshipType =
  /** Exchange only. */
  | 'EXCHANGE_ONLY'
  /** Friend. */
  | 'FRIEND'
  /** Occasional. */
  | 'OCCASIONAL'
  /** Partner. */
  | 'PARTNER'
  /** Regular. */
  | 'REGULAR'
  /** Strained. */
  | 'STRAINED'
  /** Unknown. */
  | 'UNKNOWN';

/** What has become of a request. */
export type CrmRequestStateEnum =
  /** Approved. */
  | 'APPROVED'
  /** Declined. */
  | 'DECLINED'
  /** Expired. */
  | 'EXPIRED'
  /** Open. */
  | 'OPEN';

/** Why somebody came into a segment or left it. */
export type CrmSegmentChangeReasonEnum =
  /** Archived. */
  | 'ARCHIVED'
  /** Fact. */
  | 'FACT'
  /** Import. */
  | 'IMPORT'
  /** Repair. */
  | 'REPAIR'
  /** Rule. */
  | 'RULE'
  /** Scores. */
  | 'SCORES'
  /** Snapshot. */
  | 'SNAPSHOT'
  /** Staff. */
  | 'STAFF'
  /** Time. */
  | 'TIME';

/** Why an address may be written to again. */
export type CrmSuppressionLiftReasonEnum =
  /** Address works. */
  | 'ADDRESS_WORKS'
  /** Customer asked. */
  | 'CUSTOMER_ASKED'
  /** Mistake. */
  | 'MISTAKE';

/** Why an address is not written to. */
export type CrmSuppressionReasonEnum =
  /** Complaint. */
  | 'COMPLAINT'
  /** Erasure. */
  | 'ERASURE'
  /** Hard bounce. */
  | 'HARD_BOUNCE'
  /** Manual. */
  | 'MANUAL'
  /** Opt out. */
  | 'OPT_OUT';

/** What counts towards a tier. */
export type CrmTierBasisEnum =
  /** Orders. */
  | 'ORDERS'
  /** Points. */
  | 'POINTS'
  /** Spend. */
  | 'SPEND';

/** What was decided about a member's tier. */
export type CrmTierDecisionKindEnum =
  /** Downgraded. */
  | 'DOWNGRADED'
  /** Grace ended. */
  | 'GRACE_ENDED'
  /** Grace started. */
  | 'GRACE_STARTED'
  /** Invitation ended. */
  | 'INVITATION_ENDED'
  /** Invited. */
  | 'INVITED'
  /** Upgraded. */
  | 'UPGRADED';

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

/** Why CrmTimeline was refused. */
export type CrmTimelineErrorCode =
  /** Already done. */
  | 'ALREADY_DONE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Erased. */
  | 'ERASED'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED';

export type PersonNameFragment = { id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string };

export type TierStateFragment = { tier: string | null, name: string | null, since: string | null, nextTier: string | null, nextTierName: string | null, graceEndsAt: string | null, nextReviewAt: string | null, invitedUntil: string | null, counted: Array<{ currency: string | null, value: number }>, missing: Array<{ currency: string | null, value: number }> };

export type CustomerFactsFragment = { createdAt: string, closedAt: string | null, eraseDueAt: string | null, erasedAt: string | null, emailIsVerified: boolean, userId: string | null, mergedInto: string | null, tags: Array<string>, unknownFields: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, attributes: Array<{ name: string, value: string }>, details: { language: string, timeZone: string, birthday: { month: number, day: number, year: number | null } | null }, consents: Array<{ channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum, changedAt: string, source: string }>, suppressions: Array<{ id: string, channel: string, reason: CrmSuppressionReasonEnum, since: string, endedAt: string | null }>, insight: { lifecycle: CrmLifecycle | null, lifecycleSince: string | null, lifecycleDefinition: string, relationshipType: CrmRelationshipType, relationshipIsStated: boolean, relationshipSince: string | null, relationshipDefinition: string, assessedAt: string | null, lifecycleSignals: Array<{ code: string, value: string, weight: number, words: string }>, relationshipSignals: Array<{ code: string, value: string, weight: number, words: string }>, orders: { orders: number, items: number, returnedItems: number, returnedOrders: number, canceledOrders: number, firstOrderAt: string | null, lastOrderAt: string | null, cycleDays: number | null, definition: string, money: Array<{ currency: string, paid: number, refunded: number, chargedBack: number, net: number }> } | null, scores: { recency: number, frequency: number, monetary: number, definition: string, dataUntil: string | null } | null, prediction: { probabilityAlive: number, expectedPurchases: number, expectedValue: number | null, currency: string, nextOrderOn: string | null, horizonDays: number | null, definition: string, dataUntil: string | null } | null }, loyaltyAccounts: Array<{ balance: number, pending: number, reserved: number, owed: number, leftAt: string | null, isExcluded: boolean | null, program: { id: string, code: string, name: string, unitName: string, isActive: boolean }, tier: { tier: string | null, name: string | null, since: string | null, nextTier: string | null, nextTierName: string | null, graceEndsAt: string | null, nextReviewAt: string | null, invitedUntil: string | null, counted: Array<{ currency: string | null, value: number }>, missing: Array<{ currency: string | null, value: number }> } | null, nextExpiries: Array<{ expiresAt: string, points: number }> }> };

export type CustomerQueryVariables = Exact<{
  id?: string | number | null | undefined;
  user?: string | number | null | undefined;
  order?: string | number | null | undefined;
}>;


export type CustomerQuery = { crmProfile: { createdAt: string, closedAt: string | null, eraseDueAt: string | null, erasedAt: string | null, emailIsVerified: boolean, userId: string | null, mergedInto: string | null, tags: Array<string>, unknownFields: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, attributes: Array<{ name: string, value: string }>, details: { language: string, timeZone: string, birthday: { month: number, day: number, year: number | null } | null }, consents: Array<{ channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum, changedAt: string, source: string }>, suppressions: Array<{ id: string, channel: string, reason: CrmSuppressionReasonEnum, since: string, endedAt: string | null }>, insight: { lifecycle: CrmLifecycle | null, lifecycleSince: string | null, lifecycleDefinition: string, relationshipType: CrmRelationshipType, relationshipIsStated: boolean, relationshipSince: string | null, relationshipDefinition: string, assessedAt: string | null, lifecycleSignals: Array<{ code: string, value: string, weight: number, words: string }>, relationshipSignals: Array<{ code: string, value: string, weight: number, words: string }>, orders: { orders: number, items: number, returnedItems: number, returnedOrders: number, canceledOrders: number, firstOrderAt: string | null, lastOrderAt: string | null, cycleDays: number | null, definition: string, money: Array<{ currency: string, paid: number, refunded: number, chargedBack: number, net: number }> } | null, scores: { recency: number, frequency: number, monetary: number, definition: string, dataUntil: string | null } | null, prediction: { probabilityAlive: number, expectedPurchases: number, expectedValue: number | null, currency: string, nextOrderOn: string | null, horizonDays: number | null, definition: string, dataUntil: string | null } | null }, loyaltyAccounts: Array<{ balance: number, pending: number, reserved: number, owed: number, leftAt: string | null, isExcluded: boolean | null, program: { id: string, code: string, name: string, unitName: string, isActive: boolean }, tier: { tier: string | null, name: string | null, since: string | null, nextTier: string | null, nextTierName: string | null, graceEndsAt: string | null, nextReviewAt: string | null, invitedUntil: string | null, counted: Array<{ currency: string | null, value: number }>, missing: Array<{ currency: string | null, value: number }> } | null, nextExpiries: Array<{ expiresAt: string, points: number }> }> } | null };

export type CustomerListQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerListQuery = { crmProfiles: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { createdAt: string, erasedAt: string | null, emailIsVerified: boolean, mergedInto: string | null, tags: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string } }> } | null };

export type CustomerTimelineQueryVariables = Exact<{
  id: string | number;
  types?: Array<string> | string | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerTimelineQuery = { crmProfile: { id: string, timeline: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, type: string, occurredAt: string, origin: string, summary: string, payload: unknown } }> } } | null };

export type CustomerNewestQueryVariables = Exact<{
  id: string | number;
  types?: Array<string> | string | null | undefined;
}>;


export type CustomerNewestQuery = { crmProfile: { id: string, timeline: { edges: Array<{ node: { id: string } }> } } | null };

export type NoteTextFragment = { id: string, text: string, authorId: string, authorName: string | null, createdAt: string, ownerId: string | null, dueAt: string | null, doneAt: string | null };

export type CustomerNotesQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerNotesQuery = { crmProfile: { id: string, notes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, text: string, authorId: string, authorName: string | null, createdAt: string, ownerId: string | null, dueAt: string | null, doneAt: string | null } }> } } | null };

export type NotesFoundQueryVariables = Exact<{
  search: string;
  profile: string | number;
  after?: string | null | undefined;
  first: number;
}>;


export type NotesFoundQuery = { crmNotes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, text: string, authorId: string, authorName: string | null, createdAt: string, ownerId: string | null, dueAt: string | null, doneAt: string | null } }> } | null };

export type CustomerSegmentsQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerSegmentsQuery = { crmProfileSegments: Array<{ joinedAt: string, joinReason: CrmSegmentChangeReasonEnum, segment: { id: string, name: string, description: string } }> };

export type CustomerMessagesQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerMessagesQuery = { crmProfile: { id: string, messages: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, purpose: string, templateCode: string, channel: string, state: CrmMessageStateEnum, reason: string, isTest: boolean, changedAt: string, decisions: Array<{ channel: string, verdict: string, reason: string, until: string | null, decidedAt: string }> } }> } } | null };

export type CustomerConsentHistoryQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerConsentHistoryQuery = { crmProfile: { id: string, consentHistory: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, profileId: string, channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum, source: string, occurredAt: string, author: string, authorName: string | null, wording: { id: string, code: string, version: number, text: string } | null } }> } } | null };

export type CustomerAccountsQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerAccountsQuery = { crmProfile: { id: string, loyaltyAccounts: Array<{ balance: number, pending: number, reserved: number, owed: number, leftAt: string | null, pointsEndAt: string | null, acceptedTerms: string | null, isExcluded: boolean | null, program: { id: string, name: string, unitName: string, isActive: boolean, ladder: { id: string, basis: CrmTierBasisEnum, tiers: Array<{ id: string, code: string, name: string, rank: number, isByInvitation: boolean }> } | null }, tier: { tier: string | null, name: string | null, since: string | null, nextTier: string | null, nextTierName: string | null, graceEndsAt: string | null, nextReviewAt: string | null, invitedUntil: string | null, counted: Array<{ currency: string | null, value: number }>, missing: Array<{ currency: string | null, value: number }> } | null, nextExpiries: Array<{ expiresAt: string, points: number }>, exclusions: Array<{ kind: CrmExclusionKindEnum, reason: string, author: string, authorName: string | null, excludedAt: string, endedAt: string | null, endedBy: string, endedByName: string | null, endedReason: string }> | null, tierDecisions: { edges: Array<{ node: { id: string, kind: CrmTierDecisionKindEnum, decidedAt: string, previousTier: string | null, tier: string | null, author: string | null, authorName: string | null } }> } }> } | null };

export type CustomerPointsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
  first: number;
}>;


export type CustomerPointsQuery = { crmProfile: { id: string, loyaltyAccounts: Array<{ program: { id: string }, history: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: CrmPointsTransactionEnum, occurredAt: string, points: number, available: number, pending: number, reason: string, author: string | null, authorName: string | null } }> } }> } | null };

export type MovedRowsFragment = { place: string, rows: number };

export type MergeFactsFragment = { id: string, source: string, into: string, mergedAt: string, author: string, authorName: string | null, partedAt: string | null, partedBy: string, partedByName: string | null, moved: Array<{ place: string, rows: number }>, kept: Array<{ place: string, rows: number }> };

export type IdentifierFactsFragment = { id: string, type: CrmIdentifierTypeEnum, value: string, trust: CrmIdentifierTrustEnum, source: string, createdAt: string, verifiedAt: string | null, endedAt: string | null };

export type CustomerIdentityQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerIdentityQuery = { crmProfile: { id: string, identifiers: Array<{ id: string, type: CrmIdentifierTypeEnum, value: string, trust: CrmIdentifierTrustEnum, source: string, createdAt: string, verifiedAt: string | null, endedAt: string | null }>, merges: Array<{ id: string, source: string, into: string, mergedAt: string, author: string, authorName: string | null, partedAt: string | null, partedBy: string, partedByName: string | null, moved: Array<{ place: string, rows: number }>, kept: Array<{ place: string, rows: number }> }> } | null };

export type CustomerExportsQueryVariables = Exact<{
  id: string | number;
}>;


export type CustomerExportsQuery = { crmProfile: { erasedAt: string | null, eraseDueAt: string | null, closedAt: string | null, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, exports: Array<{ id: string, state: CrmExportStateEnum, askedAt: string, partsDone: number, partsTotal: number, size: number, expiresAt: string | null, url: string | null }> } | null };

export type ExportFactsFragment = { id: string, state: CrmExportStateEnum, askedAt: string, partsDone: number, partsTotal: number, size: number, expiresAt: string | null, url: string | null };

export type DuplicateSuggestionsQueryVariables = Exact<{
  state?: CrmDuplicateStateEnum | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type DuplicateSuggestionsQuery = { crmDuplicateSuggestions: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, one: string, other: string, score: number, reasons: Array<CrmDuplicateReasonEnum>, state: CrmDuplicateStateEnum, foundAt: string, decidedAt: string | null, decidedBy: string, decidedByName: string | null } }> } | null };

export type ProfileBesideFragment = { createdAt: string, emailIsVerified: boolean, userId: string | null, erasedAt: string | null, mergedInto: string | null, tags: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, details: { language: string, birthday: { month: number, day: number, year: number | null } | null }, identifiers: Array<{ id: string, type: CrmIdentifierTypeEnum, value: string, trust: CrmIdentifierTrustEnum, source: string, createdAt: string, verifiedAt: string | null, endedAt: string | null }>, insight: { orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, program: { id: string, name: string, unitName: string }, tier: { name: string | null } | null }> };

export type TwoProfilesQueryVariables = Exact<{
  one: string | number;
  other: string | number;
}>;


export type TwoProfilesQuery = { one: { createdAt: string, emailIsVerified: boolean, userId: string | null, erasedAt: string | null, mergedInto: string | null, tags: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, details: { language: string, birthday: { month: number, day: number, year: number | null } | null }, identifiers: Array<{ id: string, type: CrmIdentifierTypeEnum, value: string, trust: CrmIdentifierTrustEnum, source: string, createdAt: string, verifiedAt: string | null, endedAt: string | null }>, insight: { orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, program: { id: string, name: string, unitName: string }, tier: { name: string | null } | null }> } | null, other: { createdAt: string, emailIsVerified: boolean, userId: string | null, erasedAt: string | null, mergedInto: string | null, tags: Array<string>, id: string, kind: CrmProfileKindEnum, firstName: string, lastName: string, email: string, details: { language: string, birthday: { month: number, day: number, year: number | null } | null }, identifiers: Array<{ id: string, type: CrmIdentifierTypeEnum, value: string, trust: CrmIdentifierTrustEnum, source: string, createdAt: string, verifiedAt: string | null, endedAt: string | null }>, insight: { orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, program: { id: string, name: string, unitName: string }, tier: { name: string | null } | null }> } | null };

export type MergePreviewQueryVariables = Exact<{
  profile: string | number;
  into: string | number;
}>;


export type MergePreviewQuery = { crmMergePreview: { moves: Array<{ place: string, rows: number }>, stays: Array<{ place: string, rows: number }> } | null };

export type ConsentSuppressionsQueryVariables = Exact<{
  channel?: string | null | undefined;
  address?: string | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type ConsentSuppressionsQuery = { crmSuppressions: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, channel: string, reason: CrmSuppressionReasonEnum, since: string, endedAt: string | null } }> } | null };

export type PointsRequestsQueryVariables = Exact<{
  state?: CrmRequestStateEnum | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type PointsRequestsQuery = { crmPointsAdjustmentRequests: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, state: CrmRequestStateEnum, profileId: string, points: number, reason: string, author: string, authorName: string | null, requestedAt: string, expiresAt: string, decidedBy: string | null, decidedByName: string | null, decidedAt: string | null, declinedBecause: string, program: { id: string, name: string, unitName: string } } }> } | null };

export type MyFollowUpsQueryVariables = Exact<{
  after?: string | null | undefined;
  first: number;
}>;


export type MyFollowUpsQuery = { crmMyFollowUps: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { profileId: string, personName: string, id: string, text: string, authorId: string, authorName: string | null, createdAt: string, ownerId: string | null, dueAt: string | null, doneAt: string | null } }> } | null };

export type FollowUpCompleteMutationVariables = Exact<{
  id: string | number;
}>;


export type FollowUpCompleteMutation = { crmFollowUpComplete: { note: { id: string, text: string, authorId: string, authorName: string | null, createdAt: string, ownerId: string | null, dueAt: string | null, doneAt: string | null } | null, errors: Array<{ field: string | null, code: CrmTimelineErrorCode, message: string | null }> } | null };

export type TagsUpdateMutationVariables = Exact<{
  id: string | number;
  add?: Array<string> | string | null | undefined;
  remove?: Array<string> | string | null | undefined;
}>;


export type TagsUpdateMutation = { crmProfileTagsUpdate: { profile: { id: string, tags: Array<string> } | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type ConsentRecordMutationVariables = Exact<{
  profile: string | number;
  input: CrmPreferenceInput;
  source: CrmConsentStaffSourceEnum;
}>;


export type ConsentRecordMutation = { crmConsentRecord: { errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type SuppressionLiftMutationVariables = Exact<{
  id: string | number;
  reason: CrmSuppressionLiftReasonEnum;
}>;


export type SuppressionLiftMutation = { crmSuppressionLift: { suppression: { id: string, endedAt: string | null } | null, errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type PointsAdjustMutationVariables = Exact<{
  profile: string | number;
  program: string | number;
  points: number;
  reason: string;
  key: string;
}>;


export type PointsAdjustMutation = { crmPointsAdjust: { loyalty: { balance: number } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type PointsRequestCreateMutationVariables = Exact<{
  profile: string | number;
  program: string | number;
  points: number;
  reason: string;
  key: string;
}>;


export type PointsRequestCreateMutation = { crmPointsAdjustmentRequestCreate: { request: { id: string, expiresAt: string } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type PointsRequestApproveMutationVariables = Exact<{
  id: string | number;
}>;


export type PointsRequestApproveMutation = { crmPointsAdjustmentApprove: { request: { id: string, state: CrmRequestStateEnum } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type PointsRequestDeclineMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type PointsRequestDeclineMutation = { crmPointsAdjustmentDecline: { request: { id: string, state: CrmRequestStateEnum } | null, errors: Array<{ field: string | null, code: CrmLoyaltyErrorCode, message: string | null }> } | null };

export type TierInviteMutationVariables = Exact<{
  profile: string | number;
  tier: string | number;
  until: string;
  reason: string;
}>;


export type TierInviteMutation = { crmTierInvite: { progress: { tier: string | null } | null, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type TierInvitationEndMutationVariables = Exact<{
  profile: string | number;
  ladder: string | number;
}>;


export type TierInvitationEndMutation = { crmTierInvitationEnd: { wasInvited: boolean, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type ProfileExcludeMutationVariables = Exact<{
  profile: string | number;
  program: string | number;
  reason: string;
}>;


export type ProfileExcludeMutation = { crmProfileExclude: { errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type ProfileIncludeMutationVariables = Exact<{
  profile: string | number;
  program: string | number;
  reason: string;
}>;


export type ProfileIncludeMutation = { crmProfileInclude: { wasExcluded: boolean, errors: Array<{ field: string | null, code: CrmTierErrorCode, message: string | null }> } | null };

export type ProfilesMergeMutationVariables = Exact<{
  profile: string | number;
  into: string | number;
}>;


export type ProfilesMergeMutation = { crmProfilesMerge: { merge: { id: string } | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type ProfilesPartMutationVariables = Exact<{
  id: string | number;
}>;


export type ProfilesPartMutation = { crmProfilesPart: { merge: { id: string, source: string, into: string, mergedAt: string, author: string, authorName: string | null, partedAt: string | null, partedBy: string, partedByName: string | null, moved: Array<{ place: string, rows: number }>, kept: Array<{ place: string, rows: number }> } | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type DuplicateDismissMutationVariables = Exact<{
  id: string | number;
}>;


export type DuplicateDismissMutation = { crmDuplicateDismiss: { suggestion: { id: string, state: CrmDuplicateStateEnum } | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type ProfileExportStartMutationVariables = Exact<{
  id: string | number;
}>;


export type ProfileExportStartMutation = { crmProfileExportStart: { export: { id: string, state: CrmExportStateEnum, askedAt: string, partsDone: number, partsTotal: number, size: number, expiresAt: string | null, url: string | null } | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type ProfileEraseMutationVariables = Exact<{
  id: string | number;
}>;


export type ProfileEraseMutation = { crmProfileErase: { erasedAt: string | null, rows: Array<{ kind: string, rows: number }> | null, errors: Array<{ field: string | null, code: CrmIdentityErrorCode, message: string | null }> } | null };

export type AddressSuppressMutationVariables = Exact<{
  channel: string;
  address: string;
}>;


export type AddressSuppressMutation = { crmAddressSuppress: { suppression: { id: string } | null, errors: Array<{ field: string | null, code: CrmConsentErrorCode, message: string | null }> } | null };

export type AttributeNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type AttributeNamesQuery = { crmAttributeDefinitions: Array<{ name: string, names: Array<{ language: string, name: string }> }> };

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
export const PersonNameFragmentDoc = new TypedDocumentString(`
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
    `, {"fragmentName":"PersonName"}) as unknown as TypedDocumentString<PersonNameFragment, unknown>;
export const TierStateFragmentDoc = new TypedDocumentString(`
    fragment TierState on CrmTierProgress {
  tier
  name
  since
  counted {
    currency
    value
  }
  nextTier
  nextTierName
  missing {
    currency
    value
  }
  graceEndsAt
  nextReviewAt
  invitedUntil
}
    `, {"fragmentName":"TierState"}) as unknown as TypedDocumentString<TierStateFragment, unknown>;
export const CustomerFactsFragmentDoc = new TypedDocumentString(`
    fragment CustomerFacts on CrmProfile {
  ...PersonName
  createdAt
  closedAt
  eraseDueAt
  erasedAt
  emailIsVerified
  userId
  mergedInto
  tags
  unknownFields
  attributes {
    name
    value
  }
  details {
    birthday {
      month
      day
      year
    }
    language
    timeZone
  }
  consents {
    channel
    purpose
    listCode
    status
    changedAt
    source
  }
  suppressions {
    id
    channel
    reason
    since
    endedAt
  }
  insight {
    lifecycle
    lifecycleSince
    lifecycleDefinition
    lifecycleSignals {
      code
      value
      weight
      words
    }
    relationshipType
    relationshipIsStated
    relationshipSince
    relationshipDefinition
    relationshipSignals {
      code
      value
      weight
      words
    }
    assessedAt
    orders {
      orders
      items
      returnedItems
      returnedOrders
      canceledOrders
      firstOrderAt
      lastOrderAt
      cycleDays
      definition
      money {
        currency
        paid
        refunded
        chargedBack
        net
      }
    }
    scores {
      recency
      frequency
      monetary
      definition
      dataUntil
    }
    prediction {
      probabilityAlive
      expectedPurchases
      expectedValue
      currency
      nextOrderOn
      horizonDays
      definition
      dataUntil
    }
  }
  loyaltyAccounts {
    program {
      id
      code
      name
      unitName
      isActive
    }
    balance
    pending
    reserved
    owed
    leftAt
    isExcluded
    tier {
      ...TierState
    }
    nextExpiries(first: 3) {
      expiresAt
      points
    }
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
fragment TierState on CrmTierProgress {
  tier
  name
  since
  counted {
    currency
    value
  }
  nextTier
  nextTierName
  missing {
    currency
    value
  }
  graceEndsAt
  nextReviewAt
  invitedUntil
}`, {"fragmentName":"CustomerFacts"}) as unknown as TypedDocumentString<CustomerFactsFragment, unknown>;
export const NoteTextFragmentDoc = new TypedDocumentString(`
    fragment NoteText on CrmNote {
  id
  text
  authorId
  authorName
  createdAt
  ownerId
  dueAt
  doneAt
}
    `, {"fragmentName":"NoteText"}) as unknown as TypedDocumentString<NoteTextFragment, unknown>;
export const MovedRowsFragmentDoc = new TypedDocumentString(`
    fragment MovedRows on CrmMovedRows {
  place
  rows
}
    `, {"fragmentName":"MovedRows"}) as unknown as TypedDocumentString<MovedRowsFragment, unknown>;
export const MergeFactsFragmentDoc = new TypedDocumentString(`
    fragment MergeFacts on CrmMerge {
  id
  source
  into
  mergedAt
  author
  authorName
  partedAt
  partedBy
  partedByName
  moved {
    ...MovedRows
  }
  kept {
    ...MovedRows
  }
}
    fragment MovedRows on CrmMovedRows {
  place
  rows
}`, {"fragmentName":"MergeFacts"}) as unknown as TypedDocumentString<MergeFactsFragment, unknown>;
export const ExportFactsFragmentDoc = new TypedDocumentString(`
    fragment ExportFacts on CrmPersonExport {
  id
  state
  askedAt
  partsDone
  partsTotal
  size
  expiresAt
  url
}
    `, {"fragmentName":"ExportFacts"}) as unknown as TypedDocumentString<ExportFactsFragment, unknown>;
export const IdentifierFactsFragmentDoc = new TypedDocumentString(`
    fragment IdentifierFacts on CrmIdentifier {
  id
  type
  value
  trust
  source
  createdAt
  verifiedAt
  endedAt
}
    `, {"fragmentName":"IdentifierFacts"}) as unknown as TypedDocumentString<IdentifierFactsFragment, unknown>;
export const ProfileBesideFragmentDoc = new TypedDocumentString(`
    fragment ProfileBeside on CrmProfile {
  ...PersonName
  createdAt
  emailIsVerified
  userId
  erasedAt
  mergedInto
  tags
  details {
    birthday {
      month
      day
      year
    }
    language
  }
  identifiers {
    ...IdentifierFacts
  }
  insight {
    orders {
      orders
      lastOrderAt
    }
  }
  loyaltyAccounts {
    program {
      id
      name
      unitName
    }
    balance
    tier {
      name
    }
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
fragment IdentifierFacts on CrmIdentifier {
  id
  type
  value
  trust
  source
  createdAt
  verifiedAt
  endedAt
}`, {"fragmentName":"ProfileBeside"}) as unknown as TypedDocumentString<ProfileBesideFragment, unknown>;
export const CustomerDocument = new TypedDocumentString(`
    query Customer($id: ID, $user: ID, $order: ID) {
  crmProfile(id: $id, user: $user, order: $order) {
    ...CustomerFacts
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
fragment TierState on CrmTierProgress {
  tier
  name
  since
  counted {
    currency
    value
  }
  nextTier
  nextTierName
  missing {
    currency
    value
  }
  graceEndsAt
  nextReviewAt
  invitedUntil
}
fragment CustomerFacts on CrmProfile {
  ...PersonName
  createdAt
  closedAt
  eraseDueAt
  erasedAt
  emailIsVerified
  userId
  mergedInto
  tags
  unknownFields
  attributes {
    name
    value
  }
  details {
    birthday {
      month
      day
      year
    }
    language
    timeZone
  }
  consents {
    channel
    purpose
    listCode
    status
    changedAt
    source
  }
  suppressions {
    id
    channel
    reason
    since
    endedAt
  }
  insight {
    lifecycle
    lifecycleSince
    lifecycleDefinition
    lifecycleSignals {
      code
      value
      weight
      words
    }
    relationshipType
    relationshipIsStated
    relationshipSince
    relationshipDefinition
    relationshipSignals {
      code
      value
      weight
      words
    }
    assessedAt
    orders {
      orders
      items
      returnedItems
      returnedOrders
      canceledOrders
      firstOrderAt
      lastOrderAt
      cycleDays
      definition
      money {
        currency
        paid
        refunded
        chargedBack
        net
      }
    }
    scores {
      recency
      frequency
      monetary
      definition
      dataUntil
    }
    prediction {
      probabilityAlive
      expectedPurchases
      expectedValue
      currency
      nextOrderOn
      horizonDays
      definition
      dataUntil
    }
  }
  loyaltyAccounts {
    program {
      id
      code
      name
      unitName
      isActive
    }
    balance
    pending
    reserved
    owed
    leftAt
    isExcluded
    tier {
      ...TierState
    }
    nextExpiries(first: 3) {
      expiresAt
      points
    }
  }
}`) as unknown as TypedDocumentString<CustomerQuery, CustomerQueryVariables>;
export const CustomerListDocument = new TypedDocumentString(`
    query CustomerList($search: String, $after: String, $first: Int!) {
  crmProfiles(search: $search, after: $after, first: $first) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...PersonName
        createdAt
        erasedAt
        emailIsVerified
        mergedInto
        tags
      }
    }
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}`) as unknown as TypedDocumentString<CustomerListQuery, CustomerListQueryVariables>;
export const CustomerTimelineDocument = new TypedDocumentString(`
    query CustomerTimeline($id: ID!, $types: [String!], $after: String, $first: Int!) {
  crmProfile(id: $id) {
    id
    timeline(types: $types, after: $after, first: $first) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          type
          occurredAt
          origin
          summary
          payload
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerTimelineQuery, CustomerTimelineQueryVariables>;
export const CustomerNewestDocument = new TypedDocumentString(`
    query CustomerNewest($id: ID!, $types: [String!]) {
  crmProfile(id: $id) {
    id
    timeline(types: $types, first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerNewestQuery, CustomerNewestQueryVariables>;
export const CustomerNotesDocument = new TypedDocumentString(`
    query CustomerNotes($id: ID!, $after: String, $first: Int!) {
  crmProfile(id: $id) {
    id
    notes(after: $after, first: $first) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...NoteText
        }
      }
    }
  }
}
    fragment NoteText on CrmNote {
  id
  text
  authorId
  authorName
  createdAt
  ownerId
  dueAt
  doneAt
}`) as unknown as TypedDocumentString<CustomerNotesQuery, CustomerNotesQueryVariables>;
export const NotesFoundDocument = new TypedDocumentString(`
    query NotesFound($search: String!, $profile: ID!, $after: String, $first: Int!) {
  crmNotes(search: $search, profile: $profile, after: $after, first: $first) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...NoteText
      }
    }
  }
}
    fragment NoteText on CrmNote {
  id
  text
  authorId
  authorName
  createdAt
  ownerId
  dueAt
  doneAt
}`) as unknown as TypedDocumentString<NotesFoundQuery, NotesFoundQueryVariables>;
export const CustomerSegmentsDocument = new TypedDocumentString(`
    query CustomerSegments($id: ID!) {
  crmProfileSegments(profile: $id) {
    joinedAt
    joinReason
    segment {
      id
      name
      description
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerSegmentsQuery, CustomerSegmentsQueryVariables>;
export const CustomerMessagesDocument = new TypedDocumentString(`
    query CustomerMessages($id: ID!, $after: String, $first: Int!) {
  crmProfile(id: $id) {
    id
    messages(after: $after, first: $first) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          purpose
          templateCode
          channel
          state
          reason
          isTest
          changedAt
          decisions {
            channel
            verdict
            reason
            until
            decidedAt
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerMessagesQuery, CustomerMessagesQueryVariables>;
export const CustomerConsentHistoryDocument = new TypedDocumentString(`
    query CustomerConsentHistory($id: ID!, $after: String, $first: Int!) {
  crmProfile(id: $id) {
    id
    consentHistory(after: $after, first: $first) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          profileId
          channel
          purpose
          listCode
          status
          source
          occurredAt
          author
          authorName
          wording {
            id
            code
            version
            text
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerConsentHistoryQuery, CustomerConsentHistoryQueryVariables>;
export const CustomerAccountsDocument = new TypedDocumentString(`
    query CustomerAccounts($id: ID!) {
  crmProfile(id: $id) {
    id
    loyaltyAccounts {
      program {
        id
        name
        unitName
        isActive
        ladder {
          id
          basis
          tiers {
            id
            code
            name
            rank
            isByInvitation
          }
        }
      }
      balance
      pending
      reserved
      owed
      leftAt
      pointsEndAt
      acceptedTerms
      isExcluded
      tier {
        ...TierState
      }
      nextExpiries(first: 5) {
        expiresAt
        points
      }
      exclusions {
        kind
        reason
        author
        authorName
        excludedAt
        endedAt
        endedBy
        endedByName
        endedReason
      }
      tierDecisions(first: 20) {
        edges {
          node {
            id
            kind
            decidedAt
            previousTier
            tier
            author
            authorName
          }
        }
      }
    }
  }
}
    fragment TierState on CrmTierProgress {
  tier
  name
  since
  counted {
    currency
    value
  }
  nextTier
  nextTierName
  missing {
    currency
    value
  }
  graceEndsAt
  nextReviewAt
  invitedUntil
}`) as unknown as TypedDocumentString<CustomerAccountsQuery, CustomerAccountsQueryVariables>;
export const CustomerPointsDocument = new TypedDocumentString(`
    query CustomerPoints($id: ID!, $after: String, $first: Int!) {
  crmProfile(id: $id) {
    id
    loyaltyAccounts {
      program {
        id
      }
      history(after: $after, first: $first) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            kind
            occurredAt
            points
            available
            pending
            reason
            author
            authorName
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerPointsQuery, CustomerPointsQueryVariables>;
export const CustomerIdentityDocument = new TypedDocumentString(`
    query CustomerIdentity($id: ID!) {
  crmProfile(id: $id) {
    id
    identifiers {
      ...IdentifierFacts
    }
    merges {
      ...MergeFacts
    }
  }
}
    fragment MovedRows on CrmMovedRows {
  place
  rows
}
fragment MergeFacts on CrmMerge {
  id
  source
  into
  mergedAt
  author
  authorName
  partedAt
  partedBy
  partedByName
  moved {
    ...MovedRows
  }
  kept {
    ...MovedRows
  }
}
fragment IdentifierFacts on CrmIdentifier {
  id
  type
  value
  trust
  source
  createdAt
  verifiedAt
  endedAt
}`) as unknown as TypedDocumentString<CustomerIdentityQuery, CustomerIdentityQueryVariables>;
export const CustomerExportsDocument = new TypedDocumentString(`
    query CustomerExports($id: ID!) {
  crmProfile(id: $id) {
    ...PersonName
    erasedAt
    eraseDueAt
    closedAt
    exports {
      ...ExportFacts
    }
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
fragment ExportFacts on CrmPersonExport {
  id
  state
  askedAt
  partsDone
  partsTotal
  size
  expiresAt
  url
}`) as unknown as TypedDocumentString<CustomerExportsQuery, CustomerExportsQueryVariables>;
export const DuplicateSuggestionsDocument = new TypedDocumentString(`
    query DuplicateSuggestions($state: CrmDuplicateStateEnum, $after: String, $first: Int!) {
  crmDuplicateSuggestions(state: $state, after: $after, first: $first) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        one
        other
        score
        reasons
        state
        foundAt
        decidedAt
        decidedBy
        decidedByName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DuplicateSuggestionsQuery, DuplicateSuggestionsQueryVariables>;
export const TwoProfilesDocument = new TypedDocumentString(`
    query TwoProfiles($one: ID!, $other: ID!) {
  one: crmProfile(id: $one) {
    ...ProfileBeside
  }
  other: crmProfile(id: $other) {
    ...ProfileBeside
  }
}
    fragment PersonName on CrmProfile {
  id
  kind
  firstName
  lastName
  email
}
fragment IdentifierFacts on CrmIdentifier {
  id
  type
  value
  trust
  source
  createdAt
  verifiedAt
  endedAt
}
fragment ProfileBeside on CrmProfile {
  ...PersonName
  createdAt
  emailIsVerified
  userId
  erasedAt
  mergedInto
  tags
  details {
    birthday {
      month
      day
      year
    }
    language
  }
  identifiers {
    ...IdentifierFacts
  }
  insight {
    orders {
      orders
      lastOrderAt
    }
  }
  loyaltyAccounts {
    program {
      id
      name
      unitName
    }
    balance
    tier {
      name
    }
  }
}`) as unknown as TypedDocumentString<TwoProfilesQuery, TwoProfilesQueryVariables>;
export const MergePreviewDocument = new TypedDocumentString(`
    query MergePreview($profile: ID!, $into: ID!) {
  crmMergePreview(profile: $profile, into: $into) {
    moves {
      ...MovedRows
    }
    stays {
      ...MovedRows
    }
  }
}
    fragment MovedRows on CrmMovedRows {
  place
  rows
}`) as unknown as TypedDocumentString<MergePreviewQuery, MergePreviewQueryVariables>;
export const ConsentSuppressionsDocument = new TypedDocumentString(`
    query ConsentSuppressions($channel: String, $address: String, $after: String, $first: Int!) {
  crmSuppressions(
    channel: $channel
    address: $address
    after: $after
    first: $first
  ) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        channel
        reason
        since
        endedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsentSuppressionsQuery, ConsentSuppressionsQueryVariables>;
export const PointsRequestsDocument = new TypedDocumentString(`
    query PointsRequests($state: CrmRequestStateEnum, $after: String, $first: Int!) {
  crmPointsAdjustmentRequests(state: $state, after: $after, first: $first) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        state
        profileId
        points
        reason
        author
        authorName
        requestedAt
        expiresAt
        decidedBy
        decidedByName
        decidedAt
        declinedBecause
        program {
          id
          name
          unitName
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PointsRequestsQuery, PointsRequestsQueryVariables>;
export const MyFollowUpsDocument = new TypedDocumentString(`
    query MyFollowUps($after: String, $first: Int!) {
  crmMyFollowUps(after: $after, first: $first) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...NoteText
        profileId
        personName
      }
    }
  }
}
    fragment NoteText on CrmNote {
  id
  text
  authorId
  authorName
  createdAt
  ownerId
  dueAt
  doneAt
}`) as unknown as TypedDocumentString<MyFollowUpsQuery, MyFollowUpsQueryVariables>;
export const FollowUpCompleteDocument = new TypedDocumentString(`
    mutation FollowUpComplete($id: ID!) {
  crmFollowUpComplete(id: $id) {
    note {
      ...NoteText
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment NoteText on CrmNote {
  id
  text
  authorId
  authorName
  createdAt
  ownerId
  dueAt
  doneAt
}`) as unknown as TypedDocumentString<FollowUpCompleteMutation, FollowUpCompleteMutationVariables>;
export const TagsUpdateDocument = new TypedDocumentString(`
    mutation TagsUpdate($id: ID!, $add: [String!], $remove: [String!]) {
  crmProfileTagsUpdate(id: $id, add: $add, remove: $remove) {
    profile {
      id
      tags
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TagsUpdateMutation, TagsUpdateMutationVariables>;
export const ConsentRecordDocument = new TypedDocumentString(`
    mutation ConsentRecord($profile: ID!, $input: CrmPreferenceInput!, $source: CrmConsentStaffSourceEnum!) {
  crmConsentRecord(profile: $profile, input: $input, source: $source) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConsentRecordMutation, ConsentRecordMutationVariables>;
export const SuppressionLiftDocument = new TypedDocumentString(`
    mutation SuppressionLift($id: ID!, $reason: CrmSuppressionLiftReasonEnum!) {
  crmSuppressionLift(id: $id, reason: $reason) {
    suppression {
      id
      endedAt
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SuppressionLiftMutation, SuppressionLiftMutationVariables>;
export const PointsAdjustDocument = new TypedDocumentString(`
    mutation PointsAdjust($profile: ID!, $program: ID!, $points: Int!, $reason: String!, $key: String!) {
  crmPointsAdjust(
    profile: $profile
    program: $program
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
    `) as unknown as TypedDocumentString<PointsAdjustMutation, PointsAdjustMutationVariables>;
export const PointsRequestCreateDocument = new TypedDocumentString(`
    mutation PointsRequestCreate($profile: ID!, $program: ID!, $points: Int!, $reason: String!, $key: String!) {
  crmPointsAdjustmentRequestCreate(
    profile: $profile
    program: $program
    points: $points
    reason: $reason
    key: $key
  ) {
    request {
      id
      expiresAt
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PointsRequestCreateMutation, PointsRequestCreateMutationVariables>;
export const PointsRequestApproveDocument = new TypedDocumentString(`
    mutation PointsRequestApprove($id: ID!) {
  crmPointsAdjustmentApprove(id: $id) {
    request {
      id
      state
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PointsRequestApproveMutation, PointsRequestApproveMutationVariables>;
export const PointsRequestDeclineDocument = new TypedDocumentString(`
    mutation PointsRequestDecline($id: ID!, $reason: String!) {
  crmPointsAdjustmentDecline(id: $id, reason: $reason) {
    request {
      id
      state
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PointsRequestDeclineMutation, PointsRequestDeclineMutationVariables>;
export const TierInviteDocument = new TypedDocumentString(`
    mutation TierInvite($profile: ID!, $tier: ID!, $until: DateTime!, $reason: String!) {
  crmTierInvite(profile: $profile, tier: $tier, until: $until, reason: $reason) {
    progress {
      tier
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TierInviteMutation, TierInviteMutationVariables>;
export const TierInvitationEndDocument = new TypedDocumentString(`
    mutation TierInvitationEnd($profile: ID!, $ladder: ID!) {
  crmTierInvitationEnd(profile: $profile, ladder: $ladder) {
    wasInvited
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TierInvitationEndMutation, TierInvitationEndMutationVariables>;
export const ProfileExcludeDocument = new TypedDocumentString(`
    mutation ProfileExclude($profile: ID!, $program: ID!, $reason: String!) {
  crmProfileExclude(profile: $profile, program: $program, reason: $reason) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProfileExcludeMutation, ProfileExcludeMutationVariables>;
export const ProfileIncludeDocument = new TypedDocumentString(`
    mutation ProfileInclude($profile: ID!, $program: ID!, $reason: String!) {
  crmProfileInclude(profile: $profile, program: $program, reason: $reason) {
    wasExcluded
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProfileIncludeMutation, ProfileIncludeMutationVariables>;
export const ProfilesMergeDocument = new TypedDocumentString(`
    mutation ProfilesMerge($profile: ID!, $into: ID!) {
  crmProfilesMerge(profile: $profile, into: $into) {
    merge {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProfilesMergeMutation, ProfilesMergeMutationVariables>;
export const ProfilesPartDocument = new TypedDocumentString(`
    mutation ProfilesPart($id: ID!) {
  crmProfilesPart(id: $id) {
    merge {
      ...MergeFacts
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment MovedRows on CrmMovedRows {
  place
  rows
}
fragment MergeFacts on CrmMerge {
  id
  source
  into
  mergedAt
  author
  authorName
  partedAt
  partedBy
  partedByName
  moved {
    ...MovedRows
  }
  kept {
    ...MovedRows
  }
}`) as unknown as TypedDocumentString<ProfilesPartMutation, ProfilesPartMutationVariables>;
export const DuplicateDismissDocument = new TypedDocumentString(`
    mutation DuplicateDismiss($id: ID!) {
  crmDuplicateDismiss(id: $id) {
    suggestion {
      id
      state
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DuplicateDismissMutation, DuplicateDismissMutationVariables>;
export const ProfileExportStartDocument = new TypedDocumentString(`
    mutation ProfileExportStart($id: ID!) {
  crmProfileExportStart(id: $id) {
    export {
      ...ExportFacts
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ExportFacts on CrmPersonExport {
  id
  state
  askedAt
  partsDone
  partsTotal
  size
  expiresAt
  url
}`) as unknown as TypedDocumentString<ProfileExportStartMutation, ProfileExportStartMutationVariables>;
export const ProfileEraseDocument = new TypedDocumentString(`
    mutation ProfileErase($id: ID!) {
  crmProfileErase(id: $id) {
    erasedAt
    rows {
      kind
      rows
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ProfileEraseMutation, ProfileEraseMutationVariables>;
export const AddressSuppressDocument = new TypedDocumentString(`
    mutation AddressSuppress($channel: String!, $address: String!) {
  crmAddressSuppress(channel: $channel, address: $address) {
    suppression {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AddressSuppressMutation, AddressSuppressMutationVariables>;
export const AttributeNamesDocument = new TypedDocumentString(`
    query AttributeNames {
  crmAttributeDefinitions {
    name
    names {
      language
      name
    }
  }
}
    `) as unknown as TypedDocumentString<AttributeNamesQuery, AttributeNamesQueryVariables>;