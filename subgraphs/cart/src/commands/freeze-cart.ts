import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import { parseCartId } from '../access/cart-id.ts';
import type { CartContext } from '../context.ts';
import { freezeCart as freeze } from '../operations/freeze-cart.ts';

/** Freezes the cart for a checkout of the viewer whom orders acts for. What it froze before, it tells orders for nobody too. */
export const freezeCart: CommandHandler<CartContext, 'cart.freezeCart'> = async (context, input) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.cartId);
  const checkoutId = parseId('chk', input.checkoutId);
  if (!checkoutId) return { kind: 'notFound' };
  const { expectedVersion, expectedTotalAmount, country } = input;
  return freeze(context, { access, checkoutId, expectedVersion, expectedTotalAmount, country });
};
