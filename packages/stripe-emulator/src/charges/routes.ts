import type { Route, Step } from '../http/call.ts';
import { clearableText, metadata, text } from '../http/fields.ts';
import { PAGE, PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { noSuch } from '../http/stripe-fault.ts';
import type { Charge } from '../objects.ts';
import type { Owned } from '../state/tables.ts';

const PATH = '/v1/charges';

export const CHARGE_ROUTES: readonly Route[] = [
  route(
    'GET',
    PATH,
    {
      ...PAGE_BY_TIME,
      customer: text().optional(),
      payment_intent: text().optional(),
      transfer_group: text().optional(),
    },
    (call, { customer, payment_intent: intent, transfer_group: group, ...page }) => {
      const rows = intent === undefined ? call.tx.list('charges') : call.tx.listBy('charges', 'payment_intent', intent);
      const wanted = rows.filter(
        ({ object }) =>
          (customer === undefined || object.customer === customer) &&
          (group === undefined || object.transfer_group === group),
      );
      return pageOf(wanted, call.owner, PATH, page);
    },
  ),

  route('GET', `${PATH}/:charge`, {}, (call) => getCharge(call, call.path['charge'] ?? '', 'path').object),

  route(
    'POST',
    `${PATH}/:charge`,
    { description: clearableText().optional(), metadata: metadata.optional(), transfer_group: text().optional() },
    (call, given) => {
      const row = getCharge(call, call.path['charge'] ?? '', 'path');
      const object: Charge = {
        ...row.object,
        description: given.description === undefined ? row.object.description : given.description,
        metadata: changeMetadata(row.object.metadata, given.metadata),
        transfer_group: given.transfer_group ?? row.object.transfer_group,
      };
      call.tx.put('charges', { ...row, object });
      return object;
    },
  ),

  route('GET', `${PATH}/:charge/refunds`, PAGE, (call, page) => {
    const { id } = getCharge(call, call.path['charge'] ?? '', 'path');
    return pageOf(call.tx.listBy('refunds', 'charge', id), call.owner, `${PATH}/${id}/refunds`, page);
  }),
];

/** The owner's charge. @throws StripeFault resource_missing */
export function getCharge(step: Step, id: string, place: 'path' | 'parameter', param = 'charge'): Owned<Charge> {
  const row = step.tx.find('charges', id);
  if (!row || row.owner !== step.owner) throw noSuch('charge', id, param, place);
  return row;
}
