import type { Route } from '../http/call.ts';
import { listOf, text } from '../http/fields.ts';
import { PAGE_BY_TIME, pageOf } from '../http/list.ts';
import { route } from '../http/route.ts';
import { noSuch } from '../http/stripe-fault.ts';
import { coversType } from '../webhooks/delivery-rules.ts';

const PATH = '/v1/events';

export const EVENT_ROUTES: readonly Route[] = [
  route(
    'GET',
    PATH,
    { ...PAGE_BY_TIME, type: text().optional(), types: listOf(text()).optional() },
    (call, { type, types, ...page }) => {
      const wanted = types ?? [type ?? '*'];
      const rows = call.tx.list('events').filter(({ object }) => coversType(wanted, object.type));
      return pageOf(rows, call.owner, PATH, page);
    },
  ),

  route('GET', `${PATH}/:event`, {}, (call) => {
    const row = call.tx.find('events', call.path['event'] ?? '');
    if (!row || row.owner !== call.owner) throw noSuch('event', call.path['event'] ?? '', 'id', 'path');
    return row.object;
  }),
];
