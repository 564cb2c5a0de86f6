import { actingUser } from '@bazaar/identity/acting-user';
import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import { parseCartIdOf } from '../access/cart-id.ts';
import type { CartContext } from '../context.ts';
import { freezeCart as freeze } from '../operations/freeze-cart.ts';

/** Freezes the cart for a checkout of the buyer whom orders names, or acts for. What it froze before, it tells orders for nobody too. */
export const freezeCart: CommandHandler<CartContext, 'cart.freezeCart'> = async (context, input) => {
  const buyerId =
    input.buyerId === undefined ? (actingUser(context.viewer)?.userId ?? null) : parseId('usr', input.buyerId ?? '');
  const access = parseCartIdOf(context.cartIdSecrets, buyerId, input.cartId);
  const checkoutId = parseId('chk', input.checkoutId);
  if (!checkoutId) return { kind: 'notFound' };
  const { expectedVersion, expectedTotalAmount, country } = input;
  return freeze(context, { access, checkoutId, expectedVersion, expectedTotalAmount, country });
};
