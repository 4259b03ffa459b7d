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

/** How far a list is. */
export type CrmExportState =
  /** Expired. */
  | 'EXPIRED'
  /** Failed. */
  | 'FAILED'
  /** Ready. */
  | 'READY'
  /** Running. */
  | 'RUNNING';

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

/** Why a file cannot be read. */
export type CrmImportFileProblem =
  /** Broken quotes. */
  | 'BROKEN_QUOTES'
  /** Broke off. */
  | 'BROKE_OFF'
  /** Cell too long. */
  | 'CELL_TOO_LONG'
  /** Empty. */
  | 'EMPTY'
  /** Encoding unclear. */
  | 'ENCODING_UNCLEAR'
  /** Encoding wrong. */
  | 'ENCODING_WRONG'
  /** Erasure. */
  | 'ERASURE'
  /** Killed workers. */
  | 'KILLED_WORKERS'
  /** No header. */
  | 'NO_HEADER'
  /** No workbook. */
  | 'NO_WORKBOOK'
  /** Too many columns. */
  | 'TOO_MANY_COLUMNS'
  /** Too many rows. */
  | 'TOO_MANY_ROWS'
  /** Workbook forbidden. */
  | 'WORKBOOK_FORBIDDEN'
  /** Workbook too large. */
  | 'WORKBOOK_TOO_LARGE';

/** What came of a row, or would come of it. */
export type CrmImportOutcome =
  /** Changed. */
  | 'CHANGED'
  /** Created. */
  | 'CREATED'
  /** Kept. */
  | 'KEPT'
  /** Refused. */
  | 'REFUSED'
  /** Unchanged. */
  | 'UNCHANGED'
  /** Undone. */
  | 'UNDONE';

/** What is wrong with a row. */
export type CrmImportProblem =
  /** Broke off. */
  | 'BROKE_OFF'
  /** Changed since. */
  | 'CHANGED_SINCE'
  /** Erased. */
  | 'ERASED'
  /** Forgotten. */
  | 'FORGOTTEN'
  /** Formula. */
  | 'FORMULA'
  /** In future. */
  | 'IN_FUTURE'
  /** Killed workers. */
  | 'KILLED_WORKERS'
  /** List gone. */
  | 'LIST_GONE'
  /** Nobody found. */
  | 'NOBODY_FOUND'
  /** Nobody named. */
  | 'NOBODY_NAMED'
  /** No birthday. */
  | 'NO_BIRTHDAY'
  /** No code. */
  | 'NO_CODE'
  /** No currency. */
  | 'NO_CURRENCY'
  /** No date. */
  | 'NO_DATE'
  /** No email. */
  | 'NO_EMAIL'
  /** No label. */
  | 'NO_LABEL'
  /** No language. */
  | 'NO_LANGUAGE'
  /** No number. */
  | 'NO_NUMBER'
  /** No phone. */
  | 'NO_PHONE'
  /** No purpose. */
  | 'NO_PURPOSE'
  /** No status. */
  | 'NO_STATUS'
  /** Other before. */
  | 'OTHER_BEFORE'
  /** Out of range. */
  | 'OUT_OF_RANGE'
  /** Own points. */
  | 'OWN_POINTS'
  /** Points moved. */
  | 'POINTS_MOVED'
  /** Required. */
  | 'REQUIRED'
  /** Something happened. */
  | 'SOMETHING_HAPPENED'
  /** Too long. */
  | 'TOO_LONG'
  /** Too many cells. */
  | 'TOO_MANY_CELLS'
  /** Twice in file. */
  | 'TWICE_IN_FILE'
  /** Two people. */
  | 'TWO_PEOPLE'
  /** Unreadable. */
  | 'UNREADABLE'
  /** Withdrawal stays. */
  | 'WITHDRAWAL_STAYS';

