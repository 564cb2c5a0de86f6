import { StripeFault } from '../http/stripe-fault.ts';
import type { ErrorBody, PaymentIntent, PaymentMethod } from '../objects.ts';
import type { Decline } from '../payment-methods/test-cards.ts';

/** 400: the intent's state forbids it. Carries the intent, as Stripe does. */
export function unexpectedState(intent: PaymentIntent, message: string): StripeFault {
  return new StripeFault(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  });
}

/** "This PaymentIntent could not be captured because …" */
export function wrongStatus(
  intent: PaymentIntent,
  done: 'captured' | 'confirmed' | 'canceled',
  allowed: readonly PaymentIntent['status'][],
): StripeFault {
  return unexpectedState(
    intent,
    `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`,
  );
}

/** The error of a refused charge, as the intent keeps it. */
export function declineError(decline: Decline, method: PaymentMethod, charge: string | null): ErrorBody {
  return { type: 'card_error', ...decline, ...(charge && { charge }), payment_method: method };
}

/** The challenge was not passed. */
export function authenticationFailure(method: PaymentMethod): ErrorBody {
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: method,
  };
}
