import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CartContext } from '../context.ts';
import { complete } from '../storage/carts.ts';

/** Empties the cart of a checkout that succeeded. */
export const completeCart: CommandHandler<CartContext, 'cart.completeCart'> = async ({ inTransaction }, input) => {
  const checkoutId = parseId('chk', input.checkoutId);
  if (checkoutId) await inTransaction((tx) => complete(tx, checkoutId));
  return { kind: 'completed' };
};
