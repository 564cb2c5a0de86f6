import { Fault, type FaultCode } from '@bazaar/runtime/faults';

/**
 * What stood against an operation, for metrics.
 * - `operation`: what it is or asks for, or how much its client has asked for already
 * - `request`: what was sent is no request of GraphQL
 * - `method`, `accept`, `contentType`, `size`: HTTP
 * - `protocol`: what was sent is no HTTP, is too slow, or has too many headers
 * - `identity`: who asks could not be believed
 * - `origin`: the page that asks may not
 * - `connections`: too many streams, sockets or operations are open
 * - `draining`: this gateway is going away
 * - `unavailable`: what is needed to decide cannot be had
 */
export type RefusalReason =
  | 'operation'
  | 'request'
  | 'method'
  | 'accept'
  | 'contentType'
  | 'size'
  | 'protocol'
  | 'identity'
  | 'origin'
  | 'connections'
  | 'draining'
  | 'unavailable';

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
