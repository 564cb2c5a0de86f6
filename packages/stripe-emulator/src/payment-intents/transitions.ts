import type { ErrorBody, PaymentIntent } from '../objects.ts';

// What an intent becomes. Each of these is pure; whether it may happen is decided before.

/** The customer has been asked to pass a challenge. */
export function afterChallenge(intent: PaymentIntent, nextAction: PaymentIntent['next_action']): PaymentIntent {
  return { ...intent, status: 'requires_action', next_action: nextAction, last_payment_error: null };
}

/** An attempt failed: another payment method may be tried. */
export function afterFailure(intent: PaymentIntent, error: ErrorBody, charge: string | null): PaymentIntent {
  return {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    processing: null,
    last_payment_error: error,
    latest_charge: charge ?? intent.latest_charge,
  };
}

/** The amount is held on the card. */
export function afterAuthorization(intent: PaymentIntent, charge: string): PaymentIntent {
  return {
    ...intent,
    status: 'requires_capture',
    amount_capturable: intent.amount,
    next_action: null,
    last_payment_error: null,
    latest_charge: charge,
  };
}

/** The bank has the payment and will answer later. */
export function afterSubmission(intent: PaymentIntent, charge: string): PaymentIntent {
  return { ...intent, status: 'processing', next_action: null, last_payment_error: null, latest_charge: charge };
}

/** `captured` minor units were taken; what was authorised beyond is released. */
export function afterCapture(intent: PaymentIntent, charge: string, captured: number): PaymentIntent {
  return {
    ...intent,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: captured,
    next_action: null,
    processing: null,
    last_payment_error: null,
    latest_charge: charge,
  };
}

/** It will never be paid. */
export function afterCancellation(
  intent: PaymentIntent,
  reason: PaymentIntent['cancellation_reason'],
  now: number,
): PaymentIntent {
  return {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: now,
    cancellation_reason: reason,
    next_action: null,
    processing: null,
  };
}
