import type { Step } from '../http/call.ts';
import type { PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';
import { applyParameters } from './apply-parameters.ts';
import { unexpectedState } from './intent-faults.ts';

type Given = Parameters<typeof applyParameters>[2];

/** What may still change once the intent is authorised, paid or cancelled. */
const ALWAYS_CHANGEABLE = ['description', 'metadata', 'receipt_email', 'shipping', 'transfer_group'];
const OPEN: readonly PaymentIntent['status'][] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/**
 * Changes an intent. A new payment method, amount or currency ends a challenge under way: it has to be confirmed again.
 * @throws StripeFault payment_intent_unexpected_state
 */
export function updateIntent(step: Step, row: IntentRow, given: Given): PaymentIntent {
  const intent = row.object;
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const locked = OPEN.includes(intent.status) ? undefined : names.find((name) => !ALWAYS_CHANGEABLE.includes(name));
  if (locked !== undefined)
    throw unexpectedState(
      intent,
      `This PaymentIntent's ${locked} could not be updated because it has a status of ${intent.status}. You may only update the ${locked} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
    );
  const next = applyParameters(step, intent, given);
  const anew =
    next.payment_method !== intent.payment_method || next.amount !== intent.amount || next.currency !== intent.currency;
  const status = OPEN.includes(intent.status) && anew && next.payment_method ? 'requires_confirmation' : next.status;
  const updated: PaymentIntent = {
    ...next,
    status,
    next_action: status === 'requires_action' ? next.next_action : null,
  };
  step.tx.put('payment_intents', { ...row, object: updated });
  return updated;
}
