import type { OfferView } from './offer-view.ts';

/** The most units of one offer in one cart. */
export const MAX_QUANTITY = 999;
/** The most lines of one cart. */
export const MAX_LINES = 200;
/**
 * The highest price of one unit, and of one parcel, in minor units. A full cart then costs at most 200 × (999 + 1) × 10^10 and as much tax,
 * 4 · 10^15: below 2^53, so that every sum is exact.
 */
export const MAX_UNIT_AMOUNT = 10_000_000_000;

export type QuantityProblem =
  | { readonly kind: 'quantityInvalid'; readonly min: number; readonly max: number }
  | { readonly kind: 'offerUnavailable' }
  | { readonly kind: 'currencyNotSupported' }
  | { readonly kind: 'outOfStock'; readonly available: number };

/** That a quantity is none that the offer allows, whatever stock there is. */
export function quantityInvalid({ minQuantity, maxQuantity }: OfferView): QuantityProblem {
  return { kind: 'quantityInvalid', min: minQuantity, max: Math.min(maxQuantity ?? MAX_QUANTITY, MAX_QUANTITY) };
}

/** Why a cart cannot hold `quantity` units of an offer as it is now; null when it can. */
export function quantityProblem(offer: OfferView, quantity: number): QuantityProblem | null {
  const max = Math.min(offer.maxQuantity ?? MAX_QUANTITY, MAX_QUANTITY);
  if (!Number.isInteger(quantity) || quantity < Math.max(offer.minQuantity, 1) || quantity > max)
    return quantityInvalid(offer);
  if (!offer.purchasable) return { kind: 'offerUnavailable' };
  if (offer.unitAmount === null) return { kind: 'currencyNotSupported' };
  if (offer.available !== null && offer.available < quantity) return { kind: 'outOfStock', available: offer.available };
  return null;
}
