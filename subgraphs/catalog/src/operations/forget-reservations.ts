import { deleteEnded } from '../storage/reservations.ts';
import type { CatalogContext } from '../context.ts';

const BATCH = 500;

/** Forgets reservations that ended long ago and sold nothing; what moved stays in the ledger. Returns how many there were (at most 500). */
export function forgetReservations({ inTransaction }: Pick<CatalogContext, 'inTransaction'>): Promise<number> {
  return inTransaction((tx) => deleteEnded(tx, BATCH));
}
