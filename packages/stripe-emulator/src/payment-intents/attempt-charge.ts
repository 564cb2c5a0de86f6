import { newCharge } from '../charges/charge.ts';
import { recordBalance } from '../balance/record.ts';
import { feeOf } from '../balance/fee.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import type { Charge, ErrorBody, PaymentIntent } from '../objects.ts';
import type { IntentRow, PaymentMethodRow } from '../state/tables.ts';
import { declineError } from './intent-faults.ts';
import { afterAuthorization, afterCapture, afterFailure, afterSubmission } from './transitions.ts';

export type AttemptOutcome =
  | { readonly kind: 'paid'; readonly intent: PaymentIntent }
  | { readonly kind: 'declined'; readonly intent: PaymentIntent; readonly error: ErrorBody };

/** Tries to charge the method: what the customer's bank answers is written into the intent and a charge, and announced. */
export function attemptCharge(
  step: Step,
  row: IntentRow,
  method: PaymentMethodRow,
  authenticated: boolean,
): AttemptOutcome {
  const intent: PaymentIntent = { ...row.object, payment_method: method.id };
  const { decline } = method.behaviour;
  const charge = newCharge(intent, method.object, {
    id: step.newId(method.object.type === 'card' ? 'ch' : 'py'),
    now: step.now,
    decline,
    authenticated,
  });

  if (decline) {
    saveCharge(step, charge);
    announce(step, 'charge.failed', charge);
    return fail(step, row, declineError(decline, method.object, charge.id), charge.id);
  }
  if (method.behaviour.processing) {
    saveCharge(step, charge);
    announce(step, 'charge.pending', charge);
    return { kind: 'paid', intent: save(step, row, afterSubmission(intent, charge.id), 'processing') };
  }
  if (intent.capture_method === 'manual') {
    saveCharge(step, charge);
    announce(step, 'charge.succeeded', charge);
    return {
      kind: 'paid',
      intent: save(step, row, afterAuthorization(intent, charge.id), 'amount_capturable_updated'),
    };
  }
  const captured = captureCharge(step, charge, charge.amount, method);
  announce(step, 'charge.succeeded', captured);
  return { kind: 'paid', intent: save(step, row, afterCapture(intent, charge.id, charge.amount), 'succeeded') };
}

/** Takes `amount` minor units of an authorised charge, books them with the fee, and releases the rest. */
export function captureCharge(
  step: Step,
  charge: Charge,
  amount: number,
  method: Pick<PaymentMethodRow, 'behaviour'> | undefined,
): Charge {
  const booked = recordBalance(step, {
    owner: step.owner,
    amount,
    fee: feeOf(amount, step.settings.fee),
    currency: charge.currency,
    type: charge.id.startsWith('py') ? 'payment' : 'charge',
    reportingCategory: 'charge',
    source: charge.id,
    description: charge.description,
    settlesIn: method?.behaviour.settlesAtOnce ? 0 : step.settings.settlementSeconds,
  });
  const captured: Charge = {
    ...charge,
    status: 'succeeded',
    paid: true,
    captured: true,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    balance_transaction: booked.id,
  };
  saveCharge(step, captured);
  return captured;
}

/** Records that an attempt failed, and announces it. */
export function fail(step: Step, row: IntentRow, error: ErrorBody, charge: string | null): AttemptOutcome {
  const intent = save(step, row, afterFailure(row.object, error, charge), 'payment_failed');
  return { kind: 'declined', intent, error };
}

/** Keeps the intent's next state and announces it as `payment_intent.<event>`. */
export function save(step: Step, row: IntentRow, intent: PaymentIntent, event: string | null): PaymentIntent {
  step.tx.put('payment_intents', { ...row, object: intent });
  if (event) announce(step, `payment_intent.${event}`, intent);
  return intent;
}

/** Keeps a charge for the account that the step acts for. */
export function saveCharge(step: Step, charge: Charge): void {
  step.tx.put('charges', { id: charge.id, owner: step.owner, object: charge });
}
