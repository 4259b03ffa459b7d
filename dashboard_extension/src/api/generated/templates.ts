/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Why CrmTemplate was refused. */
export type CrmTemplateErrorCode =
  /** Broken link. */
  | 'BROKEN_LINK'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** In use. */
  | 'IN_USE'
  /** Missing content. */
  | 'MISSING_CONTENT'
  /** Not a draft. */
  | 'NOT_A_DRAFT'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not published. */
  | 'NOT_PUBLISHED'
  /** No unsubscribe. */
  | 'NO_UNSUBSCRIBE'
  /** Required. */
  | 'REQUIRED'
  /** Syntax. */
  | 'SYNTAX'
  /** Too large. */
  | 'TOO_LARGE'
  /** Unique. */
  | 'UNIQUE'
  /** Unknown filter. */
  | 'UNKNOWN_FILTER'
  /** Unknown variable. */
  | 'UNKNOWN_VARIABLE'
  /** Unsafe. */
  | 'UNSAFE';

/** What kind of fault it is. */
export type CrmTemplateFaultCodeEnum =
  /** Broken link. */
  | 'BROKEN_LINK'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Invalid. */
  | 'INVALID'
  /** In use. */
  | 'IN_USE'
  /** Missing content. */
  | 'MISSING_CONTENT'
  /** Not a draft. */
  | 'NOT_A_DRAFT'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not published. */
  | 'NOT_PUBLISHED'
  /** No unsubscribe. */
  | 'NO_UNSUBSCRIBE'
  /** Required. */
  | 'REQUIRED'
  /** Syntax. */
  | 'SYNTAX'
  /** Too large. */
  | 'TOO_LARGE'
  /** Unique. */
  | 'UNIQUE'
  /** Unknown filter. */
  | 'UNKNOWN_FILTER'
  /** Unknown variable. */
  | 'UNKNOWN_VARIABLE'
  /** Unsafe. */
  | 'UNSAFE';

/** A template to make. */
export type CrmTemplateInput = {
  /** The code to use it by. */
  code: string;
  /** The language that it always exists in. Default: `en`. */
  defaultLanguage?: string | null | undefined;
  /** What it is written for. */
  kind: CrmTemplateKindEnum;
  /** The list that a reader unsubscribes from. Default: the channel. */
  listCode?: string | null | undefined;
  /** What staff call it. */
  name: string;
  /** The purpose that a reader must have agreed to. */
  purpose: string;
};

/** What a template is written in and for. */
export type CrmTemplateKindEnum =
  /** Email. */
  | 'EMAIL'
  /** Onsite. */
  | 'ONSITE'
  /** Text. */
  | 'TEXT';

/** Whose values fill a preview; without a profile the examples do. */
export type CrmTemplatePreviewInput = {
  /** The slug of the channel it would be about. */
  channel?: string | null | undefined;
  /** The ID of the cart it would be about. */
  checkout?: string | number | null | undefined;
  /** The ID of the order it would be about. */
  order?: string | number | null | undefined;
  /** The sender's own values, by name. */
  own?: unknown;
  /** The ID of the profile to preview as. Requires MANAGE_USERS. */
  profile?: string | number | null | undefined;
};

/** What is to be changed; what is left out stays as it is. */
export type CrmTemplateUpdateInput = {
  /** The list that a reader unsubscribes from; empty for the channel. */
  listCode?: string | null | undefined;
  /** What staff call it. */
  name?: string | null | undefined;
  /** The purpose that a reader must have agreed to. */
  purpose?: string | null | undefined;
};

/** Whether a version is in use. */
export type CrmTemplateVersionStatusEnum =
  /** Draft. */
  | 'DRAFT'
  /** Published. */
  | 'PUBLISHED'
  /** Retired. */
  | 'RETIRED';

/** Where a test may go: to the e-mail of who asks for it, or to the test address. */
export type CrmTestRecipientEnum =
  /** Myself. */
  | 'MYSELF'
  /** Test address. */
  | 'TEST_ADDRESS';

