import { requireAvailable } from '../balance/available.ts';
import { recordBalance } from '../balance/record.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import { invalidRequest } from '../http/stripe-fault.ts';
import type { Charge, Metadata, Refund, Transfer, TransferReversal } from '../objects.ts';
import { decideReversal } from './decide-transfer.ts';

/**
 * Takes money of a transfer back from the connected account, which must have it available.
 * @throws StripeFault balance_insufficient, or for more than is left of the transfer
 */
export function reverseTransfer(
  step: Step,
  transfer: Transfer,
  given: { readonly amount: number | undefined; readonly metadata: Metadata },
): TransferReversal {
  const outcome = decideReversal(transfer, given.amount);
  switch (outcome.kind) {
    case 'alreadyReversed':
      throw invalidRequest(`Transfer ${transfer.id} is already fully reversed.`, { param: 'amount' });
    case 'tooMuch':
      throw invalidRequest(
        `The amount to reverse (${given.amount ?? 0}) is more than what is left of the transfer (${outcome.left}), in the smallest unit of ${transfer.currency}.`,
        { param: 'amount' },
      );
    case 'reversible':
      requireAvailable(step, transfer.destination, outcome.amount, transfer.currency);
      return reverse(step, transfer, outcome.amount, given.metadata);
  }
}

function reverse(step: Step, transfer: Transfer, amount: number, metadata: Metadata): TransferReversal {
  const { currency, destination } = transfer;
  const [id, refund] = [step.newId('trr'), step.newId('pyr')];
  const left = recordBalance(step, {
    owner: destination,
    amount: -amount,
    currency,
    type: 'payment_refund',
    reportingCategory: 'refund',
    source: refund,
  });
  const back = recordBalance(step, {
    owner: step.owner,
    amount,
    currency,
    type: 'transfer_refund',
    reportingCategory: 'transfer_reversal',
    source: id,
  });
  const payment = step.tx.find('charges', transfer.destination_payment);
  if (!payment) throw new Error(`transfer ${transfer.id} has no payment`);
  const paymentRefund: Refund = {
    id: refund,
    object: 'refund',
    amount,
    balance_transaction: left.id,
    charge: payment.id,
    created: step.now,
    currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: id,
  };
  step.tx.put('refunds', { id: refund, owner: destination, object: paymentRefund });
  const refunded = payment.object.amount_refunded + amount;
  const refundedPayment: Charge = {
    ...payment.object,
    amount_refunded: refunded,
    refunded: refunded === transfer.amount,
  };
  step.tx.put('charges', { ...payment, object: refundedPayment });

  const object: TransferReversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: back.id,
    created: step.now,
    currency,
    destination_payment_refund: refund,
    metadata,
    source_refund: null,
    transfer: transfer.id,
  };
  step.tx.put('transfer_reversals', { id, owner: step.owner, object });
  const reversed = transfer.amount_reversed + amount;
  const next: Transfer = {
    ...transfer,
    amount_reversed: reversed,
    reversed: reversed === transfer.amount,
    reversals: {
      ...transfer.reversals,
      data: [object, ...transfer.reversals.data].slice(0, 10),
      has_more: transfer.reversals.data.length >= 10,
    },
  };
  step.tx.put('transfers', { id: transfer.id, owner: step.owner, object: next });
  announce(step, 'transfer.reversed', next, { previous: { amount_reversed: transfer.amount_reversed } });
  return object;
}
