import { actingUser } from '@bazaar/identity/acting-user';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createCart } from '../../operations/create-cart.ts';

export const cartCreate: MutationResolvers['cartCreate'] = async (_parent, { input }, context) => {
  const outcome = await createCart(context, actingUser(context.viewer), input.regionCode);
  return outcome.kind === 'created'
    ? { cart: outcome.priced, userErrors: [] }
    : { userErrors: [userError('regionNotFound', 'regionCode')] };
};
