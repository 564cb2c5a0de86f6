import { requireUser } from '@bazaar/identity/guards';
import { parseCartId } from '../../access/cart-id.ts';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { mergeCarts } from '../../operations/merge-carts.ts';

export const cartMerge: MutationResolvers['cartMerge'] = async (_parent, { input }, context) => {
  const user = requireUser(context.viewer);
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.guestCartId);
  // Only the signature proves that the guest was this user: a plain id is nobody's guest cart.
  if (access?.kind !== 'guest') return { userErrors: [userError('notFound', 'guestCartId')] };
  const outcome = await mergeCarts(context, user, access.id);
  return outcome.kind === 'merged'
    ? { cart: outcome.priced, userErrors: [] }
    : { userErrors: [userError(outcome.kind, 'guestCartId')] };
};
