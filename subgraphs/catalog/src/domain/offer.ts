import type { CurrencyCode } from '@bazaar/money/currency';
import type { OfferId, ProductId, VariantId, VendorId } from '@bazaar/ids/kinds';

export const OFFER_CONDITIONS = ['NEW', 'REFURBISHED', 'USED'] as const;
export type OfferCondition = (typeof OFFER_CONDITIONS)[number];

export const OFFER_STATUSES = ['ACTIVE', 'PAUSED', 'ARCHIVED'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** Minor units of `currency`. */
export interface OfferPrice {
  readonly currency: CurrencyCode;
  readonly amount: number;
  /** What it cost before, to be struck through; above `amount`. */
  readonly compareAtAmount: number | null;
}

export interface Offer {
  readonly id: OfferId;
  readonly vendorId: VendorId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly sku: string;
  readonly condition: OfferCondition;
  readonly leadTimeDays: number;
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly status: OfferStatus;
  readonly tracksStock: boolean;
  /** Units that nobody has reserved or bought; null when it never runs out. */
  readonly available: number | null;
  /** Whether it can be bought: the offer, its product and its vendor are all active. */
  readonly isPurchasable: boolean;
  readonly prices: readonly OfferPrice[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether at least the smallest order can be filled now. */
export function isInStock(offer: Pick<Offer, 'available' | 'minQuantity'>): boolean {
  return offer.available === null || offer.available >= offer.minQuantity;
}

export function priceIn(offer: Pick<Offer, 'prices'>, currency: string): OfferPrice | null {
  return offer.prices.find((price) => price.currency === currency) ?? null;
}

/** This many units or fewer are worth a word to shoppers. */
const LOW_STOCK = 10;

/** Whether an offer can be had now, in a word. */
export function describeAvailability(
  offer: Pick<Offer, 'available' | 'minQuantity' | 'isPurchasable'>,
): 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' | 'UNAVAILABLE' {
  if (!offer.isPurchasable) return 'UNAVAILABLE';
  if (!isInStock(offer)) return 'OUT_OF_STOCK';
  return offer.available !== null && offer.available <= LOW_STOCK ? 'LOW_STOCK' : 'IN_STOCK';
}
