import { announce } from '../events/announce.ts';
import type { Call, Route } from '../http/call.ts';
import { clearableText, currency, integer, metadata, oneOf, text } from '../http/fields.ts';
import { PAGE, PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { noSuch } from '../http/stripe-fault.ts';
import type { Transfer } from '../objects.ts';
import type { Owned } from '../state/tables.ts';
import { createTransfer } from './create-transfer.ts';
import { reverseTransfer } from './reverse-transfer.ts';

const PATH = '/v1/transfers';

export const TRANSFER_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      amount: integer(1).optional(),
      currency,
      destination: text(),
      description: clearableText().optional(),
      metadata: metadata.optional(),
      source_transaction: text().optional(),
      source_type: oneOf('card').optional(),
      transfer_group: text().optional(),
    },
    (call, given) =>
      createTransfer(call, {
        amount: given.amount,
        currency: given.currency,
        destination: given.destination,
        sourceTransaction: given.source_transaction,
        transferGroup: given.transfer_group,
        description: given.description ?? null,
        metadata: changeMetadata({}, given.metadata),
      }),
  ),

  route(
    'GET',
    PATH,
    { ...PAGE_BY_TIME, destination: text().optional(), transfer_group: text().optional() },
    (call, { destination, transfer_group: group, ...page }) => {
      const wanted = call.tx
        .list('transfers')
        .filter(
          ({ object }) =>
            (destination === undefined || object.destination === destination) &&
            (group === undefined || object.transfer_group === group),
        );
      return pageOf(wanted, call.owner, PATH, page);
    },
  ),

  route('GET', `${PATH}/:transfer`, {}, (call) => getTransfer(call).object),

  route(
    'POST',
    `${PATH}/:transfer`,
    { description: clearableText().optional(), metadata: metadata.optional() },
    (call, given) => {
      const row = getTransfer(call);
      const object: Transfer = {
        ...row.object,
        description: given.description === undefined ? row.object.description : given.description,
        metadata: changeMetadata(row.object.metadata, given.metadata),
      };
      call.tx.put('transfers', { ...row, object });
      announce(call, 'transfer.updated', object);
      return object;
    },
  ),

  route(
    'POST',
    `${PATH}/:transfer/reversals`,
    { amount: integer(1).optional(), description: clearableText().optional(), metadata: metadata.optional() },
    (call, given) =>
      reverseTransfer(call, getTransfer(call).object, {
        amount: given.amount,
        metadata: changeMetadata({}, given.metadata),
      }),
  ),

  route('GET', `${PATH}/:transfer/reversals`, PAGE, (call, page) => {
    const { id } = getTransfer(call);
    const rows = call.tx.listBy('transfer_reversals', 'transfer', id);
    return pageOf(rows, call.owner, `${PATH}/${id}/reversals`, page);
  }),

  route('GET', `${PATH}/:transfer/reversals/:reversal`, {}, (call) => {
    const { id } = getTransfer(call);
    const row = call.tx.find('transfer_reversals', call.path['reversal'] ?? '');
    if (row?.object.transfer !== id) throw noSuch('transfer reversal', call.path['reversal'] ?? '', 'id', 'path');
    return row.object;
  }),
];

function getTransfer(call: Call): Owned<Transfer> {
  const row = call.tx.find('transfers', call.path['transfer'] ?? '');
  if (!row || row.owner !== call.owner) throw noSuch('transfer', call.path['transfer'] ?? '', 'transfer', 'path');
  return row;
}
