import { newId } from '@bazaar/ids/id';
import type { Cart, CartLine } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import type { Region } from '../domain/region.ts';

const NOON = new Date('2026-03-01T12:00:00Z');

/** Tax on top. */
export const US: Region = {
  code: 'US',
  name: 'United States',
  currency: 'USD',
  countries: ['US'],
  taxInclusive: false,
  taxRatePpm: 50_000,
  standardShipping: 500,
  expressShipping: 1_500,
};

/** Tax inside. */
export const EU: Region = {
  code: 'EU',
  name: 'Europe',
  currency: 'EUR',
  countries: ['DE', 'FR'],
  taxInclusive: true,
  taxRatePpm: 190_000,
  standardShipping: 499,
  expressShipping: 1_299,
};

/** An offer that can be bought, of a vendor of its own unless told otherwise. */
export function offerView(changes: Partial<OfferView> = {}): OfferView {
  return {
    offerId: newId('off'),
    vendorId: newId('vnd'),
    vendorName: 'Vendor',
    productId: newId('prd'),
    variantId: newId('var'),
    title: 'Thing',
    variantTitle: '',
    sku: 'THING-1',
    imageUrl: null,
    unitAmount: 1_000,
    available: 10,
    purchasable: true,
    isDigital: false,
    minQuantity: 1,
    maxQuantity: null,
    taxCategory: 'standard',
    categoryIds: [],
    ...changes,
  };
}

/** A line of units of `offer`, added at its price. */
export function cartLine(offer: OfferView, quantity = 1): CartLine {
  return {
    id: newId('cln'),
    offerId: offer.offerId,
    quantity,
    unitAmountWhenAdded: offer.unitAmount ?? 0,
    lastSeen: offer,
    addedAt: NOON,
  };
}

/** A guest's cart. */
export function cartWith(region: Region, lines: readonly CartLine[]): Cart {
  return {
    id: newId('crt'),
    buyerId: null,
    region,
    version: 1,
    frozenBy: null,
    mergedInto: null,
    createdAt: NOON,
    expiresAt: new Date(NOON.getTime() + 3_600_000),
    lines,
    shippingChoices: new Map(),
  };
}

/** Catalog's answer about these offers. */
export function known(...offers: readonly OfferView[]): ReadonlyMap<OfferView['offerId'], OfferView> {
  return new Map(offers.map((offer) => [offer.offerId, offer]));
}
