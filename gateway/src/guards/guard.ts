import type { AcceptedOperation } from '../documents/accept-document.ts';
import type { Origin } from '../pipeline/operation-request.ts';
import type { Refusal } from '../pipeline/refusal.ts';

/** What an operation is asked with. */
export interface Asked {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
}

/** Decides whether a client may run an operation now: undefined lets it pass. */
export type Guard = (operation: AcceptedOperation, asked: Asked) => Refusal | undefined | Promise<Refusal | undefined>;
