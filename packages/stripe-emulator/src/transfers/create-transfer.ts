import { requireAvailable } from '../balance/available.ts';
import { recordBalance } from '../balance/record.ts';
import { newTransferredPayment } from '../charges/charge.ts';
import { getCharge } from '../charges/routes.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import type { Metadata, Transfer } from '../objects.ts';
import { decideTransfer } from './decide-transfer.ts';

export interface NewTransfer {
  readonly amount: number | undefined;
  readonly currency: string;
  readonly destination: string;
  readonly sourceTransaction: string | undefined;
  readonly transferGroup: string | undefined;
  readonly description: string | null;
  readonly metadata: Metadata;
}

/**
 * Moves money of the platform to a connected account: it leaves one balance and arrives on the other as a payment.
 * @throws StripeFault resource_missing, insufficient_capabilities_for_transfer, balance_insufficient, …
 */
export function createTransfer(step: Step, given: NewTransfer): Transfer {
  const { currency, destination } = given;
  const account = step.tx.find('accounts', destination)?.object;
  if (!account || destination === step.owner) throw noSuch('destination', destination, 'destination');
  const charge =
    given.sourceTransaction === undefined
      ? null
      : getCharge(step, given.sourceTransaction, 'parameter', 'source_transaction').object;
  const transferred = charge
    ? sum(
        step.tx
          .listBy('transfers', 'source_transaction', charge.id)
          .map(({ object }) => object.amount - object.amount_reversed),
      )
    : 0;
  const amount = given.amount ?? (charge ? charge.amount_captured - transferred : undefined);
  if (amount === undefined)
    throw invalidRequest('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' });
  const source = charge && { charge, transferred };
  const outcome = decideTransfer({ amount, currency, destination: account, source });
  switch (outcome.kind) {
    case 'noCapability':
      throw invalidRequest(
        'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
        { code: 'insufficient_capabilities_for_transfer' },
      );
    case 'sourceNotPaid':
      throw invalidRequest('You can only create transfers from successful, captured charges.', {
        param: 'source_transaction',
      });
    case 'sourceInOtherCurrency':
      throw invalidRequest(
        `The currency of source_transaction's balance transaction (${outcome.currency}) must be the same as the transfer currency (${currency}).`,
        { param: 'currency' },
      );
    case 'moreThanSource':
      throw invalidRequest(
        `Transfers using this transaction as a source must not exceed the source amount. ${outcome.left} in the smallest unit of ${currency} is left of it.`,
        { param: 'amount' },
      );
    case 'transferable':
      if (outcome.needsAvailable) requireAvailable(step, step.owner, amount, currency);
      return transfer(step, given, amount, charge?.transfer_group ?? null);
  }
}

function transfer(step: Step, given: NewTransfer, amount: number, chargeGroup: string | null): Transfer {
  const { currency, destination } = given;
  const [id, payment] = [step.newId('tr'), step.newId('py')];
  const sent = recordBalance(step, { owner: step.owner, amount: -amount, currency, type: 'transfer', source: id });
  const arrived = recordBalance(step, {
    owner: destination,
    amount,
    currency,
    type: 'payment',
    reportingCategory: 'charge',
    source: payment,
  });
  const received = newTransferredPayment({
    id: payment,
    now: step.now,
    amount,
    currency,
    transfer: id,
    balanceTransaction: arrived.id,
  });
  step.tx.put('charges', { id: payment, owner: destination, object: received });
  const object: Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: sent.id,
    created: step.now,
    currency,
    description: given.description,
    destination,
    destination_payment: payment,
    livemode: false,
    metadata: given.metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: given.sourceTransaction ?? null,
    source_type: 'card',
    transfer_group: given.transferGroup ?? chargeGroup,
  };
  step.tx.put('transfers', { id, owner: step.owner, object });
  announce(step, 'transfer.created', object);
  return object;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
