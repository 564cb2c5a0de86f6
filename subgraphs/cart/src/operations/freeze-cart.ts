import type { CheckoutId } from '@bazaar/ids/kinds';
import type { CartQuote } from '@bazaar/schema/commands/cart';
import type { CommandOutput } from '@bazaar/schema/commands/all-commands';
import type { CartContext } from '../context.ts';
import { priceCart } from '../domain/price-cart.ts';
import { quoteOf } from '../domain/quote.ts';
import { findCart, findFrozenQuote, freeze, lockCart, type CartAccess } from '../storage/carts.ts';
import { askCatalog } from './price-with-catalog.ts';

export type FreezeOutcome = CommandOutput<'cart.freezeCart'>;

export interface FreezeRequest {
  readonly access: CartAccess;
  readonly checkoutId: CheckoutId;
  readonly expectedVersion: number;
  /** Minor units. */
  readonly expectedTotalAmount: number;
  readonly country: string;
}

/**
 * Freezes a cart for one checkout and returns its complete quote; again for the same checkout returns the same quote. Whatever the buyer
 * has not seen (another version, another total, stock that is gone) refuses, and leaves the cart as it was.
 */
export async function freezeCart(
  context: Pick<CartContext, 'reader' | 'inTransaction' | 'now' | 'sendCommand' | 'tax' | 'shipping'>,
  request: FreezeRequest,
): Promise<FreezeOutcome> {
  const { reader, now, inTransaction, tax, shipping } = context;
  const { access, checkoutId, country } = request;
  const earlier = await findFrozenQuote(reader, checkoutId);
  if (earlier) return { kind: 'frozen', quote: earlier };
  const seen = await findCart(reader, access, now());
  if (!seen) return { kind: 'notFound' };
  if (!seen.region.countries.includes(country)) return { kind: 'countryNotServed' };
  const offers = await askCatalog(context, seen);

  return inTransaction(async (tx) => {
    const cart = await lockCart(tx, access, now());
    if (!cart || cart.mergedInto !== null) return { kind: 'notFound' };
    if (cart.frozenBy !== null) return frozenAlready(checkoutId, cart.frozenBy, await findFrozenQuote(tx, checkoutId));
    if (cart.version !== request.expectedVersion) return { kind: 'versionMismatch', version: cart.version };
    const priced = priceCart({ cart, offers, country, tax, shipping });
    const lines = priced.groups.flatMap((group) => group.lines);
    if (lines.length === 0) return { kind: 'empty' };
    const problems = lines.flatMap(({ line, problem }) =>
      problem
        ? {
            cartLineId: line.id,
            offerId: line.offerId,
            problem: PROBLEMS[problem.kind],
            available: problem.kind === 'outOfStock' ? problem.available : null,
          }
        : [],
    );
    if (problems.length > 0) return { kind: 'notPurchasable', problems };
    if (priced.totalAmount !== request.expectedTotalAmount)
      return { kind: 'totalChanged', totalAmount: priced.totalAmount };
    const quote = quoteOf(priced);
    await freeze(tx, cart.id, checkoutId, quote);
    return { kind: 'frozen', quote };
  });
}

const PROBLEMS = {
  offerUnavailable: 'UNAVAILABLE',
  currencyNotOffered: 'UNAVAILABLE',
  outOfStock: 'OUT_OF_STOCK',
  quantityInvalid: 'QUANTITY_NOT_ALLOWED',
} as const;

function frozenAlready(mine: CheckoutId, holder: CheckoutId, quote: CartQuote | null): FreezeOutcome {
  // Two calls for the same checkout at the same instant: the second finds what the first one froze.
  if (mine === holder && quote) return { kind: 'frozen', quote };
  return { kind: 'frozenByAnotherCheckout', checkoutId: holder };
}
