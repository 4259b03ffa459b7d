/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type OrderStatus =
  | 'CANCELED'
  | 'DRAFT'
  | 'EXPIRED'
  | 'FULFILLED'
  | 'PARTIALLY_FULFILLED'
  | 'PARTIALLY_RETURNED'
  | 'RETURNED'
  | 'UNCONFIRMED'
  | 'UNFULFILLED';

export type CustomerCardQueryVariables = Exact<{
  user: string | number;
}>;


export type CustomerCardQuery = { crmProfile: { id: string, firstName: string, lastName: string, email: string, erasedAt: string | null, details: { birthday: { month: number, day: number } | null }, consents: Array<{ channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum }>, suppressions: Array<{ id: string, channel: string, reason: CrmSuppressionReasonEnum, endedAt: string | null }>, insight: { assessedAt: string | null, lifecycle: CrmLifecycle | null, orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, leftAt: string | null, program: { id: string, unitName: string, isActive: boolean }, tier: { name: string | null } | null }>, notes: { edges: Array<{ node: { id: string, text: string, dueAt: string | null, doneAt: string | null } }> } } | null };

export type OrderCardQueryVariables = Exact<{
  order: string | number;
}>;


export type OrderCardQuery = { order: { id: string, status: OrderStatus, loyaltyPoints: number | null } | null, crmProfile: { id: string, firstName: string, lastName: string, email: string, erasedAt: string | null, details: { birthday: { month: number, day: number } | null }, consents: Array<{ channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum }>, suppressions: Array<{ id: string, channel: string, reason: CrmSuppressionReasonEnum, endedAt: string | null }>, insight: { assessedAt: string | null, lifecycle: CrmLifecycle | null, orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, leftAt: string | null, program: { id: string, unitName: string, isActive: boolean }, tier: { name: string | null } | null }>, notes: { edges: Array<{ node: { id: string, text: string, dueAt: string | null, doneAt: string | null } }> } } | null };

export type PersonCardFragment = { id: string, firstName: string, lastName: string, email: string, erasedAt: string | null, details: { birthday: { month: number, day: number } | null }, consents: Array<{ channel: string, purpose: CrmConsentPurposeEnum, listCode: string, status: CrmConsentStatusEnum }>, suppressions: Array<{ id: string, channel: string, reason: CrmSuppressionReasonEnum, endedAt: string | null }>, insight: { assessedAt: string | null, lifecycle: CrmLifecycle | null, orders: { orders: number, lastOrderAt: string | null } | null }, loyaltyAccounts: Array<{ balance: number, leftAt: string | null, program: { id: string, unitName: string, isActive: boolean }, tier: { name: string | null } | null }>, notes: { edges: Array<{ node: { id: string, text: string, dueAt: string | null, doneAt: string | null } }> } };

export type NoteAddMutationVariables = Exact<{
  profile: string | number;
  text: string;
}>;


export type NoteAddMutation = { crmNoteAdd: { note: { id: string } | null, errors: Array<{ field: string | null, code: CrmTimelineErrorCode, message: string | null }> } | null };

export type FollowUpAddMutationVariables = Exact<{
  profile: string | number;
  text: string;
  dueAt: string;
}>;


export type FollowUpAddMutation = { crmFollowUpAdd: { note: { id: string } | null, errors: Array<{ field: string | null, code: CrmTimelineErrorCode, message: string | null }> } | null };

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
export const PersonCardFragmentDoc = new TypedDocumentString(`
    fragment PersonCard on CrmProfile {
  id
  firstName
  lastName
  email
  erasedAt
  details {
    birthday {
      month
      day
    }
  }
  consents {
    channel
    purpose
    listCode
    status
  }
  suppressions {
    id
    channel
    reason
    endedAt
  }
  insight {
    assessedAt
    lifecycle
    orders {
      orders
      lastOrderAt
    }
  }
  loyaltyAccounts {
    program {
      id
      unitName
      isActive
    }
    balance
    leftAt
    tier {
      name
    }
  }
  notes(first: 10) {
    edges {
      node {
        id
        text
        dueAt
        doneAt
      }
    }
  }
}
    `, {"fragmentName":"PersonCard"}) as unknown as TypedDocumentString<PersonCardFragment, unknown>;
export const CustomerCardDocument = new TypedDocumentString(`
    query CustomerCard($user: ID!) {
  crmProfile(user: $user) {
    ...PersonCard
  }
}
    fragment PersonCard on CrmProfile {
  id
  firstName
  lastName
  email
  erasedAt
  details {
    birthday {
      month
      day
    }
  }
  consents {
    channel
    purpose
    listCode
    status
  }
  suppressions {
    id
    channel
    reason
    endedAt
  }
  insight {
    assessedAt
    lifecycle
    orders {
      orders
      lastOrderAt
    }
  }
  loyaltyAccounts {
    program {
      id
      unitName
      isActive
    }
    balance
    leftAt
    tier {
      name
    }
  }
  notes(first: 10) {
    edges {
      node {
        id
        text
        dueAt
        doneAt
      }
    }
  }
}`) as unknown as TypedDocumentString<CustomerCardQuery, CustomerCardQueryVariables>;
export const OrderCardDocument = new TypedDocumentString(`
    query OrderCard($order: ID!) {
  order(id: $order) {
    id
    status
    loyaltyPoints
  }
  crmProfile(order: $order) {
    ...PersonCard
  }
}
    fragment PersonCard on CrmProfile {
  id
  firstName
  lastName
  email
  erasedAt
  details {
    birthday {
      month
      day
    }
  }
  consents {
    channel
    purpose
    listCode
    status
  }
  suppressions {
    id
    channel
    reason
    endedAt
  }
  insight {
    assessedAt
    lifecycle
    orders {
      orders
      lastOrderAt
    }
  }
  loyaltyAccounts {
    program {
      id
      unitName
      isActive
    }
    balance
    leftAt
    tier {
      name
    }
  }
  notes(first: 10) {
    edges {
      node {
        id
        text
        dueAt
        doneAt
      }
    }
  }
}`) as unknown as TypedDocumentString<OrderCardQuery, OrderCardQueryVariables>;
export const NoteAddDocument = new TypedDocumentString(`
    mutation NoteAdd($profile: ID!, $text: String!) {
  crmNoteAdd(profile: $profile, text: $text) {
    note {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<NoteAddMutation, NoteAddMutationVariables>;
export const FollowUpAddDocument = new TypedDocumentString(`
    mutation FollowUpAdd($profile: ID!, $text: String!, $dueAt: DateTime!) {
  crmFollowUpAdd(profile: $profile, text: $text, dueAt: $dueAt) {
    note {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FollowUpAddMutation, FollowUpAddMutationVariables>;