import type { OfferId, WarehouseId } from '@bazaar/ids/kinds';

/** Units asked of one offer. */
export interface OfferQuantity {
  readonly offerId: OfferId;
  readonly quantity: number;
}

/** What an offer has to give, as it stands under lock. */
export interface OfferStock {
  readonly offerId: OfferId;
  /** Whether it may be sold at all. */
  readonly isActive: boolean;
  /** False for what never runs out: it is not drawn from anywhere. */
  readonly tracksStock: boolean;
  readonly levels: readonly {
    readonly warehouseId: WarehouseId;
    readonly priority: number;
    readonly available: number;
  }[];
}

/** Units of one offer taken from one warehouse. */
export interface Draw {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly quantity: number;
}

export interface Shortage {
  readonly offerId: OfferId;
  /** Units that could be had. */
  readonly available: number;
}

export type ReservationPlan =
  | { readonly kind: 'draws'; readonly draws: readonly Draw[] }
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] };

/**
 * Decides from which warehouses `lines` are taken: all of them or none. Warehouses of a lower priority number go first (ties by id),
 * and a line is split when one warehouse does not hold it all. An offer may appear once in `lines`; one without stock entry is short.
 */
export function planReservation(lines: readonly OfferQuantity[], stock: readonly OfferStock[]): ReservationPlan {
  const byOffer = new Map(stock.map((entry) => [entry.offerId, entry]));
  const draws: Draw[] = [];
  const shortages: Shortage[] = [];
  for (const { offerId, quantity } of lines) {
    const offer = byOffer.get(offerId);
    if (!offer?.isActive) {
      shortages.push({ offerId, available: 0 });
      continue;
    }
    if (!offer.tracksStock) continue;
    const taken = drawFrom(offer, quantity);
    const sum = taken.reduce((total, draw) => total + draw.quantity, 0);
    if (sum < quantity) shortages.push({ offerId, available: sum });
    else draws.push(...taken);
  }
  return shortages.length > 0 ? { kind: 'outOfStock', shortages } : { kind: 'draws', draws };
}

/** Adds up lines of the same offer. */
export function mergeLines(lines: readonly OfferQuantity[]): OfferQuantity[] {
  const byOffer = new Map<OfferId, number>();
  for (const { offerId, quantity } of lines) byOffer.set(offerId, (byOffer.get(offerId) ?? 0) + quantity);
  return [...byOffer].map(([offerId, quantity]) => ({ offerId, quantity }));
}

function drawFrom(offer: OfferStock, quantity: number): Draw[] {
  const levels = offer.levels.toSorted((a, b) => a.priority - b.priority || (a.warehouseId < b.warehouseId ? -1 : 1));
  const draws: Draw[] = [];
  let missing = quantity;
  for (const { warehouseId, available } of levels) {
    const taken = Math.min(missing, available);
    if (taken <= 0) continue;
    draws.push({ offerId: offer.offerId, warehouseId, quantity: taken });
    missing -= taken;
  }
  return draws;
}
