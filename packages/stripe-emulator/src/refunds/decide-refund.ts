import type { Charge } from '../objects.ts';

export type RefundOutcome =
  | { readonly kind: 'notCaptured' }
  | { readonly kind: 'alreadyRefunded' }
  | { readonly kind: 'tooMuch'; readonly refundable: number }
  | { readonly kind: 'refunded'; readonly amount: number };

/** What of a captured charge has not gone back, in minor units. `amount_refunded` counts what was released uncaptured too. */
export function refundableOf(charge: Charge): number {
  return charge.amount - charge.amount_refunded;
}

/** Decides how much of a charge is refunded; without an amount, all that is left. */
export function decideRefund(charge: Charge, amount: number | undefined): RefundOutcome {
  if (charge.status !== 'succeeded' || !charge.captured) return { kind: 'notCaptured' };
  const refundable = refundableOf(charge);
  if (refundable === 0) return { kind: 'alreadyRefunded' };
  if (amount !== undefined && amount > refundable) return { kind: 'tooMuch', refundable };
  return { kind: 'refunded', amount: amount ?? refundable };
}