export type TemplateRowFragment = { id: string, code: string, name: string, kind: CrmTemplateKindEnum, purpose: string, listCode: string, defaultLanguage: string, createdAt: string, archivedAt: string | null, published: { number: number, author: string, authorName: string | null, publishedAt: string | null, contents: Array<{ language: string }> } | null, draft: { number: number, author: string, authorName: string | null, createdAt: string, contents: Array<{ language: string }> } | null };

export type TemplateContentPartsFragment = { language: string, variant: string, subject: string, preheader: string, body: string, text: string };

export type TemplateFaultPartsFragment = { code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean };

export type TemplateStateFragment = { id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> };

export type TemplatesQueryVariables = Exact<{
  withArchived: boolean;
}>;


export type TemplatesQuery = { crmTemplates: Array<{ id: string, code: string, name: string, kind: CrmTemplateKindEnum, purpose: string, listCode: string, defaultLanguage: string, createdAt: string, archivedAt: string | null, published: { number: number, author: string, authorName: string | null, publishedAt: string | null, contents: Array<{ language: string }> } | null, draft: { number: number, author: string, authorName: string | null, createdAt: string, contents: Array<{ language: string }> } | null }> };

export type TemplateQueryVariables = Exact<{
  id: string | number;
}>;


export type TemplateQuery = { crmTemplate: { id: string, code: string, name: string, kind: CrmTemplateKindEnum, purpose: string, listCode: string, defaultLanguage: string, createdAt: string, archivedAt: string | null, version: number, published: { id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> } | null, draft: { id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> } | null } | null };

export type TemplateUsesQueryVariables = Exact<{
  id: string | number;
}>;


export type TemplateUsesQuery = { crmTemplateUses: Array<{ kind: string, name: string }> };

export type TemplateVersionsQueryVariables = Exact<{
  id: string | number;
}>;


export type TemplateVersionsQuery = { crmTemplate: { id: string, kind: CrmTemplateKindEnum, defaultLanguage: string, versions: Array<{ id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> }> } | null };

export type TemplateToolsQueryVariables = Exact<{ [key: string]: never; }>;


export type TemplateToolsQuery = { crmTemplateVariables: unknown, crmTemplateTraits: Array<{ code: string, name: string }> };

export type TemplateReadyMadeQueryVariables = Exact<{ [key: string]: never; }>;


export type TemplateReadyMadeQuery = { crmReadyMadeTemplates: Array<{ code: string, name: string, kind: CrmTemplateKindEnum, purpose: string, languages: Array<string> }>, crmTemplates: Array<{ id: string, code: string, archivedAt: string | null }> };

export type TemplateListsQueryVariables = Exact<{
  language: string;
}>;


export type TemplateListsQuery = { crmMessageLists: Array<{ code: string, name: string }> };

export type TemplatePreviewQueryVariables = Exact<{
  kind: CrmTemplateKindEnum;
  content: CrmTemplateContentInput;
  input?: CrmTemplatePreviewInput | null | undefined;
}>;


export type TemplatePreviewQuery = { crmTemplatePreview: { subject: string | null, html: string | null, text: string | null, links: Array<string>, fault: { code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean } | null } };

export type TemplateOrdersQueryVariables = Exact<{
  user: string | number;
}>;


export type TemplateOrdersQuery = { user: { id: string, orders: { edges: Array<{ node: { id: string, number: string, created: string, channel: { slug: string } } }> } | null } | null };

export type TemplateChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type TemplateChannelsQuery = { channels: Array<{ id: string, slug: string, name: string, isActive: boolean }> | null };

export type TemplateCreateMutationVariables = Exact<{
  input: CrmTemplateInput;
}>;