/** Where an import stands. */
export type CrmImportState =
  /** Canceled. */
  | 'CANCELED'
  /** Done. */
  | 'DONE'
  /** Done with errors. */
  | 'DONE_WITH_ERRORS'
  /** Failed. */
  | 'FAILED'
  /** Ready. */
  | 'READY'
  /** Rehearsed. */
  | 'REHEARSED'
  /** Rehearsing. */
  | 'REHEARSING'
  /** Running. */
  | 'RUNNING'
  /** Undoing. */
  | 'UNDOING'
  /** Undone. */
  | 'UNDONE'
  /** Uploaded. */
  | 'UPLOADED'
  /** Waiting. */
  | 'WAITING';

/** Whether a rule decides who is in, or staff. */
export type CrmSegmentKindEnum =
  /** List. */
  | 'LIST'
  /** Rule. */
  | 'RULE';

export type ImportProgressFragment = { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean };

export type ImportsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ImportsQuery = { crmImports: { edges: Array<{ node: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ImportQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportQuery = { crmImport: { options: unknown, encoding: string, delimiter: string, size: number, points: number, uploadedAt: string | null, faultsUrl: string, id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean, columns: Array<{ header: string, field: string }> } | null };

export type ImportFaultsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type ImportFaultsQuery = { crmImport: { id: string, faultyRows: { edges: Array<{ node: { number: number, outcome: CrmImportOutcome, faults: Array<{ column: string, problem: CrmImportProblem, message: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ImportKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportKindsQuery = { crmImportKinds: Array<{ code: string, label: string, takesAttributes: boolean, options: unknown, fields: Array<{ code: string, label: string, isRequired: boolean }> }> };

export type ExportsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ExportsQuery = { crmExports: { edges: Array<{ node: { id: string, kind: string, state: CrmExportState, format: CrmExportFormat, segment: string, rows: number, handled: number, startedOver: number, url: string | null, author: string, askedAt: string, endedAt: string | null, expiresAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ImportCreateMutationVariables = Exact<{
  kind: string;
  fileName: string;
  options?: unknown;
}>;


export type ImportCreateMutation = { crmImportCreate: { uploadUrl: string | null, crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportFileCompleteMutationVariables = Exact<{
  id: string | number;
  pieces: number;
}>;


export type ImportFileCompleteMutation = { crmImportFileComplete: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportMapMutationVariables = Exact<{
  id: string | number;
  fields: Array<string> | string;
  options?: unknown;
}>;


export type ImportMapMutation = { crmImportMap: { crmImport: { options: unknown, id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean, columns: Array<{ header: string, field: string }> } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportRehearseMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportRehearseMutation = { crmImportRehearse: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportRunMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportRunMutation = { crmImportRun: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportRetryMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportRetryMutation = { crmImportRetry: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportUndoMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportUndoMutation = { crmImportUndo: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type ImportCancelMutation = { crmImportCancel: { crmImport: { id: string, kind: string, state: CrmImportState, fileName: string, rows: number, handled: number, created: number, changed: number, unchanged: number, refused: number, undone: number, kept: number, broken: number, canBeTriedAgain: boolean, fileProblem: CrmImportFileProblem | null, fileMessage: string, fileProblemRow: number | null, author: string, createdAt: string, endedAt: string | null, rowsKept: boolean } | null, errors: Array<{ field: string | null, code: CrmImportErrorCode, message: string | null }> } | null };

export type ImportChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportChoicesQuery = { crmSegments: { edges: Array<{ node: { id: string, name: string, kind: CrmSegmentKindEnum } }> } | null, crmPrograms: Array<{ code: string, name: string }> };

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
export const ImportProgressFragmentDoc = new TypedDocumentString(`
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}
    `, {"fragmentName":"ImportProgress"}) as unknown as TypedDocumentString<ImportProgressFragment, unknown>;
export const ImportsDocument = new TypedDocumentString(`
    query Imports($after: String) {
  crmImports(first: 25, after: $after) {
    edges {
      node {
        ...ImportProgress
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportsQuery, ImportsQueryVariables>;
export const ImportDocument = new TypedDocumentString(`
    query Import($id: ID!) {
  crmImport(id: $id) {
    ...ImportProgress
    options
    columns {
      header
      field
    }
    encoding
    delimiter
    size
    points
    uploadedAt
    faultsUrl
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportQuery, ImportQueryVariables>;
export const ImportFaultsDocument = new TypedDocumentString(`
    query ImportFaults($id: ID!, $after: String) {
  crmImport(id: $id) {
    id
    faultyRows(first: 20, after: $after) {
      edges {
        node {
          number
          outcome
          faults {
            column
            problem
            message
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
    `) as unknown as TypedDocumentString<ImportFaultsQuery, ImportFaultsQueryVariables>;
export const ImportKindsDocument = new TypedDocumentString(`
    query ImportKinds {
  crmImportKinds {
    code
    label
    takesAttributes
    options
    fields {
      code
      label
      isRequired
    }
  }
}
    `) as unknown as TypedDocumentString<ImportKindsQuery, ImportKindsQueryVariables>;
export const ExportsDocument = new TypedDocumentString(`
    query Exports($after: String) {
  crmExports(first: 25, after: $after) {
    edges {
      node {
        id
        kind
        state
        format
        segment
        rows
        handled
        startedOver
        url
        author
        askedAt
        endedAt
        expiresAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const ImportCreateDocument = new TypedDocumentString(`
    mutation ImportCreate($kind: String!, $fileName: String!, $options: JSON) {
  crmImportCreate(kind: $kind, fileName: $fileName, options: $options) {
    crmImport {
      ...ImportProgress
    }
    uploadUrl
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportCreateMutation, ImportCreateMutationVariables>;
export const ImportFileCompleteDocument = new TypedDocumentString(`
    mutation ImportFileComplete($id: ID!, $pieces: Int!) {
  crmImportFileComplete(id: $id, pieces: $pieces) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportFileCompleteMutation, ImportFileCompleteMutationVariables>;
export const ImportMapDocument = new TypedDocumentString(`
    mutation ImportMap($id: ID!, $fields: [String!]!, $options: JSON) {
  crmImportMap(id: $id, fields: $fields, options: $options) {
    crmImport {
      ...ImportProgress
      options
      columns {
        header
        field
      }
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportMapMutation, ImportMapMutationVariables>;
export const ImportRehearseDocument = new TypedDocumentString(`
    mutation ImportRehearse($id: ID!) {
  crmImportRehearse(id: $id) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportRehearseMutation, ImportRehearseMutationVariables>;
export const ImportRunDocument = new TypedDocumentString(`
    mutation ImportRun($id: ID!) {
  crmImportRun(id: $id) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportRunMutation, ImportRunMutationVariables>;
export const ImportRetryDocument = new TypedDocumentString(`
    mutation ImportRetry($id: ID!) {
  crmImportRetry(id: $id) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportRetryMutation, ImportRetryMutationVariables>;
export const ImportUndoDocument = new TypedDocumentString(`
    mutation ImportUndo($id: ID!) {
  crmImportUndo(id: $id) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportUndoMutation, ImportUndoMutationVariables>;
export const ImportCancelDocument = new TypedDocumentString(`
    mutation ImportCancel($id: ID!) {
  crmImportCancel(id: $id) {
    crmImport {
      ...ImportProgress
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment ImportProgress on CrmImport {
  id
  kind
  state
  fileName
  rows
  handled
  created
  changed
  unchanged
  refused
  undone
  kept
  broken
  canBeTriedAgain
  fileProblem
  fileMessage
  fileProblemRow
  author
  createdAt
  endedAt
  rowsKept
}`) as unknown as TypedDocumentString<ImportCancelMutation, ImportCancelMutationVariables>;
export const ImportChoicesDocument = new TypedDocumentString(`
    query ImportChoices {
  crmSegments(first: 100) {
    edges {
      node {
        id
        name
        kind
      }
    }
  }
  crmPrograms {
    code
    name
  }
}
    `) as unknown as TypedDocumentString<ImportChoicesQuery, ImportChoicesQueryVariables>;