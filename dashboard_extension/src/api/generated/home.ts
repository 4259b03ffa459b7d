/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type HomeFollowUpsQueryVariables = Exact<{
  first: number;
}>;


export type HomeFollowUpsQuery = { crmMyFollowUps: { pageInfo: { hasNextPage: boolean }, edges: Array<{ node: { id: string, profileId: string, personName: string, text: string, dueAt: string | null } }> } | null };

export type HomeFiguresQueryVariables = Exact<{
  codes: Array<string> | string;
  since: string;
}>;


export type HomeFiguresQuery = { crmShopMetrics: Array<{ code: string, definition: string, dataUntil: string, points: Array<{ of: string, count: number, total: number | null, share: number | null, currency: string, amount: number | null }> }> };

export type HomeFollowUpDoneMutationVariables = Exact<{
  id: string | number;
}>;


export type HomeFollowUpDoneMutation = { crmFollowUpComplete: { errors: Array<{ field: string | null, code: CrmTimelineErrorCode, message: string | null }> } | null };

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

export const HomeFollowUpsDocument = new TypedDocumentString(`
    query HomeFollowUps($first: Int!) {
  crmMyFollowUps(first: $first) {
    pageInfo {
      hasNextPage
    }
    edges {
      node {
        id
        profileId
        personName
        text
        dueAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomeFollowUpsQuery, HomeFollowUpsQueryVariables>;
export const HomeFiguresDocument = new TypedDocumentString(`
    query HomeFigures($codes: [String!]!, $since: DateTime!) {
  crmShopMetrics(codes: $codes, since: $since) {
    code
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
    `) as unknown as TypedDocumentString<HomeFiguresQuery, HomeFiguresQueryVariables>;
export const HomeFollowUpDoneDocument = new TypedDocumentString(`
    mutation HomeFollowUpDone($id: ID!) {
  crmFollowUpComplete(id: $id) {
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<HomeFollowUpDoneMutation, HomeFollowUpDoneMutationVariables>;