import { parseId } from '@bazaar/ids/id';
import { parseCartId } from '../../access/cart-id.ts';
import { MAX_LINES } from '../../domain/quantity-rules.ts';
import { quantityError, refusalError, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateLines } from '../../operations/update-lines.ts';

export const cartUpdateLines: MutationResolvers['cartUpdateLines'] = async (_parent, { input }, context) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.cartId);
  if (!access) return { userErrors: [userError('notFound', 'cartId')] };
  if (input.lines.length > MAX_LINES) return { userErrors: [userError('tooManyLines', 'lines')] };
  const updates = input.lines.map(({ cartLineId, quantity }) => ({ id: parseId('cln', cartLineId), quantity }));
  const outcome = await updateLines(context, access, input.expectedVersion ?? null, updates);
  switch (outcome.kind) {
    case 'changed':
      return { cart: outcome.priced, userErrors: [] };
    case 'refused':
      return {
        userErrors: outcome.problems.map(({ index, problem }) =>
          problem.kind === 'lineNotFound'
            ? userError(problem.kind, 'lines', String(index), 'cartLineId')
            : quantityError(problem, 'lines', String(index), 'quantity'),
        ),
      };
    default:
      return { userErrors: [refusalError(outcome)] };
  }
};
