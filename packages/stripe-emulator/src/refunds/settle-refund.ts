import { recordBalance } from '../balance/record.ts';
import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import type { Refund } from '../objects.ts';
import { saveCharge } from '../payment-intents/attempt-charge.ts';
import type { RefundRow } from '../state/tables.ts';

export type RefundEnd = 'succeeded' | 'failed';

/**
 * The customer's bank answers: a pending refund succeeds, or one that was pending or had succeeded fails, days later perhaps. Null when it has ended
 * that way already, or failed before.
 */
export function settleRefund(anybody: Step, row: RefundRow, end: RefundEnd): Refund | null {
  const { status } = row.object;
  if (status === 'failed' || status === end) return null;
  // Whoever makes it happen, it happens in the account of the refund.
  const step = { ...anybody, owner: row.owner };
  return end === 'failed' ? fail(step, row) : succeed(step, row);
}

/** Ends the refunds of test cards whose time has come. Returns how many. */
export function settleDueRefunds(step: Step): number {
  const due = step.tx.list('refunds').filter(({ later }) => later && later.at <= step.now);
  return due.filter((row) => row.later && settleRefund(step, row, row.later.end) !== null).length;
}

function succeed(step: Step, row: RefundRow): Refund {
  const succeeded: Refund = { ...row.object, status: 'succeeded' };
  save(step, row, succeeded);
  announce(step, 'refund.updated', succeeded, { previous: { status: row.object.status } });
  announce(step, 'charge.refund.updated', succeeded, { previous: { status: row.object.status } });
  return succeeded;
}

/** The bank sends the money back: the charge is as if it had not been refunded. */
function fail(step: Step, row: RefundRow): Refund {
  const { object } = row;
  const returned = recordBalance(step, {
    owner: step.owner,
    amount: object.amount,
    currency: object.currency,
    type: 'refund_failure',
    source: object.id,
  });
  const failed: Refund = {
    ...object,
    status: 'failed',
    failure_balance_transaction: returned.id,
    failure_reason: 'lost_or_stolen_card',
  };
  const charge = save(step, row, failed);
  if (charge) saveCharge(step, { ...charge, amount_refunded: charge.amount_refunded - object.amount, refunded: false });
  const previous = { status: object.status };
  announce(step, 'refund.updated', failed, { previous });
  announce(step, 'charge.refund.updated', failed, { previous });
  announce(step, 'refund.failed', failed);
  return failed;
}

/** Keeps the refund, also among the latest ones of its charge, and returns the charge. */
function save(step: Step, row: RefundRow, object: Refund) {
  step.tx.put('refunds', { ...row, object, later: null });
  const charge = step.tx.find('charges', object.charge)?.object;
  if (!charge) return undefined;
  const data = charge.refunds.data.map((old) => (old.id === object.id ? object : old));
  const next = { ...charge, refunds: { ...charge.refunds, data } };
  saveCharge(step, next);
  return next;
}
