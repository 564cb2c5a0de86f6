import { Fault, type FaultCode } from '@bazaar/runtime/faults';
import type { LimitSettings } from '../guards/limits/limit-settings.ts';
import { codeOf, type Refusal } from './refusal.ts';

/** What stood against an operation, for metrics: few, and none of them made up by clients. `docs/metrics.md` explains them. */
export const REFUSAL_REASONS = [
  // The operation.
  'parse',
  'validation',
  'operationName',
  'variables',
  'document',
  'cost',
  'rate',
  'preparation',
  'authorization',
  'internal',
  // The request.
  'request',
  'method',
  'accept',
  'contentType',
  'size',
  'protocol',
  'identity',
  // The connection, and this gateway.
  'origin',
  'connections',
  'draining',
  'unavailable',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number] | `limit:${keyof LimitSettings}`;

/** A fault before the operation, where its code alone does not tell the reason. */
export class RequestRefused extends Fault {
  readonly reason: RefusalReason;

  constructor(code: FaultCode, reason: RefusalReason, message: string) {
    super(code, message);
    this.reason = reason;
  }
}

const BY_STATUS: ReadonlyMap<number, RefusalReason> = new Map([
  [401, 'identity'],
  [405, 'method'],
  [406, 'accept'],
  [413, 'size'],
  [415, 'contentType'],
  [503, 'unavailable'],
  [504, 'unavailable'],
]);

/** Of a request that was refused before its operation was looked at. */
export function reasonOfFault(fault: Fault): RefusalReason {
  return fault instanceof RequestRefused ? fault.reason : reasonOfStatus(fault.status);
}

export function reasonOfStatus(status: number): RefusalReason {
  return BY_STATUS.get(status) ?? 'request';
}

const BY_CODE: ReadonlyMap<string, RefusalReason> = new Map([
  ['GRAPHQL_PARSE_FAILED', 'parse'],
  ['GRAPHQL_VALIDATION_FAILED', 'validation'],
  ['OPERATION_RESOLUTION_FAILURE', 'operationName'],
  ['BAD_USER_INPUT', 'variables'],
  ['PERSISTED_QUERY_NOT_FOUND', 'document'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'document'],
  ['PERSISTED_QUERY_ID_REQUIRED', 'document'],
  ['DOCUMENT_NOT_REGISTERED', 'document'],
  ['RATE_LIMITED', 'rate'],
  ['UNAUTHORIZED_FIELD_OR_TYPE', 'authorization'],
  ['FORBIDDEN', 'authorization'],
  ['INTERNAL', 'internal'],
  ['SUBGRAPH_UNAVAILABLE', 'unavailable'],
  ['TIMEOUT', 'unavailable'],
]);

/** Of an operation that was looked at. */
export function reasonOfRefusal(refusal: Refusal): RefusalReason {
  return refusal.reason ?? BY_CODE.get(codeOf(refusal)) ?? 'request';
}
