import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OfferId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { OfferStock } from '../domain/plan-reservation.ts';

interface StockRow {
  readonly offer_id: string;
  readonly is_active: boolean;
  readonly tracks_stock: boolean;
  readonly warehouse_id: string | null;
  readonly priority: number | null;
  readonly available: number | null;
}

// The levels are locked in their primary key's order whatever the order of `offerIds`: two that want the same offers wait, and never deadlock.
const LOCK_LEVELS = `
  with locked as materialized (
    select l.offer_id, l.warehouse_id, w.priority, l.available
      from stock_level l join warehouse w on w.id = l.warehouse_id
     where l.offer_id = any($1::uuid[])
     order by l.offer_id, l.warehouse_id for no key update of l
  )
  select o.id as offer_id, o.status = 'ACTIVE' as is_active, o.tracks_stock, k.warehouse_id, k.priority, k.available
    from offer o left join locked k on k.offer_id = o.id
   where o.id = any($1::uuid[])`;

/** Locks all stock levels of the offers, ordered by offer and warehouse, and reads them. Offers that do not exist are missing in the result. */
export async function lockStock(tx: Tx, offerIds: readonly OfferId[]): Promise<OfferStock[]> {
  const rows = await query<StockRow>(tx, LOCK_LEVELS, [offerIds.map(idToUuid)]);
  const byOffer = new Map<string, OfferStock & { levels: OfferStock['levels'][number][] }>();
  for (const row of rows) {
    let offer = byOffer.get(row.offer_id);
    if (!offer) {
      offer = {
        offerId: idFromUuid('off', row.offer_id),
        isActive: row.is_active,
        tracksStock: row.tracks_stock,
        levels: [],
      };
      byOffer.set(row.offer_id, offer);
    }
    if (row.warehouse_id !== null && row.priority !== null && row.available !== null) {
      const { priority, available } = row;
      offer.levels.push({ warehouseId: idFromUuid('whs', row.warehouse_id), priority, available });
    }
  }
  return [...byOffer.values()];
}
