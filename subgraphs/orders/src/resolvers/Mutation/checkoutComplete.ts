import { parseId } from '@bazaar/ids/id';
import { checkoutNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { completeCheckout } from '../../operations/complete-checkout.ts';
import { showCheckout } from '../show-checkout.ts';

export const checkoutComplete: MutationResolvers['checkoutComplete'] = async (_parent, { input }, context) => {
  const id = parseId('chk', input.checkoutId);
  const completed = id && (await completeCheckout(context, id, input.accessToken));
  if (!completed) return { checkout: null, userErrors: [checkoutNotFound] };
  const { checkout, userErrors } = await showCheckout(context, completed);
  // Which field of the start is at fault tells the checkout's `failure`; of this input it is the checkout.
  return { checkout, userErrors: userErrors.map((error) => ({ ...error, field: ['checkoutId'] })) };
};