export type TemplateCreateMutation = { crmTemplateCreate: { template: { id: string } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateUpdateMutationVariables = Exact<{
  template: string | number;
  input: CrmTemplateUpdateInput;
  version?: number | null | undefined;
}>;


export type TemplateUpdateMutation = { crmTemplateUpdate: { template: { version: number } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateInstallMutationVariables = Exact<{
  codes: Array<string> | string;
}>;


export type TemplateInstallMutation = { crmTemplatesInstall: { templates: Array<{ id: string }> | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateDraftSaveMutationVariables = Exact<{
  template: string | number;
  contents: Array<CrmTemplateContentInput> | CrmTemplateContentInput;
  variants?: unknown;
  basedOn?: string | null | undefined;
}>;


export type TemplateDraftSaveMutation = { crmTemplateDraftSave: { version: { id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateDraftDiscardMutationVariables = Exact<{
  template: string | number;
}>;


export type TemplateDraftDiscardMutation = { crmTemplateDraftDiscard: { template: { id: string } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplatePublishMutationVariables = Exact<{
  template: string | number;
}>;


export type TemplatePublishMutation = { crmTemplatePublish: { version: { id: string, number: number, status: CrmTemplateVersionStatusEnum, author: string, authorName: string | null, createdAt: string, publishedAt: string | null, fingerprint: string, variants: unknown, contents: Array<{ language: string, variant: string, subject: string, preheader: string, body: string, text: string }>, faults: Array<{ code: CrmTemplateFaultCodeEnum, part: string, line: number | null, message: string, isWarning: boolean }> } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateRepublishMutationVariables = Exact<{
  template: string | number;
  number: number;
}>;


export type TemplateRepublishMutation = { crmTemplateRepublish: { version: { number: number } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateArchiveMutationVariables = Exact<{
  template: string | number;
}>;


export type TemplateArchiveMutation = { crmTemplateArchive: { template: { id: string, archivedAt: string | null } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateRestoreMutationVariables = Exact<{
  template: string | number;
}>;


export type TemplateRestoreMutation = { crmTemplateRestore: { template: { id: string, archivedAt: string | null } | null, errors: Array<{ field: string | null, code: CrmTemplateErrorCode, message: string | null }> } | null };

export type TemplateTestSendMutationVariables = Exact<{
  template: string | number;
  to: CrmTestRecipientEnum;
  language?: string | null | undefined;
  variant?: string | null | undefined;
  channel?: string | null | undefined;
}>;


export type TemplateTestSendMutation = { crmTemplateTestSend: { version: number | null, language: string | null, subject: string | null, errors: Array<{ field: string | null, code: CrmMessagingErrorCode, message: string | null }> } | null };

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
export const TemplateRowFragmentDoc = new TypedDocumentString(`
    fragment TemplateRow on CrmTemplate {
  id
  code
  name
  kind
  purpose
  listCode
  defaultLanguage
  createdAt
  archivedAt
  published {
    number
    author
    authorName
    publishedAt
    contents {
      language
    }
  }
  draft {
    number
    author
    authorName
    createdAt
    contents {
      language
    }
  }
}
    `, {"fragmentName":"TemplateRow"}) as unknown as TypedDocumentString<TemplateRowFragment, unknown>;
export const TemplateContentPartsFragmentDoc = new TypedDocumentString(`
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
    `, {"fragmentName":"TemplateContentParts"}) as unknown as TypedDocumentString<TemplateContentPartsFragment, unknown>;
export const TemplateFaultPartsFragmentDoc = new TypedDocumentString(`
    fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}
    `, {"fragmentName":"TemplateFaultParts"}) as unknown as TypedDocumentString<TemplateFaultPartsFragment, unknown>;
export const TemplateStateFragmentDoc = new TypedDocumentString(`
    fragment TemplateState on CrmTemplateVersion {
  id
  number
  status
  author
  authorName
  createdAt
  publishedAt
  fingerprint
  variants
  contents {
    ...TemplateContentParts
  }
  faults {
    ...TemplateFaultParts
  }
}
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}`, {"fragmentName":"TemplateState"}) as unknown as TypedDocumentString<TemplateStateFragment, unknown>;
export const TemplatesDocument = new TypedDocumentString(`
    query Templates($withArchived: Boolean!) {
  crmTemplates(withArchived: $withArchived) {
    ...TemplateRow
  }
}
    fragment TemplateRow on CrmTemplate {
  id
  code
  name
  kind
  purpose
  listCode
  defaultLanguage
  createdAt
  archivedAt
  published {
    number
    author
    authorName
    publishedAt
    contents {
      language
    }
  }
  draft {
    number
    author
    authorName
    createdAt
    contents {
      language
    }
  }
}`) as unknown as TypedDocumentString<TemplatesQuery, TemplatesQueryVariables>;
export const TemplateDocument = new TypedDocumentString(`
    query Template($id: ID!) {
  crmTemplate(id: $id) {
    id
    code
    name
    kind
    purpose
    listCode
    defaultLanguage
    createdAt
    archivedAt
    version
    published {
      ...TemplateState
    }
    draft {
      ...TemplateState
    }
  }
}
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}
fragment TemplateState on CrmTemplateVersion {
  id
  number
  status
  author
  authorName
  createdAt
  publishedAt
  fingerprint
  variants
  contents {
    ...TemplateContentParts
  }
  faults {
    ...TemplateFaultParts
  }
}`) as unknown as TypedDocumentString<TemplateQuery, TemplateQueryVariables>;
export const TemplateUsesDocument = new TypedDocumentString(`
    query TemplateUses($id: ID!) {
  crmTemplateUses(id: $id) {
    kind
    name
  }
}
    `) as unknown as TypedDocumentString<TemplateUsesQuery, TemplateUsesQueryVariables>;
export const TemplateVersionsDocument = new TypedDocumentString(`
    query TemplateVersions($id: ID!) {
  crmTemplate(id: $id) {
    id
    kind
    defaultLanguage
    versions {
      ...TemplateState
    }
  }
}
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}
fragment TemplateState on CrmTemplateVersion {
  id
  number
  status
  author
  authorName
  createdAt
  publishedAt
  fingerprint
  variants
  contents {
    ...TemplateContentParts
  }
  faults {
    ...TemplateFaultParts
  }
}`) as unknown as TypedDocumentString<TemplateVersionsQuery, TemplateVersionsQueryVariables>;
export const TemplateToolsDocument = new TypedDocumentString(`
    query TemplateTools {
  crmTemplateVariables
  crmTemplateTraits {
    code
    name
  }
}
    `) as unknown as TypedDocumentString<TemplateToolsQuery, TemplateToolsQueryVariables>;
export const TemplateReadyMadeDocument = new TypedDocumentString(`
    query TemplateReadyMade {
  crmReadyMadeTemplates {
    code
    name
    kind
    purpose
    languages
  }
  crmTemplates(withArchived: true) {
    id
    code
    archivedAt
  }
}
    `) as unknown as TypedDocumentString<TemplateReadyMadeQuery, TemplateReadyMadeQueryVariables>;
export const TemplateListsDocument = new TypedDocumentString(`
    query TemplateLists($language: String!) {
  crmMessageLists(language: $language) {
    code
    name
  }
}
    `) as unknown as TypedDocumentString<TemplateListsQuery, TemplateListsQueryVariables>;
export const TemplatePreviewDocument = new TypedDocumentString(`
    query TemplatePreview($kind: CrmTemplateKindEnum!, $content: CrmTemplateContentInput!, $input: CrmTemplatePreviewInput) {
  crmTemplatePreview(kind: $kind, content: $content, input: $input) {
    subject
    html
    text
    links
    fault {
      ...TemplateFaultParts
    }
  }
}
    fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}`) as unknown as TypedDocumentString<TemplatePreviewQuery, TemplatePreviewQueryVariables>;
export const TemplateOrdersDocument = new TypedDocumentString(`
    query TemplateOrders($user: ID!) {
  user(id: $user) {
    id
    orders(first: 5) {
      edges {
        node {
          id
          number
          created
          channel {
            slug
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateOrdersQuery, TemplateOrdersQueryVariables>;
export const TemplateChannelsDocument = new TypedDocumentString(`
    query TemplateChannels {
  channels {
    id
    slug
    name
    isActive
  }
}
    `) as unknown as TypedDocumentString<TemplateChannelsQuery, TemplateChannelsQueryVariables>;
export const TemplateCreateDocument = new TypedDocumentString(`
    mutation TemplateCreate($input: CrmTemplateInput!) {
  crmTemplateCreate(input: $input) {
    template {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateCreateMutation, TemplateCreateMutationVariables>;
export const TemplateUpdateDocument = new TypedDocumentString(`
    mutation TemplateUpdate($template: ID!, $input: CrmTemplateUpdateInput!, $version: Int) {
  crmTemplateUpdate(template: $template, input: $input, version: $version) {
    template {
      version
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateUpdateMutation, TemplateUpdateMutationVariables>;
export const TemplateInstallDocument = new TypedDocumentString(`
    mutation TemplateInstall($codes: [String!]!) {
  crmTemplatesInstall(codes: $codes) {
    templates {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateInstallMutation, TemplateInstallMutationVariables>;
export const TemplateDraftSaveDocument = new TypedDocumentString(`
    mutation TemplateDraftSave($template: ID!, $contents: [CrmTemplateContentInput!]!, $variants: JSON, $basedOn: String) {
  crmTemplateDraftSave(
    template: $template
    contents: $contents
    variants: $variants
    basedOn: $basedOn
  ) {
    version {
      ...TemplateState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}
fragment TemplateState on CrmTemplateVersion {
  id
  number
  status
  author
  authorName
  createdAt
  publishedAt
  fingerprint
  variants
  contents {
    ...TemplateContentParts
  }
  faults {
    ...TemplateFaultParts
  }
}`) as unknown as TypedDocumentString<TemplateDraftSaveMutation, TemplateDraftSaveMutationVariables>;
export const TemplateDraftDiscardDocument = new TypedDocumentString(`
    mutation TemplateDraftDiscard($template: ID!) {
  crmTemplateDraftDiscard(template: $template) {
    template {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateDraftDiscardMutation, TemplateDraftDiscardMutationVariables>;
export const TemplatePublishDocument = new TypedDocumentString(`
    mutation TemplatePublish($template: ID!) {
  crmTemplatePublish(template: $template) {
    version {
      ...TemplateState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment TemplateContentParts on CrmTemplateContent {
  language
  variant
  subject
  preheader
  body
  text
}
fragment TemplateFaultParts on CrmTemplateFault {
  code
  part
  line
  message
  isWarning
}
fragment TemplateState on CrmTemplateVersion {
  id
  number
  status
  author
  authorName
  createdAt
  publishedAt
  fingerprint
  variants
  contents {
    ...TemplateContentParts
  }
  faults {
    ...TemplateFaultParts
  }
}`) as unknown as TypedDocumentString<TemplatePublishMutation, TemplatePublishMutationVariables>;
export const TemplateRepublishDocument = new TypedDocumentString(`
    mutation TemplateRepublish($template: ID!, $number: Int!) {
  crmTemplateRepublish(template: $template, number: $number) {
    version {
      number
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateRepublishMutation, TemplateRepublishMutationVariables>;
export const TemplateArchiveDocument = new TypedDocumentString(`
    mutation TemplateArchive($template: ID!) {
  crmTemplateArchive(template: $template) {
    template {
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
    `) as unknown as TypedDocumentString<TemplateArchiveMutation, TemplateArchiveMutationVariables>;
export const TemplateRestoreDocument = new TypedDocumentString(`
    mutation TemplateRestore($template: ID!) {
  crmTemplateRestore(template: $template) {
    template {
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
    `) as unknown as TypedDocumentString<TemplateRestoreMutation, TemplateRestoreMutationVariables>;
export const TemplateTestSendDocument = new TypedDocumentString(`
    mutation TemplateTestSend($template: ID!, $to: CrmTestRecipientEnum!, $language: String, $variant: String, $channel: String) {
  crmTemplateTestSend(
    template: $template
    to: $to
    language: $language
    variant: $variant
    channel: $channel
  ) {
    version
    language
    subject
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TemplateTestSendMutation, TemplateTestSendMutationVariables>;