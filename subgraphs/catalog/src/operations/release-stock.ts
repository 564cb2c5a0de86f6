import type { ReservationId } from '@bazaar/ids/kinds';
import { returnHeld } from '../storage/stock-changes.ts';
import { changeState, insertTombstone, lockReservation } from '../storage/reservations.ts';
import type { CatalogContext } from '../context.ts';

/**
 * Gives back what a reservation still holds, reserved or allocated, and ends it for good. An unknown id is remembered as released, so
 * that a request that arrives late takes nothing. Locks the reservation, then the levels.
 */
export function releaseStock(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  id: ReservationId,
): Promise<{ readonly kind: 'released' }> {
  return inTransaction(async (tx) => {
    if (!(await insertTombstone(tx, id))) {
      const reservation = await lockReservation(tx, id);
      if (reservation?.state === 'RESERVED' || reservation?.state === 'ALLOCATED')
        await returnHeld(tx, [id], 'RELEASED', reservation.state);
      // A refused one stays refused: a repeated request to reserve still gets its first outcome.
      if (reservation && reservation.state !== 'REFUSED') await changeState(tx, id, reservation.state, 'RELEASED');
    }
    return { kind: 'released' };
  });
}
