import { recordBalance } from '../balance/record.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import type { Payout } from '../objects.ts';
import type { Owned } from '../state/tables.ts';

/** The payout arrives, fails at the bank, or is cancelled. Null when it has ended before. */
export function settlePayout(
  step: Step,
  { id, owner, object: payout }: Owned<Payout>,
  outcome: 'paid' | 'failed' | 'canceled',
): Payout | null {
  if (payout.status !== 'pending' && payout.status !== 'in_transit') return null;
  let next: Payout = { ...payout, status: outcome };
  if (outcome !== 'paid') {
    const returned = recordBalance(step, {
      owner,
      amount: payout.amount,
      currency: payout.currency,
      type: outcome === 'failed' ? 'payout_failure' : 'payout_cancel',
      reportingCategory: 'payout_reversal',
      source: id,
    });
    next = { ...next, failure_balance_transaction: returned.id };
  }
  if (outcome === 'failed')
    next = { ...next, failure_code: 'account_closed', failure_message: 'The bank account has been closed.' };
  step.tx.put('payouts', { id, owner, object: next });
  announce(step, `payout.${outcome}`, next, { owner });
  return next;
}

/** Pays what should have arrived by now. Returns how many. */
export function payArrivedPayouts(step: Step): number {
  const arrived = step.tx.list('payouts').filter(({ object }) => object.arrival_date <= step.now);
  return arrived.filter((row) => settlePayout(step, row, 'paid') !== null).length;
}
