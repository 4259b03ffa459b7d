/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a dry run stands. */
export type CrmCampaignDryRunStateEnum =
  /** Canceled. */
  | 'CANCELED'
  /** Done. */
  | 'DONE'
  /** Failed. */
  | 'FAILED'
  /** Running. */
  | 'RUNNING'
  /** Waiting. */
  | 'WAITING';

/** Why CrmCampaign was refused. */
export type CrmCampaignErrorCode =
  /** Approval missing. */
  | 'APPROVAL_MISSING'
  /** Archived. */
  | 'ARCHIVED'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** In the past. */
  | 'IN_THE_PAST'
  /** In use. */
  | 'IN_USE'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not ready. */
  | 'NOT_READY'
  /** Own approval. */
  | 'OWN_APPROVAL'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Wrong state. */
  | 'WRONG_STATE';

/** How often a campaign happens. */
export type CrmCampaignKindEnum =
  /** Broadcast. */
  | 'BROADCAST'
  /** Calendar. */
  | 'CALENDAR'
  /** On entry. */
  | 'ON_ENTRY'
  /** Recurring. */
  | 'RECURRING';

/** Why a campaign took a step by itself. */
export type CrmCampaignReasonEnum =
  /** Approval missing. */
  | 'APPROVAL_MISSING'
  /** Due. */
  | 'DUE'
  /** Finished. */
  | 'FINISHED'
  /** Missed. */
  | 'MISSED'
  /** Next occurrence. */
  | 'NEXT_OCCURRENCE'
  /** No more occurrences. */
  | 'NO_MORE_OCCURRENCES'
  /** Segment archived. */
  | 'SEGMENT_ARCHIVED'
  /** Template withdrawn. */
  | 'TEMPLATE_WITHDRAWN'
  /** Too many complain. */
  | 'TOO_MANY_COMPLAIN'
  /** Too many unsubscribe. */
  | 'TOO_MANY_UNSUBSCRIBE'
  /** Unreadable. */
  | 'UNREADABLE'
  /** Voucher gone. */
  | 'VOUCHER_GONE';

/** Why a run is over. */
export type CrmCampaignRunEndEnum =
  /** Canceled. */
  | 'CANCELED'
  /** Missed. */
  | 'MISSED'
  /** Nobody. */
  | 'NOBODY'
  /** Sent. */
  | 'SENT'
  /** Time over. */
  | 'TIME_OVER';

/** Where a run stands. */
export type CrmCampaignRunStateEnum =
  /** Canceled. */
  | 'CANCELED'
  /** Done. */
  | 'DONE'
  /** Freezing. */
  | 'FREEZING'
  /** Paused. */
  | 'PAUSED'
  /** Queueing. */
  | 'QUEUEING'
  /** Sending. */
  | 'SENDING';

/** Where people in an audience stand. */
export type CrmCampaignStandingEnum =
  /** Deferred. */
  | 'DEFERRED'
  /** Excluded. */
  | 'EXCLUDED'
  /** Failed. */
  | 'FAILED'
  /** Held out. */
  | 'HELD_OUT'
  /** Queued. */
  | 'QUEUED'
  /** Refused. */
  | 'REFUSED'
  /** Sending. */
  | 'SENDING'
  /** Sent. */
  | 'SENT'
  /** Unknown. */
  | 'UNKNOWN'
  /** Waiting. */
  | 'WAITING';

/** Where a campaign stands. */
export type CrmCampaignStateEnum =
  /** Canceled. */
  | 'CANCELED'
  /** Checked. */
  | 'CHECKED'
  /** Done. */
  | 'DONE'
  /** Draft. */
  | 'DRAFT'
  /** Paused. */
  | 'PAUSED'
  /** Scheduled. */
  | 'SCHEDULED'
  /** Sending. */
  | 'SENDING';

/** What a comparison of variants says. */
export type CrmCampaignVerdictEnum =
  /** Better. */
  | 'BETTER'
  /** No difference. */
  | 'NO_DIFFERENCE'
  /** Too few. */
  | 'TOO_FEW';

