/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a passage stands. */
export type CrmEnrollmentStateEnum =
  /** Active. */
  | 'ACTIVE'
  /** Done. */
  | 'DONE'
  /** Exited. */
  | 'EXITED'
  /** Expected. */
  | 'EXPECTED'
  /** Lapsed. */
  | 'LAPSED'
  /** Shadow. */
  | 'SHADOW'
  /** Stuck. */
  | 'STUCK';

/** Why CrmJourney was refused. */
export type CrmJourneyErrorCode =
  /** Already exists. */
  | 'ALREADY_EXISTS'
  /** Changed meanwhile. */
  | 'CHANGED_MEANWHILE'
  /** Crm is off. */
  | 'CRM_IS_OFF'
  /** Invalid. */
  | 'INVALID'
  /** Invalid definition. */
  | 'INVALID_DEFINITION'
  /** Invalid mapping. */
  | 'INVALID_MAPPING'
  /** In use. */
  | 'IN_USE'
  /** Nothing to publish. */
  | 'NOTHING_TO_PUBLISH'
  /** Not found. */
  | 'NOT_FOUND'
  /** Not stuck. */
  | 'NOT_STUCK'
  /** Required. */
  | 'REQUIRED'
  /** Too many. */
  | 'TOO_MANY'
  /** Wrong status. */
  | 'WRONG_STATUS';

/** What a journey does with new and with present people. */
export type CrmJourneyStatusEnum =
  /** Draining. */
  | 'DRAINING'
  /** Off. */
  | 'OFF'
  /** On. */
  | 'ON'
  /** Paused. */
  | 'PAUSED';

/** How far a rehearsal is. */
export type CrmRehearsalStateEnum =
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

