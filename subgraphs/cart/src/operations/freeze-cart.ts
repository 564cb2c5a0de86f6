import type { CheckoutId } from '@bazaar/ids/kinds';
import type { CommandOutput } from '@bazaar/schema/commands/all-commands';
import type { CartContext } from '../context.ts';
import type { Cart } from '../domain/cart.ts';
import { priceCart } from '../domain/price-cart.ts';
import { quoteOf } from '../domain/quote.ts';
import { findCart, findFrozenQuote, freeze, lockCart, putLines, type CartAccess } from '../storage/carts.ts';
import { prolong } from './change-cart.ts';
import { askCatalog } from './price-with-catalog.ts';

export type FreezeOutcome = CommandOutput<'cart.freezeCart'>;

export interface FreezeRequest {
  /** Null when the viewer may use no such cart; what the checkout froze before is still told. */
  readonly access: CartAccess | null;
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
  context: Pick<CartContext, 'reader' | 'inTransaction' | 'now' | 'sendCommand' | 'tax' | 'shipping' | 'config'>,
  request: FreezeRequest,
): Promise<FreezeOutcome> {
  const { reader, now, inTransaction, tax, shipping } = context;
  const { access, checkoutId, country } = request;
  const earlier = await findFrozenQuote(reader, checkoutId);
  if (earlier) return { kind: 'frozen', quote: earlier };
  const seen = access && (await findCart(reader, access, now()));
  if (!access || !seen) return { kind: 'notFound' };
  const hopeless = seen.frozenBy === checkoutId ? null : objectionTo(seen, request);
  if (hopeless) return hopeless;
  const offers = await askCatalog(context, seen);

  return inTransaction(async (tx) => {
    const cart = await lockCart(tx, access, now());
    if (!cart) return { kind: 'notFound' };
    // Two calls for the same checkout at the same instant: the second finds what the first one froze.
    const frozen = cart.frozenBy === checkoutId ? await findFrozenQuote(tx, checkoutId) : null;
    if (frozen) return { kind: 'frozen', quote: frozen };
    const objection = objectionTo(cart, request);
    if (objection) return objection;
    const priced = priceCart({ cart, offers, country, tax, shipping });
    const lines = priced.groups.flatMap((group) => group.lines);
    const problems = lines.flatMap(({ line, problem }) =>
      problem
        ? {
            cartLineId: line.id,
            offerId: line.offerId,
            code: PROBLEM_CODES[problem.kind],
            available: problem.kind === 'outOfStock' ? problem.available : null,
          }
        : [],
    );
    if (problems.length > 0) return { kind: 'notPurchasable', problems };
    if (priced.totalAmount !== request.expectedTotalAmount)
      return { kind: 'totalChanged', totalAmount: priced.totalAmount };
    const quote = quoteOf(priced);
    // The checkout let go before this request came through: nobody waits for it any more.
    if (!(await freeze(tx, prolong(cart, context), checkoutId, quote))) return { kind: 'notFound' };
    // While it is frozen the cart is priced by what its lines were last seen as.
    const lastSeen = lines.map(({ line, offer }) => ({ ...line, lastSeen: offer }));
    await putLines(tx, cart.id, lastSeen);
    return { kind: 'frozen', quote };
  });
}

const PROBLEM_CODES = {
  offerUnavailable: 'OFFER_UNAVAILABLE',
  currencyNotSupported: 'OFFER_UNAVAILABLE',
  outOfStock: 'OFFER_OUT_OF_STOCK',
  quantityInvalid: 'QUANTITY_INVALID',
} as const;

/** What stands against the checkout whatever catalog says. */
function objectionTo(cart: Cart, request: FreezeRequest): FreezeOutcome | null {
  if (cart.mergedInto !== null) return { kind: 'notFound' };
  if (cart.frozenBy !== null) return { kind: 'frozenByAnotherCheckout', checkoutId: cart.frozenBy };
  if (cart.version !== request.expectedVersion) return { kind: 'versionStale', version: cart.version };
  if (!cart.region.countries.includes(request.country)) return { kind: 'countryNotSupported' };
  if (cart.lines.length === 0) return { kind: 'empty' };
  return null;
}
