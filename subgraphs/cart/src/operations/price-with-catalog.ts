import { parseId } from '@bazaar/ids/id';
import type { CategoryId, OfferId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { OfferQuote } from '@bazaar/schema/commands/catalog';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';

/**
 * Asks catalog, once, for the offers of a cart and of `more` ids, as they are now.
 * @throws Fault `SUBGRAPH_UNAVAILABLE` or `TIMEOUT` when it cannot be asked.
 */
export async function askCatalog(
  { sendCommand }: Pick<CartContext, 'sendCommand'>,
  cart: Pick<Cart, 'region' | 'lines'>,
  more: readonly OfferId[] = [],
): Promise<ReadonlyMap<OfferId, OfferView>> {
  const offerIds = [...new Set([...cart.lines.map((line) => line.offerId), ...more])];
  if (offerIds.length === 0) return new Map();
  const { offers } = await sendCommand('catalog.quoteOffers', { currency: cart.region.currency, offerIds });
  return new Map(offers.flatMap((quote) => viewOf(quote)).map((offer) => [offer.offerId, offer]));
}

/** Prices a cart by what catalog says now, or, while catalog is away, by what it said last. `country` null: not known yet. */
export async function priceWithCatalog(
  context: Pick<CartContext, 'sendCommand' | 'tax' | 'shipping' | 'log'>,
  cart: Cart,
): Promise<PricedCart> {
  const offers = await askCatalog(context, cart).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    context.log.warn({ err: error }, 'catalog cannot be asked: prices are as last seen');
    return null;
  });
  return priceCart({ cart, offers, country: null, tax: context.tax, shipping: context.shipping });
}

/** A quote with its ids parsed; an unreadable one is left out, as if the offer did not exist. */
function viewOf(quote: OfferQuote): OfferView[] {
  const offerId = parseId('off', quote.offerId);
  const vendorId = parseId('vnd', quote.vendorId);
  const productId = parseId('prd', quote.productId);
  const variantId = parseId('var', quote.variantId);
  if (!offerId || !vendorId || !productId || !variantId) return [];
  const categoryIds = quote.categoryIds.map((id) => parseId('cat', id)).filter((id): id is CategoryId => id !== null);
  const { productSlug: _slug, compareAtAmount: _compareAt, ...rest } = quote;
  return [{ ...rest, offerId, vendorId, productId, variantId, categoryIds }];
}
