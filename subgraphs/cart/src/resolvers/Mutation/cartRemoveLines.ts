import { parseId } from '@bazaar/ids/id';
import { parseCartId } from '../../access/cart-id.ts';
import { MAX_LINES } from '../../domain/quantity-rules.ts';
import { refusalError, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateLines } from '../../operations/update-lines.ts';

export const cartRemoveLines: MutationResolvers['cartRemoveLines'] = async (_parent, { input }, context) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.cartId);
  if (!access) return { userErrors: [userError('notFound', 'cartId')] };
  if (input.cartLineIds.length > MAX_LINES) return { userErrors: [userError('tooManyLines', 'cartLineIds')] };
  const updates = input.cartLineIds.map((id) => ({ id: parseId('cln', id), quantity: 0 }));
  const outcome = await updateLines(context, access, input.expectedVersion ?? null, updates);
  switch (outcome.kind) {
    case 'changed':
      return { cart: outcome.priced, userErrors: [] };
    case 'refused':
      // Taking out knows one problem only: the line is not there.
      return {
        userErrors: outcome.problems.map(({ index }) => userError('lineNotFound', 'cartLineIds', String(index))),
      };
    default:
      return { userErrors: [refusalError(outcome)] };
  }
};
