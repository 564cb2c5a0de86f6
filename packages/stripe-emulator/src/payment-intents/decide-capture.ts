import type { PaymentIntent } from '../objects.ts';

export type CaptureOutcome =
  | { readonly kind: 'unexpectedState' }
  | { readonly kind: 'tooMuch'; readonly capturable: number }
  | { readonly kind: 'captured'; readonly amount: number };

/** Decides how much of an authorised intent is captured; without an amount, all of it. */
export function decideCapture(intent: PaymentIntent, amountToCapture: number | undefined): CaptureOutcome {
  if (intent.status !== 'requires_capture') return { kind: 'unexpectedState' };
  const amount = amountToCapture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) return { kind: 'tooMuch', capturable: intent.amount_capturable };
  return { kind: 'captured', amount };
}
