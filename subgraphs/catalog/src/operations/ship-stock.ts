import type { ReservationId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import { mergeLines, type OfferQuantity } from '../domain/plan-reservation.ts';
import { takeFromDraws } from '../domain/take-from-draws.ts';
import { listDraws, listLines, lockReservation, noteOnLines } from '../storage/reservations.ts';
import { shipDraws } from '../storage/stock-changes.ts';

/**
 * Lets shipped units leave their warehouses: on hand and allocated go down together. Units of offers without stock have nowhere to leave from.
 * @throws Error when the reservation does not hold what is said to have left: the books would be wrong, so someone must look.
 */
export async function shipStock(tx: Tx, id: ReservationId, shipped: readonly OfferQuantity[]): Promise<void> {
  const reservation = await lockReservation(tx, id);
  if (reservation?.state !== 'ALLOCATED')
    throw new Error(`Units were shipped of reservation ${id}, which holds no sold ones.`);
  const tracked = new Set((await listLines(tx, id)).filter((line) => line.tracksStock).map((line) => line.offerId));
  const lines = mergeLines(shipped);
  const { taken, missing } = takeFromDraws(await listDraws(tx, id), lines);
  const untrue = missing.find(({ offerId }) => tracked.has(offerId));
  if (untrue)
    throw new Error(`${untrue.quantity} units of ${untrue.offerId} were shipped that reservation ${id} does not hold.`);
  await noteOnLines(tx, id, lines, 'shipped');
  await shipDraws(tx, id, taken);
}
