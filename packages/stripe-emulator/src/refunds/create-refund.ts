import { recordBalance } from '../balance/record.ts';
import { saveCharge } from '../payment-intents/attempt-charge.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import { invalidRequest } from '../http/stripe-fault.ts';
import type { Charge, Metadata, Refund } from '../objects.ts';
import { decideRefund } from './decide-refund.ts';

export interface NewRefund {
  readonly amount: number | undefined;
  readonly reason: Refund['reason'];
  readonly metadata: Metadata;
}

/**
 * Refunds a charge: at once, but for cards of the test table whose refunds are pending first, or fail some time after they succeeded.
 * @throws StripeFault charge_already_refunded, or for more than is left, or for a charge that was never captured
 */
export function createRefund(step: Step, charge: Charge, given: NewRefund): Refund {
  const outcome = decideRefund(charge, given.amount);
  switch (outcome.kind) {
    case 'notCaptured':
      throw invalidRequest(
        charge.payment_intent
          ? `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`
          : `Charge ${charge.id} has not been captured and cannot be refunded.`,
        { code: 'charge_not_refundable', param: charge.payment_intent ? 'payment_intent' : 'charge' },
      );
    case 'alreadyRefunded':
      throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
    case 'tooMuch':
      throw invalidRequest(
        `Refund amount (${given.amount ?? 0}) is greater than unrefunded amount on charge (${outcome.refundable}), in the smallest unit of ${charge.currency}.`,
        { param: 'amount' },
      );
    case 'refunded':
      return refund(step, charge, outcome.amount, given);
  }
}

function refund(step: Step, charge: Charge, amount: number, given: NewRefund): Refund {
  const id = step.newId('re');
  const method = charge.payment_method ? step.tx.find('payment_methods', charge.payment_method) : undefined;
  const { refundsPend = false, refundsFail = false } = method?.behaviour ?? {};
  const booked = recordBalance(step, {
    owner: step.owner,
    amount: -amount,
    currency: charge.currency,
    type: charge.id.startsWith('py') ? 'payment_refund' : 'refund',
    reportingCategory: 'refund',
    source: id,
    description: 'REFUND FOR CHARGE',
  });
  const object: Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: booked.id,
    charge: charge.id,
    created: step.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: {
        type: 'refund',
      },
      type: 'card',
    },
    metadata: given.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: given.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refundsPend ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  const at = step.now + step.settings.refundSeconds;
  const later = refundsPend || refundsFail ? ({ at, end: refundsFail ? 'failed' : 'succeeded' } as const) : null;
  step.tx.put('refunds', { id, owner: step.owner, object, later });
  const refunded = charge.amount_refunded + amount;
  const next: Charge = {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
    refunds: {
      ...charge.refunds,
      data: [object, ...charge.refunds.data].slice(0, 10),
      has_more: charge.refunds.data.length >= 10,
    },
  };
  saveCharge(step, next);
  announce(step, 'refund.created', object);
  announce(step, 'charge.refunded', next, { previous: { amount_refunded: charge.amount_refunded } });
  return object;
}
