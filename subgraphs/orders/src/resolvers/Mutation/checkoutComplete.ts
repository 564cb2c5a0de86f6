import { parseId } from '@bazaar/ids/id';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import { checkoutNotFound, errorsOfCheckout } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { completeCheckout } from '../../operations/complete-checkout.ts';

export const checkoutComplete: MutationResolvers['checkoutComplete'] = async (_parent, { input }, context) => {
  const id = parseId('chk', input.checkoutId);
  const checkout = id && (await completeCheckout(context, id, input.accessToken));
  if (!checkout) return { checkout: null, userErrors: [checkoutNotFound] };
  const payments =
    checkout.state === 'AWAITING_PAYMENT' ? await context.loaders.paymentsOfOrder.load(orderIdOf(checkout.id)) : [];
  return { checkout, userErrors: errorsOfCheckout(checkout, payments.at(-1) ?? null) };
};
