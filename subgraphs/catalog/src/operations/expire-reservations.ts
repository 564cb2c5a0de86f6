import { returnHeld } from '../storage/stock-changes.ts';
import { expireDue } from '../storage/reservations.ts';
import type { CatalogContext } from '../context.ts';

const BATCH = 100;

/** Gives back the units of reservations whose time is over, by the database's clock, and returns how many there were (at most 100). */
export function expireReservations({ inTransaction }: Pick<CatalogContext, 'inTransaction'>): Promise<number> {
  return inTransaction(async (tx) => {
    const ids = await expireDue(tx, BATCH);
    if (ids.length > 0) await returnHeld(tx, ids, 'EXPIRED', 'RESERVED');
    return ids.length;
  });
}
