/** The pages' way to the shop's GraphQL API. Generated operations are imported from `api/generated/<feature>`. */
export { ApiProvider, useApi } from "./api-provider";
export { makeClient } from "./client";
export { makeSignInApi } from "./sign-in";
export { useCrmQuery, type CrmQuery, type QueryOptions } from "./use-crm-query";
export type { QueryState } from "./query-state";
export { useCrmMutation, type MutationAnswer, type Problem } from "./use-crm-mutation";
export { rowNumber } from "./row-number";
export type { ApiError } from "./errors";
export type { Operation } from "./documents";
