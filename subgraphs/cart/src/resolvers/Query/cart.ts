import { parseCartId } from '../../access/cart-id.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { readCart } from '../../operations/read-cart.ts';

export const cart: QueryResolvers['cart'] = (_parent, { id }, context) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, id);
  return access && readCart(context, access);
};
