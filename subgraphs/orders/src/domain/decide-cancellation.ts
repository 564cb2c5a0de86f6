import type { Actor, VendorOrder } from './order.ts';
import { mayBecome } from './fulfilment.ts';

export type CancellationOutcome =
  | { readonly kind: 'cancelled'; readonly parts: readonly VendorOrder[] }
  /** Nothing of it was left to cancel. */
  | { readonly kind: 'alreadyCancelled' }
  /** Not paid yet: the checkout is what must be cancelled. */
  | { readonly kind: 'awaitingPayment' }
  | { readonly kind: 'tooLate'; readonly numbers: readonly string[] };

/**
 * Decides which of `parts` are cancelled: all of them or none. Only what nobody has begun to process may be;
 * parts that were cancelled before do not stand in the way of the rest.
 */
export function decideCancellation(parts: readonly VendorOrder[]): CancellationOutcome {
  const living = parts.filter((part) => part.status !== 'CANCELLED');
  if (living.length === 0) return { kind: 'alreadyCancelled' };
  if (living.some((part) => part.status === 'PENDING')) return { kind: 'awaitingPayment' };
  const late = living.filter((part) => !mayBecome(part.status, 'CANCELLED'));
  if (late.length > 0) return { kind: 'tooLate', numbers: late.map((part) => part.number) };
  return { kind: 'cancelled', parts: living };
}

/** The note of a cancellation nobody explained. */
export function defaultNote(actor: Actor): string {
  return actor.kind === 'VENDOR'
    ? 'Cancelled by the vendor.'
    : actor.kind === 'BUYER'
      ? 'Cancelled by the buyer.'
      : 'Cancelled.';
}
