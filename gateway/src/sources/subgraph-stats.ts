import type { FailureKind } from './call-failure.ts';
import type { BreakerState } from './circuit-breaker.ts';

/** What a door counts, from its start on. */
export interface SubgraphStats {
  /** Operations asked for. */
  operations: number;
  /** Operations that joined another's call. */
  shared: number;
  /** HTTP requests that carried several operations, and how many those were. */
  batches: number;
  batched: number;
  /** HTTP requests sent, repetitions among them. */
  sent: number;
  /** Repetitions. */
  retried: number;
  /** Repetitions that the budget did not allow. */
  retriesRefused: number;
  /** Operations without an answer. */
  readonly failed: Record<FailureKind, number>;
  /** Requests on their way, and those that wait for a connection. */
  active: number;
  queued: number;
  breaker: { readonly state: 'off' | BreakerState };
  /** How often the breaker opened. */
  breakerOpened: number;
}

export function createSubgraphStats(): SubgraphStats {
  return {
    operations: 0,
    shared: 0,
    batches: 0,
    batched: 0,
    sent: 0,
    retried: 0,
    retriesRefused: 0,
    failed: {
      unreachable: 0,
      lost: 0,
      broken: 0,
      malformed: 0,
      tooLarge: 0,
      refused: 0,
      crowded: 0,
      open: 0,
      timeout: 0,
      left: 0,
    },
    active: 0,
    queued: 0,
    breaker: { state: 'off' },
    breakerOpened: 0,
  };
}
