import { Fault } from '@bazaar/runtime/faults';

/**
 * Why a call has no answer.
 * - `unreachable`: no connection could be made
 * - `lost`: the connection ended before the answer began
 * - `broken`: it ended within the answer, or what came was not HTTP
 * - `malformed`: the answer is no GraphQL response
 * - `tooLarge`: it exceeded `maxResponseBytes`
 * - `refused`: the subgraph does not trust this gateway
 * - `crowded`: `maxQueued` calls wait already
 * - `open`: the circuit breaker is open
 * - `timeout`: a deadline passed
 * - `left`: nobody waits for it any more
 */
export type FailureKind =
  'unreachable' | 'lost' | 'broken' | 'malformed' | 'tooLarge' | 'refused' | 'crowded' | 'open' | 'timeout' | 'left';

/** A failure as the layers of a door see it. Its message is for operators; it leaves the door as a Fault. */
export class CallFailure extends Error {
  readonly kind: FailureKind;
  /** For `timeout`: how long the subgraph had, from the sending on. Zero for a call that never left. */
  readonly sentForMs: number;

  constructor(kind: FailureKind, message: string, options: { cause?: unknown; sentForMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.sentForMs = options.sentForMs ?? 0;
  }
}

/** What an aborted signal means: its deadline passed, or its client left. */
export function failureOfSignal(signal: AbortSignal): CallFailure {
  const reason: unknown = signal.reason;
  const isDeadline =
    reason instanceof Fault
      ? reason.code === 'TIMEOUT'
      : reason instanceof DOMException && reason.name === 'TimeoutError';
  return isDeadline
    ? new CallFailure('timeout', 'the deadline of the request passed', { cause: reason })
    : new CallFailure('left', 'the request was abandoned', { cause: reason });
}

/** A failure as clients may see it. What is neither a failure of a call nor a Fault is a bug. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (!(error instanceof CallFailure)) return new Fault('INTERNAL', 'Something went wrong.', { cause: error });
  switch (error.kind) {
    case 'timeout':
    case 'left':
      return error.cause instanceof Fault
        ? error.cause
        : new Fault('TIMEOUT', 'The answer took too long.', { cause: error });
    case 'refused':
      // Nothing the client could mend by signing in again.
      return new Fault('INTERNAL', 'A subgraph refused the internal token.', { cause: error });
    default:
      return new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.', { cause: error });
  }
}
