import { requireAvailable } from '../balance/available.ts';
import { recordBalance } from '../balance/record.ts';
import { announce } from '../events/announce.ts';
import type { Call, Route } from '../http/call.ts';
import { clearableText, currency, integer, metadata, oneOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import type { Payout } from '../objects.ts';
import type { Owned } from '../state/tables.ts';
import { settlePayout } from './settle-payout.ts';

const PATH = '/v1/payouts';

export const PAYOUT_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      amount: integer(1),
      currency,
      description: clearableText().optional(),
      metadata: metadata.optional(),
      method: oneOf('standard').optional(),
      source_type: oneOf('card').optional(),
      statement_descriptor: text(22).optional(),
    },
    (call, given) => {
      if (!call.tx.find('accounts', call.owner)?.object.payouts_enabled)
        throw invalidRequest(
          'Cannot create payouts: this account has not completed its onboarding, or has no external account.',
          { code: 'payouts_not_allowed' },
        );
      requireAvailable(call, call.owner, given.amount, given.currency);
      const id = call.newId('po');
      const sent = recordBalance(call, {
        owner: call.owner,
        amount: -given.amount,
        currency: given.currency,
        type: 'payout',
        source: id,
        description: given.description ?? 'STRIPE PAYOUT',
      });
      const object: Payout = {
        id,
        object: 'payout',
        amount: given.amount,
        application_fee: null,
        application_fee_amount: null,
        arrival_date: call.now + call.settings.payoutSeconds,
        automatic: false,
        balance_transaction: sent.id,
        created: call.now,
        currency: given.currency,
        description: given.description ?? null,
        destination: null,
        failure_balance_transaction: null,
        failure_code: null,
        failure_message: null,
        livemode: false,
        metadata: changeMetadata({}, given.metadata),
        method: 'standard',
        original_payout: null,
        payout_method: null,
        reconciliation_status: 'not_applicable',
        reversed_by: null,
        source_type: 'card',
        statement_descriptor: given.statement_descriptor ?? null,
        status: 'pending',
        trace_id: null,
        type: 'bank_account',
      };
      call.tx.put('payouts', { id, owner: call.owner, object });
      announce(call, 'payout.created', object);
      return object;
    },
  ),

  route(
    'GET',
    PATH,
    { ...PAGE_BY_TIME, status: oneOf('canceled', 'failed', 'in_transit', 'paid', 'pending').optional() },
    (call, { status, ...page }) => {
      const rows = call.tx.list('payouts');
      const wanted = status === undefined ? rows : rows.filter(({ object }) => object.status === status);
      return pageOf(wanted, call.owner, PATH, page);
    },
  ),

  route('GET', `${PATH}/:payout`, {}, (call) => getPayout(call).object),

  route('POST', `${PATH}/:payout/cancel`, {}, (call) => {
    const row = getPayout(call);
    const canceled = settlePayout(call, row, 'canceled');
    if (!canceled) throw invalidRequest(`Payouts with a status of ${row.object.status} cannot be canceled.`);
    return canceled;
  }),
];

function getPayout(call: Call): Owned<Payout> {
  const row = call.tx.find('payouts', call.path['payout'] ?? '');
  if (!row || row.owner !== call.owner) throw noSuch('payout', call.path['payout'] ?? '', 'payout', 'path');
  return row;
}
