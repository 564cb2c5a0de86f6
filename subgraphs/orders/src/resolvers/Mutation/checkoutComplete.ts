import { parseId } from '@bazaar/ids/id';
import { checkoutNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { completeCheckout } from '../../operations/complete-checkout.ts';
import { showCheckout } from '../show-checkout.ts';

export const checkoutComplete: MutationResolvers['checkoutComplete'] = async (_parent, { input }, context) => {
  const id = parseId('chk', input.checkoutId);
  const completed = id && (await completeCheckout(context, id, input.accessToken));
  return completed ? showCheckout(context, completed) : { checkout: null, userErrors: [checkoutNotFound] };
};
