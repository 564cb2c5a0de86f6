import type { ReservationId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import { planReservation, type Shortage } from '../domain/plan-reservation.ts';
import { outstandingLines } from '../domain/reservation.ts';
import { allocateHeld, holdDraws } from '../storage/stock-changes.ts';
import { lockStock } from '../storage/stock-levels.ts';
import { changeState, listLines, lockReservation } from '../storage/reservations.ts';
import type { CatalogContext } from '../context.ts';

export type AllocateOutcome =
  | { readonly kind: 'allocated' }
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'released' }
  | { readonly kind: 'notFound' };

/**
 * Turns a reservation into sold stock. One whose time is over but whose units are still held is allocated as it is; one that has given
 * them back takes them anew, all or none, and may try again later when they are gone. Locks the reservation, then the levels.
 */
export function allocateStock(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  id: ReservationId,
): Promise<AllocateOutcome> {
  return inTransaction(async (tx): Promise<AllocateOutcome> => {
    if (await changeState(tx, id, 'RESERVED', 'ALLOCATED')) {
      await allocateHeld(tx, id);
      return { kind: 'allocated' };
    }
    const reservation = await lockReservation(tx, id);
    switch (reservation?.state) {
      case undefined:
        return { kind: 'notFound' };
      case 'RELEASED':
        return { kind: 'released' };
      case 'REFUSED':
        return { kind: 'outOfStock', shortages: reservation.shortages };
      case 'ALLOCATED':
        return { kind: 'allocated' };
      case 'RESERVED':
        // It came between the two looks, and is held now.
        await changeState(tx, id, 'RESERVED', 'ALLOCATED');
        await allocateHeld(tx, id);
        return { kind: 'allocated' };
      case 'EXPIRED':
        return takeAnew(tx, id);
    }
  });
}

async function takeAnew(tx: Tx, id: ReservationId): Promise<AllocateOutcome> {
  const lines = outstandingLines(await listLines(tx, id));
  const stock = await lockStock(
    tx,
    lines.map((line) => line.offerId),
  );
  const plan = planReservation(lines, stock);
  if (plan.kind === 'outOfStock') return plan;
  await holdDraws(tx, id, plan.draws, 'ALLOCATED');
  await changeState(tx, id, 'EXPIRED', 'ALLOCATED');
  return { kind: 'allocated' };
}
