import { getCharge } from '../charges/routes.ts';
import { announce } from '../events/announce.ts';
import type { Route, Step } from '../http/call.ts';
import { integer, metadata, oneOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import type { Charge, Refund } from '../objects.ts';
import { getIntent } from '../payment-intents/find-intent.ts';
import type { RefundRow } from '../state/tables.ts';
import { createRefund } from './create-refund.ts';

const PATH = '/v1/refunds';

export const REFUND_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      amount: integer(1).optional(),
      charge: text().optional(),
      payment_intent: text().optional(),
      metadata: metadata.optional(),
      reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer').optional(),
    },
    (call, given) =>
      createRefund(call, chargeOf(call, given), {
        amount: given.amount,
        reason: given.reason ?? null,
        metadata: changeMetadata({}, given.metadata),
      }),
  ),

  route(
    'GET',
    PATH,
    { ...PAGE_BY_TIME, charge: text().optional(), payment_intent: text().optional() },
    (call, { charge, payment_intent: intent, ...page }) => {
      const rows = charge === undefined ? call.tx.list('refunds') : call.tx.listBy('refunds', 'charge', charge);
      const wanted = intent === undefined ? rows : rows.filter((row) => row.object.payment_intent === intent);
      return pageOf(wanted, call.owner, PATH, page);
    },
  ),

  route('GET', `${PATH}/:refund`, {}, (call) => getRefund(call).object),

  route('POST', `${PATH}/:refund`, { metadata: metadata.optional() }, (call, given) => {
    const row = getRefund(call);
    const object: Refund = { ...row.object, metadata: changeMetadata(row.object.metadata, given.metadata) };
    call.tx.put('refunds', { ...row, object });
    const previous = { metadata: row.object.metadata };
    announce(call, 'refund.updated', object, { previous });
    announce(call, 'charge.refund.updated', object, { previous });
    return object;
  }),
];

function getRefund(call: Step & { readonly path: Readonly<Record<string, string>> }): RefundRow {
  const row = call.tx.find('refunds', call.path['refund'] ?? '');
  if (!row || row.owner !== call.owner) throw noSuch('refund', call.path['refund'] ?? '', 'id', 'path');
  return row;
}

function chargeOf(step: Step, given: { charge?: string; payment_intent?: string }): Charge {
  if ((given.charge === undefined) === (given.payment_intent === undefined))
    throw invalidRequest('One of the following parameters must be provided: charge, payment_intent.', {
      code: 'parameter_missing',
    });
  if (given.charge !== undefined) return getCharge(step, given.charge, 'parameter').object;
  const { object: intent } = getIntent(step, given.payment_intent ?? '', 'parameter');
  if (!intent.latest_charge)
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: 'charge_not_refundable',
      param: 'payment_intent',
    });
  return getCharge(step, intent.latest_charge, 'parameter').object;
}
