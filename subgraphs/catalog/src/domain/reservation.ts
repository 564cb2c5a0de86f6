import type { ReservationId } from '@bazaar/ids/kinds';
import type { OfferQuantity, Shortage } from './plan-reservation.ts';

/** A claim of a checkout on stock. */
export type Reservation =
  | {
      readonly id: ReservationId;
      /** RESERVED holds units until its time is over, EXPIRED holds none but may take them anew, ALLOCATED holds sold units, RELEASED never holds any again. */
      readonly state: 'RESERVED' | 'EXPIRED' | 'ALLOCATED' | 'RELEASED';
    }
  | { readonly id: ReservationId; readonly state: 'REFUSED'; readonly shortages: readonly Shortage[] };

/** A line of a reservation and what became of it. */
export interface ReservationLine extends OfferQuantity {
  readonly cancelled: number;
  readonly shipped: number;
  /** False for an offer that never runs out: its line holds no units. */
  readonly tracksStock: boolean;
}

/** Units of the lines that are neither shipped nor cancelled. */
export function outstandingLines(lines: readonly ReservationLine[]): OfferQuantity[] {
  return lines
    .map(({ offerId, quantity, cancelled, shipped }) => ({ offerId, quantity: quantity - cancelled - shipped }))
    .filter(({ quantity }) => quantity > 0);
}
