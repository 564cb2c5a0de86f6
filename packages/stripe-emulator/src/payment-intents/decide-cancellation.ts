import type { PaymentIntent } from '../objects.ts';

export const CANCELABLE: readonly PaymentIntent['status'][] = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
];

export type CancellationOutcome =
  | { readonly kind: 'unexpectedState' }
  /** `release`: minor units that were held on the card and go back. */
  | { readonly kind: 'canceled'; readonly release: number };

/** Decides whether an intent can still be cancelled. One that the bank is processing cannot. */
export function decideCancellation(intent: PaymentIntent): CancellationOutcome {
  if (!CANCELABLE.includes(intent.status)) return { kind: 'unexpectedState' };
  return { kind: 'canceled', release: intent.amount_capturable };
}
