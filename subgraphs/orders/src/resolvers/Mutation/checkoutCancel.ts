import { parseId } from '@bazaar/ids/id';
import { checkoutConfirmed, checkoutNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { cancelCheckout } from '../../operations/cancel-checkout.ts';

export const checkoutCancel: MutationResolvers['checkoutCancel'] = async (_parent, { input }, context) => {
  const id = parseId('chk', input.checkoutId);
  const outcome = id ? await cancelCheckout(context, id, input.accessToken) : ({ kind: 'notFound' } as const);
  if (outcome.kind === 'notFound') return { checkout: null, userErrors: [checkoutNotFound] };
  return { checkout: outcome.checkout, userErrors: outcome.kind === 'tooLate' ? [checkoutConfirmed] : [] };
};
