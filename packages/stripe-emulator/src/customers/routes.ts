import { announce } from '../events/announce.ts';
import type { Call, Route } from '../http/call.ts';
import { clearableText, metadata, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { noSuch } from '../http/stripe-fault.ts';
import { randomText } from '../ids.ts';
import type { Customer } from '../objects.ts';
import type { Owned } from '../state/tables.ts';

const PATH = '/v1/customers';

const PARAMETERS = {
  description: clearableText().optional(),
  email: clearableText(512).optional(),
  metadata: metadata.optional(),
  name: clearableText(256).optional(),
  phone: clearableText(20).optional(),
};

export const CUSTOMER_ROUTES: readonly Route[] = [
  route('POST', PATH, PARAMETERS, (call, given) => {
    const object: Customer = {
      id: call.newId('cus').slice(0, 18),
      object: 'customer',
      address: null,
      balance: 0,
      created: call.now,
      currency: null,
      default_source: null,
      delinquent: false,
      description: given.description ?? null,
      discount: null,
      email: given.email ?? null,
      invoice_prefix: randomText(8).toUpperCase(),
      invoice_settings: {
        custom_fields: null,
        default_payment_method: null,
        footer: null,
        rendering_options: null,
      },
      livemode: false,
      metadata: changeMetadata({}, given.metadata),
      name: given.name ?? null,
      next_invoice_sequence: 1,
      phone: given.phone ?? null,
      preferred_locales: [],
      shipping: null,
      tax_exempt: 'none',
      test_clock: null,
    };
    call.tx.put('customers', { id: object.id, owner: call.owner, object });
    announce(call, 'customer.created', object);
    return object;
  }),

  route('GET', PATH, { ...PAGE_BY_TIME, email: text().optional() }, (call, { email, ...page }) => {
    const rows = call.tx.list('customers');
    const wanted = email === undefined ? rows : rows.filter((row) => row.object.email === email);
    return pageOf(wanted, call.owner, PATH, page);
  }),

  route('GET', `${PATH}/:customer`, {}, (call) => getCustomer(call).object),

  route('POST', `${PATH}/:customer`, PARAMETERS, (call, { metadata: change, ...given }) => {
    const row = getCustomer(call);
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const object: Customer = { ...row.object, ...changes, metadata: changeMetadata(row.object.metadata, change) };
    call.tx.put('customers', { ...row, object });
    announce(call, 'customer.updated', object);
    return object;
  }),
];

function getCustomer(call: Call): Owned<Customer> {
  const row = call.tx.find('customers', call.path['customer'] ?? '');
  if (!row || row.owner !== call.owner) throw noSuch('customer', call.path['customer'] ?? '', 'id', 'path');
  return row;
}
