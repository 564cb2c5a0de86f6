import type { CurrencyCode } from '@bazaar/money/currency';
import { parsePage, toConnection, type PageArguments } from '@bazaar/subgraph/connections';
import { compareRanks, rankOffer, rankOffers } from '../domain/buy-box.ts';
import type { Offer } from '../domain/offer.ts';
import type { OfferPage } from './OfferConnection.ts';

/** The offers that can be bought in `currency`, the best one first; without a currency all of them, the oldest first. */
export function orderOffers(offers: readonly Offer[], currency: CurrencyCode | null): Offer[] {
  return currency === null ? [...offers] : rankOffers(offers, currency);
}

/** A page of one product's offers, which are all at hand: the cursor holds an offer's rank, so that it stays good when others come and go. */
export function pageOfOffers(offers: readonly Offer[], currency: CurrencyCode | null, args: PageArguments): OfferPage {
  const keyOf = (offer: Offer): readonly (string | number)[] =>
    (currency === null ? null : rankOffer(offer, currency)) ?? [offer.id];
  const page = parsePage(args, (cursor) => parseRank(cursor, currency === null ? 1 : 5));
  const ordered = orderOffers(offers, currency);
  if (!page.forward) ordered.reverse();
  const { key } = page;
  const beyond = key
    ? ordered.filter((offer) => compareRanks(keyOf(offer), key) * (page.forward ? 1 : -1) > 0)
    : ordered;
  return { ...toConnection(beyond.slice(0, page.limit), page, keyOf), count: () => ordered.length };
}

function parseRank(cursor: unknown, length: number): readonly (string | number)[] | null {
  if (!Array.isArray(cursor) || cursor.length !== length) return null;
  const id: unknown = cursor.at(-1);
  const numbers = cursor.slice(0, -1);
  if (typeof id !== 'string' || !numbers.every((part) => typeof part === 'number')) return null;
  return [...numbers, id];
}