/** Why CrmMessaging was refused. */
export type CrmMessagingErrorCode =
  /** Account taken. */
  | 'ACCOUNT_TAKEN'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Invalid address. */
  | 'INVALID_ADDRESS'
  /** Invalid quiet hours. */
  | 'INVALID_QUIET_HOURS'
  /** Invalid settings. */
  | 'INVALID_SETTINGS'
  /** Not a test address. */
  | 'NOT_A_TEST_ADDRESS'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not live. */
  | 'NOT_LIVE'
  /** Not taken. */
  | 'NOT_TAKEN'
  /** No account. */
  | 'NO_ACCOUNT'
  /** No instance id. */
  | 'NO_INSTANCE_ID'
  /** No postal address. */
  | 'NO_POSTAL_ADDRESS'
  /** No sender. */
  | 'NO_SENDER'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Unknown channel. */
  | 'UNKNOWN_CHANNEL'
  /** Unknown purpose. */
  | 'UNKNOWN_PURPOSE'
  /** Unknown time zone. */
  | 'UNKNOWN_TIME_ZONE'
  /** Unsendable template. */
  | 'UNSENDABLE_TEMPLATE';

/** Whether a rule decides who is in, or staff. */
export type CrmSegmentKindEnum =
  /** List. */
  | 'LIST'
  /** Rule. */
  | 'RULE';

/** What a draft says in one language and variant. */
export type CrmTemplateContentInput = {
  /** The body, in Liquid and, for e-mail, MJML. */
  body: string;
  /** The language's tag. */
  language: string;
  /** What mailboxes show beside the subject, in Liquid. */
  preheader?: string | null | undefined;
  /** The subject, in Liquid. */
  subject?: string | null | undefined;
  /** Own plain text, in Liquid. Default: taken from the body. */
  text?: string | null | undefined;
  /** The variant's code. Default: the standard. */
  variant?: string | null | undefined;
};

/** What a template is written in and for. */
export type CrmTemplateKindEnum =
  /** Email. */
  | 'EMAIL'
  /** Onsite. */
  | 'ONSITE'
  /** Text. */
  | 'TEXT';

/** Where a test may go: to the e-mail of who asks for it, or to the test address. */
export type CrmTestRecipientEnum =
  /** Myself. */
  | 'MYSELF'
  /** Test address. */
  | 'TEST_ADDRESS';

