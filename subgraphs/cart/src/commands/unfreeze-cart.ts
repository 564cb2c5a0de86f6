import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { CartContext } from '../context.ts';
import { unfreeze } from '../storage/carts.ts';

/** Lets go of the cart of a checkout that failed. */
export const unfreezeCart: CommandHandler<CartContext, 'cart.unfreezeCart'> = async ({ inTransaction }, input) => {
  const checkoutId = parseId('chk', input.checkoutId);
  if (checkoutId) await inTransaction((tx) => unfreeze(tx, checkoutId));
  return { kind: 'unfrozen' };
};
