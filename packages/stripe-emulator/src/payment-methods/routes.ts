import type { Route, Step } from '../http/call.ts';
import { text } from '../http/fields.ts';
import { PAGE, pageOf } from '../http/list.ts';
import { route } from '../http/route.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import { announce } from '../events/announce.ts';
import type { PaymentMethod } from '../objects.ts';
import type { PaymentMethodRow } from '../state/tables.ts';
import { createPaymentMethod, PAYMENT_METHOD_DATA, usePaymentMethod } from './payment-method.ts';

const PATH = '/v1/payment_methods';

export const PAYMENT_METHOD_ROUTES: readonly Route[] = [
  route('POST', PATH, PAYMENT_METHOD_DATA, (call, given) => createPaymentMethod(call, given).object, {
    publishable: true,
  }),

  route('GET', PATH, { ...PAGE, customer: text(), type: text().optional() }, (call, { customer, type, ...page }) => {
    const rows = call.tx
      .list('payment_methods')
      .filter(({ object }) => object.customer === customer && (type === undefined || object.type === type));
    return pageOf(rows, call.owner, PATH, page);
  }),

  route('GET', `${PATH}/:id`, {}, (call) => getMethod(call, call.path['id'] ?? '').object),

  route('POST', `${PATH}/:id/attach`, { customer: text() }, (call, { customer }) => {
    const row = usePaymentMethod(call, call.path['id'] ?? '', 'payment_method');
    if (call.tx.find('customers', customer)?.owner !== call.owner) throw noSuch('customer', customer, 'customer');
    if (row.object.customer !== null && row.object.customer !== customer)
      throw invalidRequest('The payment method you provided has already been attached to a customer.');
    return move(call, row, customer, 'payment_method.attached');
  }),

  route('POST', `${PATH}/:id/detach`, {}, (call) => {
    const row = getMethod(call, call.path['id'] ?? '');
    if (row.object.customer === null)
      throw invalidRequest(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
      );
    return move(call, row, null, 'payment_method.detached');
  }),
];

function getMethod(step: Step, id: string): PaymentMethodRow {
  const row = step.tx.find('payment_methods', id);
  if (!row || row.owner !== step.owner) throw noSuch('PaymentMethod', id, 'payment_method', 'path');
  return row;
}

function move(step: Step, row: PaymentMethodRow, customer: string | null, event: string): PaymentMethod {
  const object: PaymentMethod = { ...row.object, customer };
  step.tx.put('payment_methods', { ...row, object });
  announce(step, event, object);
  return object;
}
