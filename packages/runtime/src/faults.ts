/**
 * Faults are what should not happen: no identity, a limit, something unavailable, a bug. They are thrown, carry a stable code,
 * and are logged once at the edge. What a user can cause and understand is an outcome, returned by the operation, never a Fault.
 */

/** Codes of `extensions.code`, each with the HTTP status of a request that fails as a whole. */
export const FAULT_STATUS = {
  /** The request itself is malformed: syntax, validation, variables. */
  BAD_REQUEST: 400,
  /** An argument of a query or subscription is not usable, such as a cursor that no page ever returned; `field` names it. */
  BAD_USER_INPUT: 400,
  /** No token, or one that is expired, forged, meant for someone else, or of a session that has ended. */
  UNAUTHENTICATED: 401,
  /** Known, and not allowed. Only where the existence of the thing is no secret; otherwise it reads as not found. */
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  /** A limit on what a caller may send. */
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  /** A bug. The message a client sees is masked. */
  INTERNAL: 500,
  /** A part that is needed for the answer cannot be reached now. */
  SUBGRAPH_UNAVAILABLE: 503,
  /** The deadline passed. A mutation's outcome is unknown: repeat it with the same idempotency key. */
  TIMEOUT: 504,
} as const;

export type FaultCode = keyof typeof FAULT_STATUS;

export class Fault extends Error {
  readonly code: FaultCode;
  /** The path of the argument at fault, as clients wrote it. */
  readonly field: readonly string[] | undefined;

  /** `message` reaches clients: nothing internal in it. Put what operators need into `cause`. */
  constructor(code: FaultCode, message: string, options?: { cause?: unknown; field?: readonly string[] }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
    this.field = options?.field;
  }

  get status(): number {
    return FAULT_STATUS[this.code];
  }
}
