import type { ReservationId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import { mergeLines, type OfferQuantity } from '../domain/plan-reservation.ts';
import { takeFromDraws } from '../domain/take-from-draws.ts';
import { listDraws, lockReservation, noteOnLines } from '../storage/reservations.ts';
import { returnDraws } from '../storage/stock-changes.ts';

/**
 * Returns the units of cancelled lines to available, as far as the reservation still holds them, and never takes them anew for it.
 * A reservation that is unknown, released or refused holds nothing: there is nothing to do.
 */
export async function cancelStock(tx: Tx, id: ReservationId, cancelled: readonly OfferQuantity[]): Promise<void> {
  const reservation = await lockReservation(tx, id);
  if (!reservation) return;
  const lines = mergeLines(cancelled);
  if (reservation.state === 'RESERVED' || reservation.state === 'ALLOCATED') {
    const { taken } = takeFromDraws(await listDraws(tx, id), lines);
    await returnDraws(tx, id, taken, reservation.state);
  }
  await noteOnLines(tx, id, lines, 'cancelled');
}
