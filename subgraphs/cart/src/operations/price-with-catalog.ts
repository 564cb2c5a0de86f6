import { parseId } from '@bazaar/ids/id';
import type { CategoryId, OfferId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { OfferQuote } from '@bazaar/schema/commands/catalog';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';
import { MAX_UNIT_AMOUNT } from '../domain/quantity-rules.ts';

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

/**
 * Prices a cart by what catalog says now, or, while catalog is away, by what it said last. A frozen cart costs what its checkout was told,
 * and the units that the checkout reserved do not count as missing.
 */
export async function priceWithCatalog(
  context: Pick<CartContext, 'sendCommand' | 'tax' | 'shipping' | 'log'>,
  cart: Cart,
): Promise<PricedCart> {
  if (cart.frozenBy !== null) return priceAs(heldOffers(cart));
  const offers = await askCatalog(context, cart).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    context.log.warn({ err: error }, 'catalog cannot be asked: prices are as last seen');
    return null;
  });
  return priceAs(offers);

  function priceAs(known: ReadonlyMap<OfferId, OfferView> | null): PricedCart {
    return priceCart({ cart, offers: known, country: null, tax: context.tax, shipping: context.shipping });
  }
}

function heldOffers(cart: Cart): ReadonlyMap<OfferId, OfferView> {
  return new Map(cart.lines.map(({ offerId, lastSeen }) => [offerId, { ...lastSeen, available: null }]));
}

/** A quote with its ids parsed; an unreadable one is left out, as if the offer did not exist. A price that no cart can hold counts as none. */
function viewOf(quote: OfferQuote): OfferView[] {
  const offerId = parseId('off', quote.offerId);
  const vendorId = parseId('vnd', quote.vendorId);
  const productId = parseId('prd', quote.productId);
  const variantId = parseId('var', quote.variantId);
  if (!offerId || !vendorId || !productId || !variantId) return [];
  const categoryIds = quote.categoryIds.map((id) => parseId('cat', id)).filter((id): id is CategoryId => id !== null);
  const { productSlug: _slug, compareAtAmount: _compareAt, ...rest } = quote;
  const unitAmount = quote.unitAmount !== null && quote.unitAmount <= MAX_UNIT_AMOUNT ? quote.unitAmount : null;
  return [{ ...rest, unitAmount, offerId, vendorId, productId, variantId, categoryIds }];
}
