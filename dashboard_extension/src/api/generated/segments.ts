/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a list is written as. */
export type CrmExportFormat =
  /** Csv. */
  | 'CSV'
  /** Xlsx. */
  | 'XLSX';

/** Why CrmImport was refused. */
export type CrmImportErrorCode =
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Too large. */
  | 'TOO_LARGE'
  /** Wrong state. */
  | 'WRONG_STATE';

/** How the shop came to know a person. */
export type CrmProfileKindEnum =
  /** Account. */
  | 'ACCOUNT'
  /** Guest. */
  | 'GUEST'
  /** Prospect. */
  | 'PROSPECT';

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

/** Why CrmSegment was refused. */
export type CrmSegmentErrorCode =
  /** Already exists. */
  | 'ALREADY_EXISTS'
  /** Archived. */
  | 'ARCHIVED'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Cycle. */
  | 'CYCLE'
  /** Invalid. */
  | 'INVALID'
  /** In use. */
  | 'IN_USE'
  /** Not found. */
  | 'NOT_FOUND'
  /** Required. */
  | 'REQUIRED'
  /** Too deep. */
  | 'TOO_DEEP'
  /** Too many. */
  | 'TOO_MANY'
  /** Too slow. */
  | 'TOO_SLOW'
  /** Unknown field. */
  | 'UNKNOWN_FIELD'
  /** Wrong kind. */
  | 'WRONG_KIND'
  /** Wrong operator. */
  | 'WRONG_OPERATOR'
  /** Wrong scope. */
  | 'WRONG_SCOPE'
  /** Wrong value. */
  | 'WRONG_VALUE';

/** Whether a rule decides who is in, or staff. */
export type CrmSegmentKindEnum =
  /** List. */
  | 'LIST'
  /** Rule. */
  | 'RULE';

/** What a field's values are. */
export type CrmSegmentValueKindEnum =
  /** Anniversary. */
  | 'ANNIVERSARY'
  /** Choice. */
  | 'CHOICE'
  /** Ids. */
  | 'IDS'
  /** List. */
  | 'LIST'
  /** Moment. */
  | 'MOMENT'
  /** Number. */
  | 'NUMBER'
  /** Text. */
  | 'TEXT'
  /** Yes no. */
  | 'YES_NO';

export type SegmentRowFragment = { id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number };

export type SegmentsQueryVariables = Exact<{
  search?: string | null | undefined;
  withArchived?: boolean | null | undefined;
  after?: string | null | undefined;
}>;


