import { parseId } from '@bazaar/ids/id';
import type { ReservationId } from '@bazaar/ids/kinds';
import type { OfferQuantity } from '../domain/plan-reservation.ts';

/**
 * The reservation and lines that a fact about an order speaks of.
 * @throws Error when an id is malformed: orders announced something it cannot have reserved.
 */
export function parseReservedLines(data: {
  readonly reservationId: string;
  readonly lines: readonly { readonly offerId: string; readonly quantity: number }[];
}): { id: ReservationId; lines: OfferQuantity[] } {
  const id = parseId('rsv', data.reservationId);
  if (!id) throw new Error(`${data.reservationId} is not the id of a reservation.`);
  const lines = data.lines.map(({ offerId, quantity }) => {
    const parsed = parseId('off', offerId);
    if (!parsed) throw new Error(`${offerId} is not the id of an offer.`);
    return { offerId: parsed, quantity };
  });
  return { id, lines };
}
