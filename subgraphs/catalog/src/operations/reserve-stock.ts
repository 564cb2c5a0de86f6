import type { ReservationId } from '@bazaar/ids/kinds';
import { mergeLines, planReservation, type OfferQuantity, type Shortage } from '../domain/plan-reservation.ts';
import { holdDraws } from '../storage/stock-changes.ts';
import { lockStock } from '../storage/stock-levels.ts';
import { insertReservation, lockReservation, refuseReservation } from '../storage/reservations.ts';
import type { CatalogContext } from '../context.ts';

export type ReserveOutcome =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'released' };

export interface ReservationRequest {
  readonly id: ReservationId;
  /** Seconds until the units go back by themselves. */
  readonly ttlSeconds: number;
  readonly lines: readonly OfferQuantity[];
}

/**
 * Takes all lines or none. The reservation's id makes it idempotent: a repeat gets the first outcome, whatever happened to the stock
 * since, and an id that was released is never reserved again. Locks the reservation, then the stock levels in their order.
 */
export function reserveStock(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  request: ReservationRequest,
): Promise<ReserveOutcome> {
  const { id, ttlSeconds } = request;
  const lines = mergeLines(request.lines);
  return inTransaction(async (tx): Promise<ReserveOutcome> => {
    if (!(await insertReservation(tx, { id, ttlSeconds, lines }))) {
      const known = await lockReservation(tx, id);
      if (known?.state === 'RELEASED') return { kind: 'released' };
      if (known?.state === 'REFUSED') return { kind: 'outOfStock', shortages: known.shortages };
      return { kind: 'reserved' };
    }
    const stock = await lockStock(
      tx,
      lines.map((line) => line.offerId),
    );
    const plan = planReservation(lines, stock);
    if (plan.kind === 'outOfStock') {
      await refuseReservation(tx, id, plan.shortages);
      return plan;
    }
    await holdDraws(tx, id, plan.draws, 'RESERVED');
    return { kind: 'reserved' };
  });
}