export type SegmentsQuery = { crmSegments: { edges: Array<{ node: { id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SegmentQueryVariables = Exact<{
  id: string | number;
}>;


export type SegmentQuery = { crmSegment: { rule: unknown, id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number } | null };

export type SegmentMembersQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type SegmentMembersQuery = { crmSegment: { id: string, members: { edges: Array<{ node: { joinedAt: string, joinReason: CrmSegmentChangeReasonEnum, profile: { id: string, firstName: string, lastName: string, email: string, kind: CrmProfileKindEnum } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SegmentFieldFormFragment = { code: string, label: string, group: string, help: string, kind: CrmSegmentValueKindEnum, unit: string, chosenFrom: string, takesWindow: boolean, scopeSchema: unknown, operators: Array<{ code: string, shape: string }>, choices: Array<{ value: string, label: string }> };

export type SegmentFieldsQueryVariables = Exact<{ [key: string]: never; }>;


export type SegmentFieldsQuery = { crmSegmentFields: Array<{ code: string, label: string, group: string, help: string, kind: CrmSegmentValueKindEnum, unit: string, chosenFrom: string, takesWindow: boolean, scopeSchema: unknown, operators: Array<{ code: string, shape: string }>, choices: Array<{ value: string, label: string }> }> };

export type SegmentChoicesQueryVariables = Exact<{
  chosenFrom: string;
  search?: string | null | undefined;
  values?: Array<string> | string | null | undefined;
}>;


export type SegmentChoicesQuery = { crmSegmentChoices: Array<{ value: string, label: string }> };

export type SegmentUsesQueryVariables = Exact<{
  id: string | number;
}>;


export type SegmentUsesQuery = { crmSegmentUses: Array<{ kind: string, name: string }> };

export type SegmentPreviewQueryVariables = Exact<{
  rule: unknown;
}>;


export type SegmentPreviewQuery = { crmSegmentPreview: { count: number, reachable: Array<{ channel: string, count: number }>, sample: Array<{ id: string, firstName: string, lastName: string, email: string, kind: CrmProfileKindEnum }> | null } };

export type SegmentExplainQueryVariables = Exact<{
  profile: string | number;
  rule: unknown;
}>;


export type SegmentExplainQuery = { crmSegmentExplain: Array<{ path: string, depth: number, kind: string, asked: string, known: string, isMet: boolean, segmentName: string, rule: unknown, knownValue: unknown }> | null, crmSegmentFields: Array<{ code: string, label: string, group: string, help: string, kind: CrmSegmentValueKindEnum, unit: string, chosenFrom: string, takesWindow: boolean, scopeSchema: unknown, operators: Array<{ code: string, shape: string }>, choices: Array<{ value: string, label: string }> }> };

export type ReadyMadeSegmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadyMadeSegmentsQuery = { crmReadyMadeSegments: Array<{ code: string, name: string, description: string, settingsSchema: unknown }> };

export type SegmentCreateMutationVariables = Exact<{
  name: string;
  description?: string | null | undefined;
  rule?: unknown;
}>;


export type SegmentCreateMutation = { crmSegmentCreate: { segment: { rule: unknown, id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentUpdateMutationVariables = Exact<{
  id: string | number;
  version: number;
  name?: string | null | undefined;
  description?: string | null | undefined;
  rule?: unknown;
}>;


export type SegmentUpdateMutation = { crmSegmentUpdate: { segment: { rule: unknown, id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentDuplicateMutationVariables = Exact<{
  id: string | number;
  name: string;
}>;


export type SegmentDuplicateMutation = { crmSegmentDuplicate: { segment: { id: string } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentSnapshotMutationVariables = Exact<{
  id: string | number;
  name: string;
}>;


export type SegmentSnapshotMutation = { crmSegmentSnapshot: { segment: { id: string } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentArchiveMutationVariables = Exact<{
  id: string | number;
}>;


export type SegmentArchiveMutation = { crmSegmentArchive: { segment: { id: string, number: number, name: string, description: string, kind: CrmSegmentKindEnum, version: number, changedAt: string, changedBy: string | null, isCurrent: boolean, filledAt: string | null, archivedAt: string | null, count: number } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type ReadyMadeSegmentInstallMutationVariables = Exact<{
  code: string;
  name?: string | null | undefined;
  settings?: unknown;
}>;


export type ReadyMadeSegmentInstallMutation = { crmReadyMadeSegmentInstall: { segment: { id: string } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentMembersAddMutationVariables = Exact<{
  id: string | number;
  profiles: Array<string | number> | string | number;
}>;


export type SegmentMembersAddMutation = { crmSegmentMembersAdd: { changed: number | null, segment: { id: string, count: number } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentMembersRemoveMutationVariables = Exact<{
  id: string | number;
  profiles: Array<string | number> | string | number;
}>;


export type SegmentMembersRemoveMutation = { crmSegmentMembersRemove: { changed: number | null, segment: { id: string, count: number } | null, errors: Array<{ field: string | null, code: CrmSegmentErrorCode, message: string | null }> } | null };

export type SegmentExportStartMutationVariables = Exact<{
  segment: string | number;
  format?: CrmExportFormat | null | undefined;
}>;


export type SegmentExportStartMutation = { crmSegmentExport: { crmExport: { id: string } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

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
export const SegmentRowFragmentDoc = new TypedDocumentString(`
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}
    `, {"fragmentName":"SegmentRow"}) as unknown as TypedDocumentString<SegmentRowFragment, unknown>;
export const SegmentFieldFormFragmentDoc = new TypedDocumentString(`
    fragment SegmentFieldForm on CrmSegmentField {
  code
  label
  group
  help
  kind
  unit
  operators {
    code
    shape
  }
  choices {
    value
    label
  }
  chosenFrom
  takesWindow
  scopeSchema
}
    `, {"fragmentName":"SegmentFieldForm"}) as unknown as TypedDocumentString<SegmentFieldFormFragment, unknown>;
export const SegmentsDocument = new TypedDocumentString(`
    query Segments($search: String, $withArchived: Boolean, $after: String) {
  crmSegments(
    first: 50
    after: $after
    search: $search
    withArchived: $withArchived
  ) {
    edges {
      node {
        ...SegmentRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}`) as unknown as TypedDocumentString<SegmentsQuery, SegmentsQueryVariables>;
export const SegmentDocument = new TypedDocumentString(`
    query Segment($id: ID!) {
  crmSegment(id: $id) {
    ...SegmentRow
    rule
  }
}
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}`) as unknown as TypedDocumentString<SegmentQuery, SegmentQueryVariables>;
export const SegmentMembersDocument = new TypedDocumentString(`
    query SegmentMembers($id: ID!, $after: String) {
  crmSegment(id: $id) {
    id
    members(first: 50, after: $after) {
      edges {
        node {
          joinedAt
          joinReason
          profile {
            id
            firstName
            lastName
            email
            kind
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentMembersQuery, SegmentMembersQueryVariables>;
export const SegmentFieldsDocument = new TypedDocumentString(`
    query SegmentFields {
  crmSegmentFields {
    ...SegmentFieldForm
  }
}
    fragment SegmentFieldForm on CrmSegmentField {
  code
  label
  group
  help
  kind
  unit
  operators {
    code
    shape
  }
  choices {
    value
    label
  }
  chosenFrom
  takesWindow
  scopeSchema
}`) as unknown as TypedDocumentString<SegmentFieldsQuery, SegmentFieldsQueryVariables>;
export const SegmentChoicesDocument = new TypedDocumentString(`
    query SegmentChoices($chosenFrom: String!, $search: String, $values: [String!]) {
  crmSegmentChoices(chosenFrom: $chosenFrom, search: $search, values: $values) {
    value
    label
  }
}
    `) as unknown as TypedDocumentString<SegmentChoicesQuery, SegmentChoicesQueryVariables>;
export const SegmentUsesDocument = new TypedDocumentString(`
    query SegmentUses($id: ID!) {
  crmSegmentUses(id: $id) {
    kind
    name
  }
}
    `) as unknown as TypedDocumentString<SegmentUsesQuery, SegmentUsesQueryVariables>;
export const SegmentPreviewDocument = new TypedDocumentString(`
    query SegmentPreview($rule: JSON!) {
  crmSegmentPreview(rule: $rule) {
    count
    reachable {
      channel
      count
    }
    sample {
      id
      firstName
      lastName
      email
      kind
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentPreviewQuery, SegmentPreviewQueryVariables>;
export const SegmentExplainDocument = new TypedDocumentString(`
    query SegmentExplain($profile: ID!, $rule: JSON!) {
  crmSegmentExplain(profile: $profile, rule: $rule) {
    path
    depth
    kind
    asked
    known
    isMet
    segmentName
    rule
    knownValue
  }
  crmSegmentFields {
    ...SegmentFieldForm
  }
}
    fragment SegmentFieldForm on CrmSegmentField {
  code
  label
  group
  help
  kind
  unit
  operators {
    code
    shape
  }
  choices {
    value
    label
  }
  chosenFrom
  takesWindow
  scopeSchema
}`) as unknown as TypedDocumentString<SegmentExplainQuery, SegmentExplainQueryVariables>;
export const ReadyMadeSegmentsDocument = new TypedDocumentString(`
    query ReadyMadeSegments {
  crmReadyMadeSegments {
    code
    name
    description
    settingsSchema
  }
}
    `) as unknown as TypedDocumentString<ReadyMadeSegmentsQuery, ReadyMadeSegmentsQueryVariables>;
export const SegmentCreateDocument = new TypedDocumentString(`
    mutation SegmentCreate($name: String!, $description: String, $rule: JSON) {
  crmSegmentCreate(name: $name, description: $description, rule: $rule) {
    segment {
      ...SegmentRow
      rule
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}`) as unknown as TypedDocumentString<SegmentCreateMutation, SegmentCreateMutationVariables>;
export const SegmentUpdateDocument = new TypedDocumentString(`
    mutation SegmentUpdate($id: ID!, $version: Int!, $name: String, $description: String, $rule: JSON) {
  crmSegmentUpdate(
    id: $id
    version: $version
    name: $name
    description: $description
    rule: $rule
  ) {
    segment {
      ...SegmentRow
      rule
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}`) as unknown as TypedDocumentString<SegmentUpdateMutation, SegmentUpdateMutationVariables>;
export const SegmentDuplicateDocument = new TypedDocumentString(`
    mutation SegmentDuplicate($id: ID!, $name: String!) {
  crmSegmentDuplicate(id: $id, name: $name) {
    segment {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentDuplicateMutation, SegmentDuplicateMutationVariables>;
export const SegmentSnapshotDocument = new TypedDocumentString(`
    mutation SegmentSnapshot($id: ID!, $name: String!) {
  crmSegmentSnapshot(id: $id, name: $name) {
    segment {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentSnapshotMutation, SegmentSnapshotMutationVariables>;
export const SegmentArchiveDocument = new TypedDocumentString(`
    mutation SegmentArchive($id: ID!) {
  crmSegmentArchive(id: $id) {
    segment {
      ...SegmentRow
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment SegmentRow on CrmSegment {
  id
  number
  name
  description
  kind
  version
  changedAt
  changedBy
  isCurrent
  filledAt
  archivedAt
  count
}`) as unknown as TypedDocumentString<SegmentArchiveMutation, SegmentArchiveMutationVariables>;
export const ReadyMadeSegmentInstallDocument = new TypedDocumentString(`
    mutation ReadyMadeSegmentInstall($code: String!, $name: String, $settings: JSON) {
  crmReadyMadeSegmentInstall(code: $code, name: $name, settings: $settings) {
    segment {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReadyMadeSegmentInstallMutation, ReadyMadeSegmentInstallMutationVariables>;
export const SegmentMembersAddDocument = new TypedDocumentString(`
    mutation SegmentMembersAdd($id: ID!, $profiles: [ID!]!) {
  crmSegmentMembersAdd(id: $id, profiles: $profiles) {
    segment {
      id
      count
    }
    changed
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentMembersAddMutation, SegmentMembersAddMutationVariables>;
export const SegmentMembersRemoveDocument = new TypedDocumentString(`
    mutation SegmentMembersRemove($id: ID!, $profiles: [ID!]!) {
  crmSegmentMembersRemove(id: $id, profiles: $profiles) {
    segment {
      id
      count
    }
    changed
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentMembersRemoveMutation, SegmentMembersRemoveMutationVariables>;
export const SegmentExportStartDocument = new TypedDocumentString(`
    mutation SegmentExportStart($segment: ID!, $format: CrmExportFormat) {
  crmSegmentExport(segment: $segment, format: $format) {
    crmExport {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SegmentExportStartMutation, SegmentExportStartMutationVariables>;