export type JourneysQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type JourneysQuery = { crmJourneys: { edges: Array<{ node: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { number: number } | null, draft: { number: number } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReadyMadeJourneysQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadyMadeJourneysQuery = { crmReadyMadeJourneys: Array<{ code: string, label: string, summary: string, purpose: string, settingsSchema: unknown, journey: { id: string, status: CrmJourneyStatusEnum } | null }> };

export type JourneyKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type JourneyKindsQuery = { crmJourneyKinds: Array<{ group: string, code: string, label: string, settingsSchema: unknown }> };

export type JourneyStateFragment = { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> };

export type JourneyQueryVariables = Exact<{
  id: string | number;
}>;


export type JourneyQuery = { crmJourney: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null };

export type JourneyResultsQueryVariables = Exact<{
  id: string | number;
  since?: string | null | undefined;
}>;


export type JourneyResultsQuery = { crmJourney: { id: string, kpis: { days: number, dataUntil: string, enrolled: { code: string, label: string, definition: string, value: number }, shadow: { code: string, label: string, definition: string, value: number }, sent: { code: string, label: string, definition: string, value: number }, delivered: { code: string, label: string, definition: string, value: number }, opened: { code: string, label: string, definition: string, value: number }, clicked: { code: string, label: string, definition: string, value: number }, messages: { code: string, label: string, definition: string, value: number }, goalReached: { code: string, label: string, definition: string, value: number }, exits: { label: string, definition: string, reasons: Array<{ reason: string, passages: number }> }, revenue: { label: string, definition: string, amounts: Array<{ currency: string, orders: number, gross: number, refunded: number, couponCost: number, net: number }> }, comparison: { definition: string, leftOut: number, treated: { people: number, waiting: number, converted: number }, heldOut: { people: number, waiting: number, converted: number }, conversion: { estimate: number, low: number, high: number, isCertain: boolean } | null, refusal: { what: string, needed: number, treated: number, heldOut: number } | null, revenue: Array<{ currency: string, perPerson: { estimate: number, low: number, high: number, isCertain: boolean } | null, refusal: { what: string, needed: number, treated: number, heldOut: number } | null }> } | null } } | null };

export type JourneyMetricFragment = { code: string, label: string, definition: string, value: number };

export type JourneyChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type JourneyChoicesQuery = { crmTemplates: Array<{ code: string, name: string, purpose: string, published: { number: number } | null }>, crmSegments: { edges: Array<{ node: { number: number, name: string } }> } | null, crmPrograms: Array<{ code: string, name: string }>, channels: Array<{ slug: string, name: string }> | null, crmCampaignChoices: { vouchers: Array<{ number: number, name: string, endsAt: string | null }> }, crmStaff: Array<{ number: number, name: string }> };

export type JourneyPeopleQueryVariables = Exact<{
  version: string | number;
  step?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type JourneyPeopleQuery = { crmJourneyPeople: { edges: Array<{ node: { id: string, profileId: string, state: CrmEnrollmentStateEnum, step: string, key: string, enteredAt: string | null, dueAt: string | null, lastError: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RehearsalQueryVariables = Exact<{
  id: string | number;
}>;


export type RehearsalQuery = { crmRehearsal: { id: string, state: CrmRehearsalStateEnum, since: string, until: string, progress: number, report: unknown, error: string, createdAt: string, finishedAt: string | null } | null };

export type JourneyCreateMutationVariables = Exact<{
  code: string;
  name: string;
  definition: unknown;
}>;


export type JourneyCreateMutation = { crmJourneyCreate: { journey: { id: string } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type ReadyMadeJourneyInstallMutationVariables = Exact<{
  code: string;
  settings?: unknown;
}>;


export type ReadyMadeJourneyInstallMutation = { crmReadyMadeJourneyInstall: { journey: { id: string } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneySaveMutationVariables = Exact<{
  id: string | number;
  definition?: unknown;
  name?: string | null | undefined;
  basedOn?: string | null | undefined;
}>;


export type JourneySaveMutation = { crmJourneyUpdate: { journey: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyValidateMutationVariables = Exact<{
  definition: unknown;
}>;


export type JourneyValidateMutation = { crmJourneyValidate: { isValid: boolean, problems: Array<{ path: string, message: string }>, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyPublishMutationVariables = Exact<{
  id: string | number;
}>;


export type JourneyPublishMutation = { crmJourneyPublish: { journey: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyTurnOnMutationVariables = Exact<{
  id: string | number;
}>;


export type JourneyTurnOnMutation = { crmJourneyTurnOn: { journey: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyPauseMutationVariables = Exact<{
  id: string | number;
}>;


export type JourneyPauseMutation = { crmJourneyPause: { journey: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyDrainMutationVariables = Exact<{
  id: string | number;
}>;


export type JourneyDrainMutation = { crmJourneyDrain: { journey: { id: string, code: string, name: string, status: CrmJourneyStatusEnum, inFlight: number, currentVersion: { id: string, number: number } | null, draft: { id: string, number: number, fingerprint: string } | null, versions: Array<{ id: string, number: number, definition: unknown, fingerprint: string, publishedAt: string | null, publishedBy: string, publishedByName: string | null }>, people: Array<{ version: number, step: string, state: CrmEnrollmentStateEnum, people: number }> } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type JourneyMovePeopleMutationVariables = Exact<{
  id: string | number;
  from: number;
  to: number;
  mapping: unknown;
}>;


export type JourneyMovePeopleMutation = { crmJourneyMovePeople: { move: { id: string, moved: number } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type RehearsalStartMutationVariables = Exact<{
  since: string;
  until: string;
  journeys?: Array<string | number> | string | number | null | undefined;
  definition?: unknown;
  profile?: string | number | null | undefined;
}>;


export type RehearsalStartMutation = { crmRehearsalStart: { rehearsal: { id: string } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type RehearsalCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type RehearsalCancelMutation = { crmRehearsalCancel: { rehearsal: { id: string, state: CrmRehearsalStateEnum } | null, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type EnrollmentRetryMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type EnrollmentRetryMutation = { crmEnrollmentRetry: { count: number, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

export type EnrollmentSkipMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  reason: string;
}>;


export type EnrollmentSkipMutation = { crmEnrollmentSkip: { count: number, errors: Array<{ field: string | null, code: CrmJourneyErrorCode, message: string | null }> } | null };

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
export const JourneyStateFragmentDoc = new TypedDocumentString(`
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}
    `, {"fragmentName":"JourneyState"}) as unknown as TypedDocumentString<JourneyStateFragment, unknown>;
export const JourneyMetricFragmentDoc = new TypedDocumentString(`
    fragment JourneyMetric on CrmMetric {
  code
  label
  definition
  value
}
    `, {"fragmentName":"JourneyMetric"}) as unknown as TypedDocumentString<JourneyMetricFragment, unknown>;
export const JourneysDocument = new TypedDocumentString(`
    query Journeys($after: String) {
  crmJourneys(first: 50, after: $after) {
    edges {
      node {
        id
        code
        name
        status
        inFlight
        currentVersion {
          number
        }
        draft {
          number
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JourneysQuery, JourneysQueryVariables>;
export const ReadyMadeJourneysDocument = new TypedDocumentString(`
    query ReadyMadeJourneys {
  crmReadyMadeJourneys {
    code
    label
    summary
    purpose
    settingsSchema
    journey {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ReadyMadeJourneysQuery, ReadyMadeJourneysQueryVariables>;
export const JourneyKindsDocument = new TypedDocumentString(`
    query JourneyKinds {
  crmJourneyKinds {
    group
    code
    label
    settingsSchema
  }
}
    `) as unknown as TypedDocumentString<JourneyKindsQuery, JourneyKindsQueryVariables>;
export const JourneyDocument = new TypedDocumentString(`
    query Journey($id: ID!) {
  crmJourney(id: $id) {
    ...JourneyState
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneyQuery, JourneyQueryVariables>;
export const JourneyResultsDocument = new TypedDocumentString(`
    query JourneyResults($id: ID!, $since: DateTime) {
  crmJourney(id: $id) {
    id
    kpis(since: $since) {
      days
      dataUntil
      enrolled {
        ...JourneyMetric
      }
      shadow {
        ...JourneyMetric
      }
      sent {
        ...JourneyMetric
      }
      delivered {
        ...JourneyMetric
      }
      opened {
        ...JourneyMetric
      }
      clicked {
        ...JourneyMetric
      }
      messages {
        ...JourneyMetric
      }
      goalReached {
        ...JourneyMetric
      }
      exits {
        label
        definition
        reasons {
          reason
          passages
        }
      }
      revenue {
        label
        definition
        amounts {
          currency
          orders
          gross
          refunded
          couponCost
          net
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
          refusal {
            what
            needed
            treated
            heldOut
          }
        }
      }
    }
  }
}
    fragment JourneyMetric on CrmMetric {
  code
  label
  definition
  value
}`) as unknown as TypedDocumentString<JourneyResultsQuery, JourneyResultsQueryVariables>;
export const JourneyChoicesDocument = new TypedDocumentString(`
    query JourneyChoices {
  crmTemplates {
    code
    name
    purpose
    published {
      number
    }
  }
  crmSegments(first: 100) {
    edges {
      node {
        number
        name
      }
    }
  }
  crmPrograms {
    code
    name
  }
  channels {
    slug
    name
  }
  crmCampaignChoices {
    vouchers {
      number
      name
      endsAt
    }
  }
  crmStaff {
    number
    name
  }
}
    `) as unknown as TypedDocumentString<JourneyChoicesQuery, JourneyChoicesQueryVariables>;
export const JourneyPeopleDocument = new TypedDocumentString(`
    query JourneyPeople($version: ID!, $step: String, $after: String) {
  crmJourneyPeople(version: $version, step: $step, first: 50, after: $after) {
    edges {
      node {
        id
        profileId
        state
        step
        key
        enteredAt
        dueAt
        lastError
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JourneyPeopleQuery, JourneyPeopleQueryVariables>;
export const RehearsalDocument = new TypedDocumentString(`
    query Rehearsal($id: ID!) {
  crmRehearsal(id: $id) {
    id
    state
    since
    until
    progress
    report
    error
    createdAt
    finishedAt
  }
}
    `) as unknown as TypedDocumentString<RehearsalQuery, RehearsalQueryVariables>;
export const JourneyCreateDocument = new TypedDocumentString(`
    mutation JourneyCreate($code: String!, $name: String!, $definition: JSON!) {
  crmJourneyCreate(code: $code, name: $name, definition: $definition) {
    journey {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JourneyCreateMutation, JourneyCreateMutationVariables>;
export const ReadyMadeJourneyInstallDocument = new TypedDocumentString(`
    mutation ReadyMadeJourneyInstall($code: String!, $settings: JSON) {
  crmReadyMadeJourneyInstall(code: $code, settings: $settings) {
    journey {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReadyMadeJourneyInstallMutation, ReadyMadeJourneyInstallMutationVariables>;
export const JourneySaveDocument = new TypedDocumentString(`
    mutation JourneySave($id: ID!, $definition: JSON, $name: String, $basedOn: String) {
  crmJourneyUpdate(
    id: $id
    definition: $definition
    name: $name
    basedOn: $basedOn
  ) {
    journey {
      ...JourneyState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneySaveMutation, JourneySaveMutationVariables>;
export const JourneyValidateDocument = new TypedDocumentString(`
    mutation JourneyValidate($definition: JSON!) {
  crmJourneyValidate(definition: $definition) {
    isValid
    problems {
      path
      message
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JourneyValidateMutation, JourneyValidateMutationVariables>;
export const JourneyPublishDocument = new TypedDocumentString(`
    mutation JourneyPublish($id: ID!) {
  crmJourneyPublish(id: $id) {
    journey {
      ...JourneyState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneyPublishMutation, JourneyPublishMutationVariables>;
export const JourneyTurnOnDocument = new TypedDocumentString(`
    mutation JourneyTurnOn($id: ID!) {
  crmJourneyTurnOn(id: $id) {
    journey {
      ...JourneyState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneyTurnOnMutation, JourneyTurnOnMutationVariables>;
export const JourneyPauseDocument = new TypedDocumentString(`
    mutation JourneyPause($id: ID!) {
  crmJourneyPause(id: $id) {
    journey {
      ...JourneyState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneyPauseMutation, JourneyPauseMutationVariables>;
export const JourneyDrainDocument = new TypedDocumentString(`
    mutation JourneyDrain($id: ID!) {
  crmJourneyDrain(id: $id) {
    journey {
      ...JourneyState
    }
    errors {
      field
      code
      message
    }
  }
}
    fragment JourneyState on CrmJourney {
  id
  code
  name
  status
  inFlight
  currentVersion {
    id
    number
  }
  draft {
    id
    number
    fingerprint
  }
  versions {
    id
    number
    definition
    fingerprint
    publishedAt
    publishedBy
    publishedByName
  }
  people {
    version
    step
    state
    people
  }
}`) as unknown as TypedDocumentString<JourneyDrainMutation, JourneyDrainMutationVariables>;
export const JourneyMovePeopleDocument = new TypedDocumentString(`
    mutation JourneyMovePeople($id: ID!, $from: Int!, $to: Int!, $mapping: JSON!) {
  crmJourneyMovePeople(
    id: $id
    fromVersion: $from
    toVersion: $to
    mapping: $mapping
  ) {
    move {
      id
      moved
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<JourneyMovePeopleMutation, JourneyMovePeopleMutationVariables>;
export const RehearsalStartDocument = new TypedDocumentString(`
    mutation RehearsalStart($since: DateTime!, $until: DateTime!, $journeys: [ID!], $definition: JSON, $profile: ID) {
  crmRehearsalStart(
    since: $since
    until: $until
    journeys: $journeys
    definition: $definition
    profile: $profile
  ) {
    rehearsal {
      id
    }
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RehearsalStartMutation, RehearsalStartMutationVariables>;
export const RehearsalCancelDocument = new TypedDocumentString(`
    mutation RehearsalCancel($id: ID!) {
  crmRehearsalCancel(id: $id) {
    rehearsal {
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
    `) as unknown as TypedDocumentString<RehearsalCancelMutation, RehearsalCancelMutationVariables>;
export const EnrollmentRetryDocument = new TypedDocumentString(`
    mutation EnrollmentRetry($ids: [ID!]!) {
  crmEnrollmentRetry(ids: $ids) {
    count
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EnrollmentRetryMutation, EnrollmentRetryMutationVariables>;
export const EnrollmentSkipDocument = new TypedDocumentString(`
    mutation EnrollmentSkip($ids: [ID!]!, $reason: String!) {
  crmEnrollmentSkip(ids: $ids, reason: $reason) {
    count
    errors {
      field
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EnrollmentSkipMutation, EnrollmentSkipMutationVariables>;