import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import { toOrderSignal, type OrderSignal, type OrderSignalRow } from './change-order.ts';

/** Signals of the orders that changed within `sinceMs` but not in the last `untilMs`, by the database's clock. */
export async function listRecentSignals(
  reader: Reader,
  window: { readonly sinceMs: number; readonly untilMs: number },
): Promise<OrderSignal[]> {
  const rows = await query<OrderSignalRow>(
    reader,
    `select o.id as order_id, o.version, o.buyer_id,
            (select jsonb_agg(jsonb_build_object('id', v.id, 'vendorId', v.vendor_id, 'version', v.version))
               from vendor_order v where v.order_id = o.id and v.confirmed_at is not null) as parts
       from order_ o
      where o.updated_at > now() - $1 * interval '1 ms' and o.updated_at <= now() - $2 * interval '1 ms'
      limit 1000`,
    [window.sinceMs, window.untilMs],
  );
  return rows.map(toOrderSignal);
}