export type CampaignsQueryVariables = Exact<{
  states?: Array<CrmCampaignStateEnum> | CrmCampaignStateEnum | null | undefined;
  kinds?: Array<CrmCampaignKindEnum> | CrmCampaignKindEnum | null | undefined;
  search?: string | null | undefined;
  withArchived?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type CampaignsQuery = { crmCampaigns: { edges: Array<{ node: { id: string, name: string, kind: CrmCampaignKindEnum, state: CrmCampaignStateEnum, checkedPeople: number | null, dueAt: string | null, changedAt: string, archivedAt: string | null, pausedReason: CrmCampaignReasonEnum | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CampaignQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignQuery = { crmCampaign: { id: string, name: string, kind: CrmCampaignKindEnum, state: CrmCampaignStateEnum, definition: unknown, version: number, isChecked: boolean, checkedAt: string | null, checkedPeople: number | null, needsApproval: boolean, isApproved: boolean, approvedBy: string, approvedAt: string | null, dueAt: string | null, pausedReason: CrmCampaignReasonEnum | null, pausedDetail: string, changedBy: string, changedByName: string | null, changedAt: string, archivedAt: string | null, steps: Array<{ fromState: CrmCampaignStateEnum | null, toState: CrmCampaignStateEnum, version: number, author: string, authorName: string | null, reason: CrmCampaignReasonEnum | null, detail: string, at: string }> } | null };

export type CampaignRunsQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignRunsQuery = { crmCampaign: { id: string, state: CrmCampaignStateEnum, runs: { edges: Array<{ node: { id: string, occurrence: string, version: number, state: CrmCampaignRunStateEnum, people: number, heldOut: number, excluded: number, queued: number, progress: number, winner: string, winnerAt: string | null, dueAt: string, startedAt: string, endedAt: string | null, endReason: CrmCampaignRunEndEnum | null, standings: Array<{ standing: CrmCampaignStandingEnum, reason: string, people: number }>, looks: Array<{ number: number, at: string, verdict: CrmCampaignVerdictEnum, leader: string, pValue: number, limit: number, reached: Array<{ arm: string, people: number, hits: number }> }> } }> } } | null };

export type CampaignDryRunQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignDryRunQuery = { crmCampaign: { id: string, version: number, dryRun: { id: string, version: number, state: CrmCampaignDryRunStateEnum, people: number | null, done: number, error: string, createdAt: string, finishedAt: string | null, report: { people: number, sent: Array<{ code: string, people: number }>, deferred: Array<{ code: string, people: number }>, refused: Array<{ code: string, people: number }>, heldOut: Array<{ code: string, people: number }>, excluded: Array<{ code: string, people: number }>, leaves: Array<{ at: string, people: number }>, variants: Array<{ variant: string, language: string, sent: number, deferred: number, refused: number }>, codes: { given: number, told: number, worth: Array<{ currency: string, value: number, isPercentage: boolean, isPerItem: boolean, most: number | null }> } | null, cost: Array<{ currency: string, amount: number }>, warnings: Array<{ variant: string, template: string, message: string }> } | null } | null } | null };

export type CampaignSamplesQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignSamplesQuery = { crmCampaign: { id: string, dryRun: { id: string, samples: Array<{ profile: string, variant: string, language: string, subject: string, html: string, text: string, fault: string }> | null } | null } | null };

export type CampaignChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type CampaignChoicesQuery = { crmCampaignChoices: { namedDays: Array<string>, timeZone: string, purposes: Array<{ code: string, name: string }>, channels: Array<{ code: string, name: string }>, shopChannels: Array<{ code: string, name: string }>, vouchers: Array<{ number: number, name: string, endsAt: string | null }> }, crmCampaignSettings: { approvalAbove: number | null }, crmTemplates: Array<{ id: string, code: string, name: string, kind: CrmTemplateKindEnum, purpose: string, defaultLanguage: string, published: { id: string, contents: Array<{ language: string, variant: string }> } | null }> };

export type CampaignSegmentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CampaignSegmentsQuery = { crmSegments: { edges: Array<{ node: { id: string, number: number, name: string, kind: CrmSegmentKindEnum, count: number, isCurrent: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CampaignReachQueryVariables = Exact<{
  rule: unknown;
}>;


export type CampaignReachQuery = { crmSegmentPreview: { count: number, reachable: Array<{ channel: string, count: number }> } };

export type CampaignTemplateQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignTemplateQuery = { crmTemplate: { id: string, kind: CrmTemplateKindEnum, published: { id: string, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }> } | null } | null };

export type CampaignTemplatePreviewQueryVariables = Exact<{
  kind: CrmTemplateKindEnum;
  content: CrmTemplateContentInput;
}>;


export type CampaignTemplatePreviewQuery = { crmTemplatePreview: { subject: string | null, html: string | null, text: string | null, fault: { message: string } | null } };

export type CampaignOutlookQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignOutlookQuery = { crmCampaignOutlook: { startsAt: Array<string>, tooLate: number, tooSlow: number, hours: Array<{ beginsAt: string, due: number, leaving: number, waiting: number }> | null } | null };

export type CampaignCalendarQueryVariables = Exact<{
  since: string;
  until: string;
  including?: string | number | null | undefined;
}>;


export type CampaignCalendarQuery = { crmCampaignCalendar: { occurrences: Array<{ occurrence: string, day: string, startsAt: string, people: number | null, campaign: { id: string, name: string, kind: CrmCampaignKindEnum, state: CrmCampaignStateEnum }, run: { id: string, state: CrmCampaignRunStateEnum } | null }>, conflicts: Array<{ days: Array<string>, people: number | null, sharesSegment: boolean, campaign: { id: string, name: string }, otherCampaign: { id: string, name: string } | null, journey: { id: string, name: string } | null }>, days: Array<{ day: string, people: number, peopleWithSeveral: number, peopleOverCap: number }> | null } };

export type CampaignKpisQueryVariables = Exact<{
  id: string | number;
}>;


export type CampaignKpisQuery = { crmCampaign: { id: string, kpis: { dataUntil: string, days: number, model: string, audience: { code: string, value: number, definition: string }, heldOut: { code: string, value: number, definition: string }, excluded: { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> }, waiting: { code: string, value: number, definition: string }, deferred: { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> }, refused: { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> }, failed: { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> }, unknown: { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> }, sent: { code: string, value: number, definition: string }, bounced: { code: string, value: number, definition: string }, delivered: { code: string, value: number, definition: string }, opened: { code: string, value: number, definition: string }, clicked: { code: string, value: number, definition: string }, converted: { code: string, value: number, definition: string }, unsubscribed: { code: string, value: number, definition: string, of: number, rate: number | null }, complained: { code: string, value: number, definition: string, of: number, rate: number | null }, revenue: { code: string, definition: string, amounts: Array<{ currency: string, orders: number, gross: number, refunded: number, couponCost: number, pointsCost: number, messageCost: number, net: number, margin: number | null, lines: number, linesKnown: number }> }, comparison: { definition: string, leftOut: number, treated: { people: number, waiting: number, converted: number }, heldOut: { people: number, waiting: number, converted: number }, conversion: { estimate: number, low: number, high: number, isCertain: boolean } | null, refusal: { what: string, needed: number, treated: number, heldOut: number } | null, revenue: Array<{ currency: string, perPerson: { estimate: number, low: number, high: number, isCertain: boolean } | null, total: { estimate: number, low: number, high: number, isCertain: boolean } | null, refusal: { what: string, needed: number, treated: number, heldOut: number } | null }> } | null, variants: Array<{ key: string, sent: { value: number }, opened: { value: number }, clicked: { value: number }, converted: { value: number }, unsubscribed: { value: number } }> } } | null };

export type CampaignNumberFragment = { code: string, value: number, definition: string };

export type CampaignNumberByReasonFragment = { code: string, value: number, definition: string, reasons: Array<{ reason: string, people: number }> };

export type CampaignRateFragment = { code: string, value: number, definition: string, of: number, rate: number | null };

export type CampaignCreateMutationVariables = Exact<{
  name: string;
  kind: CrmCampaignKindEnum;
  definition: unknown;
}>;


export type CampaignCreateMutation = { crmCampaignCreate: { campaign: { id: string, version: number } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignUpdateMutationVariables = Exact<{
  id: string | number;
  version: number;
  name: string;
  definition: unknown;
}>;


export type CampaignUpdateMutation = { crmCampaignUpdate: { campaign: { id: string, version: number, state: CrmCampaignStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignCheckMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignCheckMutation = { crmCampaignCheck: { campaign: { id: string, state: CrmCampaignStateEnum, isChecked: boolean, checkedPeople: number | null, needsApproval: boolean, isApproved: boolean } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignApproveMutationVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type CampaignApproveMutation = { crmCampaignApprove: { campaign: { id: string, isApproved: boolean } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignScheduleMutationVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type CampaignScheduleMutation = { crmCampaignSchedule: { campaign: { id: string, state: CrmCampaignStateEnum, dueAt: string | null } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignDryRunStartMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignDryRunStartMutation = { crmCampaignDryRun: { dryRun: { id: string, state: CrmCampaignDryRunStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignDryRunCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignDryRunCancelMutation = { crmCampaignDryRunCancel: { dryRun: { id: string, state: CrmCampaignDryRunStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignPauseMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignPauseMutation = { crmCampaignPause: { campaign: { id: string, state: CrmCampaignStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignResumeMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignResumeMutation = { crmCampaignResume: { campaign: { id: string, state: CrmCampaignStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignCancelMutation = { crmCampaignCancel: { campaign: { id: string, state: CrmCampaignStateEnum } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignArchiveMutationVariables = Exact<{
  id: string | number;
}>;


export type CampaignArchiveMutation = { crmCampaignArchive: { campaign: { id: string, archivedAt: string | null } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignDuplicateMutationVariables = Exact<{
  id: string | number;
  name: string;
}>;


export type CampaignDuplicateMutation = { crmCampaignDuplicate: { campaign: { id: string } | null, errors: Array<{ field: string | null, code: CrmCampaignErrorCode, message: string | null }> } | null };

export type CampaignTestSendMutationVariables = Exact<{
  template: string | number;
  to: CrmTestRecipientEnum;
  language?: string | null | undefined;
}>;


export type CampaignTestSendMutation = { crmTemplateTestSend: { errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

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
export const CampaignNumberFragmentDoc = new TypedDocumentString(`
    fragment CampaignNumber on CrmMetric {
  code
  value
  definition
}
    `, {"fragmentName":"CampaignNumber"}) as unknown as TypedDocumentString<CampaignNumberFragment, unknown>;
export const CampaignNumberByReasonFragmentDoc = new TypedDocumentString(`
    fragment CampaignNumberByReason on CrmMetricByReason {
  code
  value
  definition
  reasons {
    reason
    people
  }
}
    `, {"fragmentName":"CampaignNumberByReason"}) as unknown as TypedDocumentString<CampaignNumberByReasonFragment, unknown>;
export const CampaignRateFragmentDoc = new TypedDocumentString(`
    fragment CampaignRate on CrmMetricRate {
  code
  value
  definition
  of
  rate
}
    `, {"fragmentName":"CampaignRate"}) as unknown as TypedDocumentString<CampaignRateFragment, unknown>;
export const CampaignsDocument = new TypedDocumentString(`
    query Campaigns($states: [CrmCampaignStateEnum!], $kinds: [CrmCampaignKindEnum!], $search: String, $withArchived: Boolean, $after: String) {
  crmCampaigns(
    first: 20
    after: $after
    states: $states
    kinds: $kinds
    search: $search
    withArchived: $withArchived
  ) {
    edges {
      node {
        id
        name
        kind
        state
        checkedPeople
        dueAt
        changedAt
        archivedAt
        pausedReason
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignsQuery, CampaignsQueryVariables>;
export const CampaignDocument = new TypedDocumentString(`
    query Campaign($id: ID!) {
  crmCampaign(id: $id) {
    id
    name
    kind
    state
    definition
    version
    isChecked
    checkedAt
    checkedPeople
    needsApproval
    isApproved
    approvedBy
    approvedAt
    dueAt
    pausedReason
    pausedDetail
    changedBy
    changedByName
    changedAt
    archivedAt
    steps {
      fromState
      toState
      version
      author
      authorName
      reason
      detail
      at
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignQuery, CampaignQueryVariables>;
export const CampaignRunsDocument = new TypedDocumentString(`
    query CampaignRuns($id: ID!) {
  crmCampaign(id: $id) {
    id
    state
    runs(first: 5) {
      edges {
        node {
          id
          occurrence
          version
          state
          people
          heldOut
          excluded
          queued
          progress
          standings {
            standing
            reason
            people
          }
          winner
          winnerAt
          looks {
            number
            at
            verdict
            leader
            pValue
            limit
            reached {
              arm
              people
              hits
            }
          }
          dueAt
          startedAt
          endedAt
          endReason
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignRunsQuery, CampaignRunsQueryVariables>;
export const CampaignDryRunDocument = new TypedDocumentString(`
    query CampaignDryRun($id: ID!) {
  crmCampaign(id: $id) {
    id
    version
    dryRun {
      id
      version
      state
      people
      done
      error
      createdAt
      finishedAt
      report {
        people
        sent {
          code
          people
        }
        deferred {
          code
          people
        }
        refused {
          code
          people
        }
        heldOut {
          code
          people
        }
        excluded {
          code
          people
        }
        leaves {
          at
          people
        }
        variants {
          variant
          language
          sent
          deferred
          refused
        }
        codes {
          given
          told
          worth {
            currency
            value
            isPercentage
            isPerItem
            most
          }
        }
        cost {
          currency
          amount
        }
        warnings {
          variant
          template
          message
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignDryRunQuery, CampaignDryRunQueryVariables>;
export const CampaignSamplesDocument = new TypedDocumentString(`
    query CampaignSamples($id: ID!) {
  crmCampaign(id: $id) {
    id
    dryRun {
      id
      samples(first: 4) {
        profile
        variant
        language
        subject
        html
        text
        fault
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignSamplesQuery, CampaignSamplesQueryVariables>;
export const CampaignChoicesDocument = new TypedDocumentString(`
    query CampaignChoices {
  crmCampaignChoices {
    purposes {
      code
      name
    }
    channels {
      code
      name
    }
    shopChannels {
      code
      name
    }
    vouchers {
      number
      name
      endsAt
    }
    namedDays
    timeZone
  }
  crmCampaignSettings {
    approvalAbove
  }
  crmTemplates {
    id
    code
    name
    kind
    purpose
    defaultLanguage
    published {
      id
      contents {
        language
        variant
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignChoicesQuery, CampaignChoicesQueryVariables>;
export const CampaignSegmentsDocument = new TypedDocumentString(`
    query CampaignSegments($after: String) {
  crmSegments(first: 100, after: $after) {
    edges {
      node {
        id
        number
        name
        kind
        count
        isCurrent
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignSegmentsQuery, CampaignSegmentsQueryVariables>;
export const CampaignReachDocument = new TypedDocumentString(`
    query CampaignReach($rule: JSON!) {
  crmSegmentPreview(rule: $rule) {
    count
    reachable {
      channel
      count
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignReachQuery, CampaignReachQueryVariables>;
export const CampaignTemplateDocument = new TypedDocumentString(`
    query CampaignTemplate($id: ID!) {
  crmTemplate(id: $id) {
    id
    kind
    published {
      id
      contents {
        language
        variant
        subject
        preheader
        body
        text
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignTemplateQuery, CampaignTemplateQueryVariables>;
export const CampaignTemplatePreviewDocument = new TypedDocumentString(`
    query CampaignTemplatePreview($kind: CrmTemplateKindEnum!, $content: CrmTemplateContentInput!) {
  crmTemplatePreview(kind: $kind, content: $content) {
    subject
    html
    text
    fault {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignTemplatePreviewQuery, CampaignTemplatePreviewQueryVariables>;
export const CampaignOutlookDocument = new TypedDocumentString(`
    query CampaignOutlook($id: ID!) {
  crmCampaignOutlook(id: $id, count: 5) {
    startsAt
    hours {
      beginsAt
      due
      leaving
      waiting
    }
    tooLate
    tooSlow
  }
}
    `) as unknown as TypedDocumentString<CampaignOutlookQuery, CampaignOutlookQueryVariables>;
export const CampaignCalendarDocument = new TypedDocumentString(`
    query CampaignCalendar($since: Date!, $until: Date!, $including: ID) {
  crmCampaignCalendar(since: $since, until: $until, including: $including) {
    occurrences {
      campaign {
        id
        name
        kind
        state
      }
      occurrence
      day
      startsAt
      people
      run {
        id
        state
      }
    }
    conflicts {
      campaign {
        id
        name
      }
      otherCampaign {
        id
        name
      }
      journey {
        id
        name
      }
      days
      people
      sharesSegment
    }
    days {
      day
      people
      peopleWithSeveral
      peopleOverCap
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignCalendarQuery, CampaignCalendarQueryVariables>;
export const CampaignKpisDocument = new TypedDocumentString(`
    query CampaignKpis($id: ID!) {
  crmCampaign(id: $id) {
    id
    kpis {
      dataUntil
      days
      model
      audience {
        ...CampaignNumber
      }
      heldOut {
        ...CampaignNumber
      }
      excluded {
        ...CampaignNumberByReason
      }
      waiting {
        ...CampaignNumber
      }
      deferred {
        ...CampaignNumberByReason
      }
      refused {
        ...CampaignNumberByReason
      }
      failed {
        ...CampaignNumberByReason
      }
      unknown {
        ...CampaignNumberByReason
      }
      sent {
        ...CampaignNumber
      }
      bounced {
        ...CampaignNumber
      }
      delivered {
        ...CampaignNumber
      }
      opened {
        ...CampaignNumber
      }
      clicked {
        ...CampaignNumber
      }
      converted {
        ...CampaignNumber
      }
      unsubscribed {
        ...CampaignRate
      }
      complained {
        ...CampaignRate
      }
      revenue {
        code
        definition
        amounts {
          currency
          orders
          gross
          refunded
          couponCost
          pointsCost
          messageCost
          net
          margin
          lines
          linesKnown
        }
      }
      comparison {
        definition
        leftOut
        treated {
          people
          waiting
          converted
        }
        heldOut {
          people
          waiting
          converted
        }
        conversion {
          estimate
          low
          high
          isCertain
        }
        refusal {
          what
          needed
          treated
          heldOut
        }
        revenue {
          currency
          perPerson {
            estimate
            low
            high
            isCertain
          }
          total {
            estimate
            low
            high
            isCertain
          }
          refusal {
            what
            needed
            treated
            heldOut
          }
        }
      }
      variants {
        key
        sent {
          value
        }
        opened {
          value
        }
        clicked {
          value
        }
        converted {
          value
        }
        unsubscribed {
          value
        }
      }
    }
  }
}
    fragment CampaignNumber on CrmMetric {
  code
  value
  definition
}
fragment CampaignNumberByReason on CrmMetricByReason {
  code
  value
  definition
  reasons {
    reason
    people
  }
}
fragment CampaignRate on CrmMetricRate {
  code
  value
  definition
  of
  rate
}`) as unknown as TypedDocumentString<CampaignKpisQuery, CampaignKpisQueryVariables>;
export const CampaignCreateDocument = new TypedDocumentString(`
    mutation CampaignCreate($name: String!, $kind: CrmCampaignKindEnum!, $definition: JSON!) {
  crmCampaignCreate(name: $name, kind: $kind, definition: $definition) {
    campaign {
      id
      version
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignCreateMutation, CampaignCreateMutationVariables>;
export const CampaignUpdateDocument = new TypedDocumentString(`
    mutation CampaignUpdate($id: ID!, $version: Int!, $name: String!, $definition: JSON!) {
  crmCampaignUpdate(
    id: $id
    version: $version
    name: $name
    definition: $definition
  ) {
    campaign {
      id
      version
      state
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignUpdateMutation, CampaignUpdateMutationVariables>;
export const CampaignCheckDocument = new TypedDocumentString(`
    mutation CampaignCheck($id: ID!) {
  crmCampaignCheck(id: $id) {
    campaign {
      id
      state
      isChecked
      checkedPeople
      needsApproval
      isApproved
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignCheckMutation, CampaignCheckMutationVariables>;
export const CampaignApproveDocument = new TypedDocumentString(`
    mutation CampaignApprove($id: ID!, $version: Int!) {
  crmCampaignApprove(id: $id, version: $version) {
    campaign {
      id
      isApproved
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignApproveMutation, CampaignApproveMutationVariables>;
export const CampaignScheduleDocument = new TypedDocumentString(`
    mutation CampaignSchedule($id: ID!, $version: Int!) {
  crmCampaignSchedule(id: $id, version: $version) {
    campaign {
      id
      state
      dueAt
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignScheduleMutation, CampaignScheduleMutationVariables>;
export const CampaignDryRunStartDocument = new TypedDocumentString(`
    mutation CampaignDryRunStart($id: ID!) {
  crmCampaignDryRun(id: $id) {
    dryRun {
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
    `) as unknown as TypedDocumentString<CampaignDryRunStartMutation, CampaignDryRunStartMutationVariables>;
export const CampaignDryRunCancelDocument = new TypedDocumentString(`
    mutation CampaignDryRunCancel($id: ID!) {
  crmCampaignDryRunCancel(id: $id) {
    dryRun {
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
    `) as unknown as TypedDocumentString<CampaignDryRunCancelMutation, CampaignDryRunCancelMutationVariables>;
export const CampaignPauseDocument = new TypedDocumentString(`
    mutation CampaignPause($id: ID!) {
  crmCampaignPause(id: $id) {
    campaign {
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
    `) as unknown as TypedDocumentString<CampaignPauseMutation, CampaignPauseMutationVariables>;
export const CampaignResumeDocument = new TypedDocumentString(`
    mutation CampaignResume($id: ID!) {
  crmCampaignResume(id: $id) {
    campaign {
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
    `) as unknown as TypedDocumentString<CampaignResumeMutation, CampaignResumeMutationVariables>;
export const CampaignCancelDocument = new TypedDocumentString(`
    mutation CampaignCancel($id: ID!) {
  crmCampaignCancel(id: $id) {
    campaign {
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
    `) as unknown as TypedDocumentString<CampaignCancelMutation, CampaignCancelMutationVariables>;
export const CampaignArchiveDocument = new TypedDocumentString(`
    mutation CampaignArchive($id: ID!) {
  crmCampaignArchive(id: $id) {
    campaign {
      id
      archivedAt
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignArchiveMutation, CampaignArchiveMutationVariables>;
export const CampaignDuplicateDocument = new TypedDocumentString(`
    mutation CampaignDuplicate($id: ID!, $name: String!) {
  crmCampaignDuplicate(id: $id, name: $name) {
    campaign {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignDuplicateMutation, CampaignDuplicateMutationVariables>;
export const CampaignTestSendDocument = new TypedDocumentString(`
    mutation CampaignTestSend($template: ID!, $to: CrmTestRecipientEnum!, $language: String) {
  crmTemplateTestSend(template: $template, to: $to, language: $language) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignTestSendMutation, CampaignTestSendMutationVariables>;