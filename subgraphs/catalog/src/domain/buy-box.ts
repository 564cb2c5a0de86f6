import type { OfferId } from '@bazaar/ids/kinds';
import { isInStock, OFFER_CONDITIONS, priceIn, type Offer } from './offer.ts';
import type { PriceRange } from './product.ts';

/** What the choice between offers looks at. */
export type Competitor = Pick<
  Offer,
  'id' | 'available' | 'minQuantity' | 'prices' | 'condition' | 'leadTimeDays' | 'isPurchasable'
>;

/** An offer's place among its competitors: smaller comes first, the id makes it unique. */
export type OfferRank = readonly [
  outOfStock: number,
  amount: number,
  condition: number,
  leadTimeDays: number,
  id: OfferId,
];

/**
 * The place of an offer in `currency`: in stock before sold out, then the lowest price, new before refurbished before used, the shorter
 * lead time, the older offer. Null when it has no price in that currency.
 */
export function rankOffer(offer: Competitor, currency: string): OfferRank | null {
  const price = priceIn(offer, currency);
  if (!price) return null;
  const condition = OFFER_CONDITIONS.indexOf(offer.condition);
  return [isInStock(offer) ? 0 : 1, price.amount, condition, offer.leadTimeDays, offer.id];
}

function compareRanks(a: OfferRank, b: OfferRank): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other === undefined || value > other) return 1;
    if (value < other) return -1;
  }
  return 0;
}

/** The offers that can be bought in `currency`, the best one (the buy box) first. */
export function rankOffers<Candidate extends Competitor>(offers: readonly Candidate[], currency: string): Candidate[] {
  return offers
    .flatMap((offer) => {
      const rank = offer.isPurchasable ? rankOffer(offer, currency) : null;
      return rank ? [{ offer, rank }] : [];
    })
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ offer }) => offer);
}

/**
 * What a product costs per currency: the lowest and highest price of its offers in stock, or of all that can be bought when none is in stock.
 * The lowest is always the best offer's price.
 */
export function priceRanges(offers: readonly Competitor[]): PriceRange[] {
  const currencies = [...new Set(offers.flatMap((offer) => offer.prices.map((price) => price.currency)))].sort();
  return currencies.flatMap((currency) => {
    const ranked = rankOffers(offers, currency);
    const inStock = ranked.filter(isInStock);
    const amounts = (inStock.length > 0 ? inStock : ranked).map((offer) => priceIn(offer, currency)?.amount ?? 0);
    if (amounts.length === 0) return [];
    return [{ currency, minAmount: Math.min(...amounts), maxAmount: Math.max(...amounts) }];
  });
}
