/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ShopMetricsQueryVariables = Exact<{
  codes: Array<string> | string;
  since?: string | null | undefined;
  until?: string | null | undefined;
  channel?: string | null | undefined;
}>;


export type ShopMetricsQuery = { crmShopMetrics: Array<{ code: string, label: string, definition: string, channel: string | null, dataUntil: string, points: Array<{ of: string, to: string, after: number | null, count: number, total: number | null, share: number | null, currency: string, amount: number | null }> }> };

export type FiguresChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type FiguresChannelsQuery = { channels: Array<{ id: string, slug: string, name: string }> | null };

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

export const ShopMetricsDocument = new TypedDocumentString(`
    query ShopMetrics($codes: [String!]!, $since: DateTime, $until: DateTime, $channel: String) {
  crmShopMetrics(codes: $codes, since: $since, until: $until, channel: $channel) {
    code
    label
    definition
    channel
    dataUntil
    points {
      of
      to
      after
      count
      total
      share
      currency
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<ShopMetricsQuery, ShopMetricsQueryVariables>;
export const FiguresChannelsDocument = new TypedDocumentString(`
    query FiguresChannels {
  channels {
    id
    slug
    name
  }
}
    `) as unknown as TypedDocumentString<FiguresChannelsQuery, FiguresChannelsQueryVariables>;