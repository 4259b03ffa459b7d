/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a step of the set-up lacks. */
export type CrmSetupLackEnum =
  /** Behind. */
  | 'BEHIND'
  /** Never ran. */
  | 'NEVER_RAN'
  /** Not built. */
  | 'NOT_BUILT'
  /** Not installed. */
  | 'NOT_INSTALLED'
  /** Not told. */
  | 'NOT_TOLD'
  /** No points. */
  | 'NO_POINTS'
  /** No program. */
  | 'NO_PROGRAM'
  /** Other address. */
  | 'OTHER_ADDRESS'
  /** Out of date. */
  | 'OUT_OF_DATE'
  /** Partly told. */
  | 'PARTLY_TOLD'
  /** Program faulty. */
  | 'PROGRAM_FAULTY'
  /** Program waits. */
  | 'PROGRAM_WAITS'
  /** Stopped. */
  | 'STOPPED'
  /** Switched off. */
  | 'SWITCHED_OFF';

/** The steps from the installation to the first points. */
export type CrmSetupStepEnum =
  /** Dashboard. */
  | 'DASHBOARD'
  /** Past. */
  | 'PAST'
  /** Points. */
  | 'POINTS'
  /** Program. */
  | 'PROGRAM'
  /** Workers. */
  | 'WORKERS';

export type SetupStandingQueryVariables = Exact<{ [key: string]: never; }>;


export type SetupStandingQuery = { crmSetup: { version: string, isActive: boolean, arePagesBuilt: boolean, pagesUrl: string, manifestUrl: string, dashboardOrigins: Array<string>, sweptUntil: string | null, steps: Array<{ step: CrmSetupStepEnum, isDone: boolean, lack: CrmSetupLackEnum | null, remedy: string }> }, crmBacklog: { marks: number, marksGivenUp: number, deliveries: number, deliveriesStuck: number, oldestMarkAt: string | null } };

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

export const SetupStandingDocument = new TypedDocumentString(`
    query SetupStanding {
  crmSetup {
    steps {
      step
      isDone
      lack
      remedy
    }
    version
    isActive
    arePagesBuilt
    pagesUrl
    manifestUrl
    dashboardOrigins
    sweptUntil
  }
  crmBacklog {
    marks
    marksGivenUp
    deliveries
    deliveriesStuck
    oldestMarkAt
  }
}
    `) as unknown as TypedDocumentString<SetupStandingQuery, SetupStandingQueryVariables>;