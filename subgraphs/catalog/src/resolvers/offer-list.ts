import { parseId } from '@bazaar/ids/id';
import type { OfferId, ProductId, VariantId } from '@bazaar/ids/kinds';
import { parsePage, toConnection, type PageArguments } from '@bazaar/subgraph/connections';
import type { CatalogContext } from '../context.ts';
import { rankOffer, type OfferRank } from '../domain/buy-box.ts';
import type { Offer } from '../domain/offer.ts';
import { requireCurrency } from './currency.ts';
import type { OfferPage } from './OfferConnection.ts';

type Key = OfferRank | readonly [id: OfferId];

/**
 * A page of the offers of a product, or of one of its variants: with a currency those that can be bought in it, the best one first; without, all that
 * may be seen, the oldest first. A cursor holds an offer's rank, so that it stays good when others come and go.
 */
export async function listOffersOf(
  { loaders }: Pick<CatalogContext, 'loaders'>,
  of: { readonly productId: ProductId; readonly variantId: VariantId | null },
  args: PageArguments & { readonly currency?: string | null | undefined },
): Promise<OfferPage> {
  const currency = args.currency == null ? null : requireCurrency(args.currency, 'currency');
  const list = { ...of, currency };
  const page = parsePage<Key>(args, currency === null ? parseAge : parseRank);
  const keyOf = (offer: Offer): Key => (currency && rankOffer(offer, currency)) ?? [offer.id];
  const offers = await loaders.offerPages.load({ ...list, page });
  return { ...toConnection(offers, page, keyOf), count: () => loaders.offerCounts.load(list) };
}

/** The offer of a product to show first; null when nobody sells it in the currency. */
export async function findBestOffer(
  { loaders }: Pick<CatalogContext, 'loaders'>,
  productId: ProductId,
  currencyCode: string,
): Promise<Offer | null> {
  const currency = requireCurrency(currencyCode, 'currency');
  const page = { limit: 1, forward: true, key: null };
  const [best] = await loaders.offerPages.load({ productId, variantId: null, currency, page });
  return best ?? null;
}

function parseAge(cursor: unknown): Key | null {
  const [id] = Array.isArray(cursor) && cursor.length === 1 ? (cursor as readonly unknown[]) : [];
  const offerId = typeof id === 'string' ? parseId('off', id) : null;
  return offerId && [offerId];
}

function parseRank(cursor: unknown): Key | null {
  if (!Array.isArray(cursor) || cursor.length !== 5) return null;
  const [soldOut, amount, condition, leadTimeDays, id] = cursor as readonly unknown[];
  const offerId = typeof id === 'string' ? parseId('off', id) : null;
  const isRank = isCount(soldOut, 1) && isCount(amount) && isCount(condition, 99) && isCount(leadTimeDays, 999);
  return isRank && offerId ? [soldOut, amount, condition, leadTimeDays, offerId] : null;
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
}
