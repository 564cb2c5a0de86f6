import type { OfferView } from './offer-view.ts';

/** The most units of one offer in one cart. */
export const MAX_QUANTITY = 999;
/** The most lines of one cart. */
export const MAX_LINES = 200;

export type QuantityProblem =
  | { readonly kind: 'quantityInvalid'; readonly min: number; readonly max: number }
  | { readonly kind: 'offerUnavailable' }
  | { readonly kind: 'currencyNotOffered' }
  | { readonly kind: 'outOfStock'; readonly available: number };

/** Why a cart cannot hold `quantity` units of an offer as it is now; null when it can. */
export function quantityProblem(offer: OfferView, quantity: number): QuantityProblem | null {
  const max = Math.min(offer.maxQuantity ?? MAX_QUANTITY, MAX_QUANTITY);
  if (!Number.isInteger(quantity) || quantity < offer.minQuantity || quantity > max)
    return { kind: 'quantityInvalid', min: offer.minQuantity, max };
  if (!offer.purchasable) return { kind: 'offerUnavailable' };
  if (offer.unitAmount === null) return { kind: 'currencyNotOffered' };
  if (offer.available !== null && offer.available < quantity) return { kind: 'outOfStock', available: offer.available };
  return null;
}
