import { route } from '../http/route.ts';
import { currency, oneOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { noSuch } from '../http/stripe-fault.ts';
import type { BalanceTransaction } from '../objects.ts';
import type { Route, Step } from '../http/call.ts';
import type { Owned } from '../state/tables.ts';
import { listBalances } from './available.ts';

export const BALANCE_ROUTES: readonly Route[] = [
  route('GET', '/v1/balance', {}, (call) => {
    const balances = listBalances(call, call.owner);
    return {
      object: 'balance',
      available: balances.map((balance) => entry(balance.available, balance.currency)),
      connect_reserved: balances.map((balance) => ({ amount: 0, currency: balance.currency })),
      livemode: false,
      pending: balances.map((balance) => entry(balance.pending, balance.currency)),
    };
  }),
  route(
    'GET',
    '/v1/balance_transactions',
    {
      ...PAGE_BY_TIME,
      currency: currency.optional(),
      source: text().optional(),
      payout: text().optional(),
      type: oneOf(
        'adjustment',
        'charge',
        'payment',
        'payment_refund',
        'payout',
        'payout_cancel',
        'payout_failure',
        'refund',
        'refund_failure',
        'topup',
        'transfer',
        'transfer_refund',
      ).optional(),
    },
    (call, { currency: only, source, payout, type, ...page }) => {
      const rows = call.tx
        .listBy('balance_transactions', 'owner', call.owner)
        .map((row) => withStatus(call, row))
        .filter(
          ({ object }) =>
            (only === undefined || object.currency === only) &&
            (source === undefined || object.source === source) &&
            (payout === undefined || object.source === payout) &&
            (type === undefined || object.type === type),
        );
      return pageOf(rows, call.owner, '/v1/balance_transactions', page);
    },
  ),
  route('GET', '/v1/balance_transactions/:id', {}, (call) => {
    const row = call.tx.find('balance_transactions', call.path['id'] ?? '');
    if (!row || row.owner !== call.owner) throw noSuch('balance transaction', call.path['id'] ?? '', 'id', 'path');
    return withStatus(call, row).object;
  }),
];

/** Pending money becomes available by time alone; nothing is written when it does. */
function withStatus(step: Step, row: Owned<BalanceTransaction>): Owned<BalanceTransaction> {
  const status = row.object.available_on <= step.now ? 'available' : 'pending';
  return { ...row, object: { ...row.object, status } };
}

function entry(amount: number, code: string) {
  return { amount, currency: code, source_types: { card: amount } };
}
