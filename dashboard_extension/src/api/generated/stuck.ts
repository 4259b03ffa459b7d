/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why CrmOutbox was refused. */
export type CrmOutboxErrorCode =
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Required. */
  | 'REQUIRED';

export type StuckListQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StuckListQuery = { crmStuckDeliveries: { edges: Array<{ node: { id: string, handler: string, factCode: string, factKey: string, occurredAt: string, tries: number, lastError: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type StuckRetryMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type StuckRetryMutation = { crmStuckRetry: { count: number, errors: Array<{ field: string | null, code: CrmOutboxErrorCode, message: string | null }> } | null };

export type StuckSkipMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  reason: string;
}>;


export type StuckSkipMutation = { crmStuckSkip: { count: number, errors: Array<{ field: string | null, code: CrmOutboxErrorCode, message: string | null }> } | null };

export type StuckPassagesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StuckPassagesQuery = { crmStuckEnrollments: { edges: Array<{ node: { id: string, step: string, occurredAt: string, lastError: string, journey: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

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

export const StuckListDocument = new TypedDocumentString(`
    query StuckList($after: String) {
  crmStuckDeliveries(first: 50, after: $after) {
    edges {
      node {
        id
        handler
        factCode
        factKey
        occurredAt
        tries
        lastError
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<StuckListQuery, StuckListQueryVariables>;
export const StuckRetryDocument = new TypedDocumentString(`
    mutation StuckRetry($ids: [ID!]!) {
  crmStuckRetry(ids: $ids) {
    count
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StuckRetryMutation, StuckRetryMutationVariables>;
export const StuckSkipDocument = new TypedDocumentString(`
    mutation StuckSkip($ids: [ID!]!, $reason: String!) {
  crmStuckSkip(ids: $ids, reason: $reason) {
    count
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StuckSkipMutation, StuckSkipMutationVariables>;
export const StuckPassagesDocument = new TypedDocumentString(`
    query StuckPassages($after: String) {
  crmStuckEnrollments(first: 25, after: $after) {
    edges {
      node {
        id
        step
        occurredAt
        lastError
        journey {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<StuckPassagesQuery, StuckPassagesQueryVariables>;