import { parseId } from '@bazaar/ids/id';
import { parseCartId } from '../../access/cart-id.ts';
import { MAX_LINES } from '../../domain/quantity-rules.ts';
import { quantityError, refusalError, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { addLines } from '../../operations/add-lines.ts';

/** Problems that another quantity does not mend. */
const ABOUT_THE_OFFER: ReadonlySet<string> = new Set(['offerUnavailable', 'currencyNotSupported']);

export const cartAddLines: MutationResolvers['cartAddLines'] = async (_parent, { input }, context) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.cartId);
  if (!access) return { userErrors: [userError('notFound', 'cartId')] };
  if (input.lines.length > MAX_LINES) return { userErrors: [userError('tooManyLines', 'lines')] };
  const lines = input.lines.map(({ offerId, quantity }) => ({ offerId: parseId('off', offerId), quantity }));
  const outcome = await addLines(context, access, input.expectedVersion ?? null, lines);
  switch (outcome.kind) {
    case 'changed':
      return { cart: outcome.priced, userErrors: [] };
    case 'refused':
      return {
        userErrors: outcome.problems.map(({ index, problem }) =>
          problem.kind === 'offerNotFound'
            ? userError(problem.kind, 'lines', String(index), 'offerId')
            : quantityError(
                problem,
                'lines',
                String(index),
                ABOUT_THE_OFFER.has(problem.kind) ? 'offerId' : 'quantity',
              ),
        ),
      };
    case 'tooManyLines':
      return { userErrors: [userError(outcome.kind, 'lines')] };
    default:
      return { userErrors: [refusalError(outcome)] };
  }
};
