import { FAULT_STATUS } from '@bazaar/runtime/faults';
import type { Refusal } from '../pipeline/refusal.ts';

/** Mistakes in the operation itself, inside a request that was well-formed. */
const OPERATION_MISTAKES = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const STATUS_OF_CODE: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ...Object.entries(FAULT_STATUS),
  ['PERSISTED_QUERY_ID_REQUIRED', 403],
  ['DOCUMENT_NOT_REGISTERED', 403],
]);

/** Whether a client that reads `application/json` alone must see 200: it takes every other status for a broken connection. */
export function isOperationMistake(code: unknown): boolean {
  return OPERATION_MISTAKES.has(code);
}

/**
 * The status of an answer that is nothing but a refusal. GraphQL over HTTP asks for 200 in `application/json` and for 400 in
 * `application/graphql-response+json` when the operation is at fault, and for the same in both when the request is.
 */
export function refusalStatus({ refused, http }: Refusal, contentType: string): number {
  if (http?.status) return http.status;
  const code = refused[0]?.extensions['code'];
  if (isOperationMistake(code)) return contentType.startsWith('application/json') ? 200 : 400;
  return STATUS_OF_CODE.get(code) ?? 400;
}
