import { actingUser } from '@bazaar/identity/acting-user';
import { signOrderAccess } from '../../access/order-tokens.ts';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import { errorsOfCheckout, errorsOfStart } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { startCheckout } from '../../operations/start-checkout.ts';

export const checkoutStart: MutationResolvers['checkoutStart'] = async (_parent, { input }, context) => {
  const outcome = await startCheckout(context, input);
  if (outcome.kind !== 'checkout') return { checkout: null, userErrors: errorsOfStart(outcome) };
  const { checkout } = outcome;
  const { config, loaders, shownTokens, viewer } = context;
  // A guest proves with the cart's signature that this is theirs.
  if (!actingUser(viewer)) shownTokens.set(checkout.id, signOrderAccess(config.ORDER_TOKEN_SECRET, checkout.id));
  const payments =
    checkout.state === 'AWAITING_PAYMENT' ? await loaders.paymentsOfOrder.load(orderIdOf(checkout.id)) : [];
  return { checkout, userErrors: errorsOfCheckout(checkout, payments.at(-1) ?? null) };
};
