import type { CartContext } from '../context.ts';
import type { PricedCart } from '../domain/price-cart.ts';
import { findCart, type CartAccess } from '../storage/carts.ts';
import { priceWithCatalog } from './price-with-catalog.ts';

/** A cart with its prices as they are now. A guest's cart that was merged leads nowhere: its owner asks for the user's. */
export async function readCart(
  context: Pick<CartContext, 'reader' | 'now' | 'sendCommand' | 'tax' | 'shipping' | 'log'>,
  access: CartAccess,
): Promise<PricedCart | null> {
  const cart = await findCart(context.reader, access, context.now());
  return cart && cart.mergedInto === null ? priceWithCatalog(context, cart) : null;
}
