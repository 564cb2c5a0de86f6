import { actingUser } from '@bazaar/identity/acting-user';
import { signOrderAccess } from '../../access/order-tokens.ts';
import { errorsOfStart } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { startCheckout } from '../../operations/start-checkout.ts';
import { showCheckout } from '../show-checkout.ts';

export const checkoutStart: MutationResolvers['checkoutStart'] = async (_parent, { input }, context) => {
  const outcome = await startCheckout(context, input);
  if (outcome.kind !== 'checkout') return { checkout: null, userErrors: errorsOfStart(outcome) };
  const { id } = outcome.checkout;
  const { config, shownTokens, viewer } = context;
  // A guest proves with the cart's signature that this is theirs.
  if (!actingUser(viewer)) shownTokens.set(id, signOrderAccess(config.ORDER_TOKEN_SECRET, id));
  return showCheckout(context, outcome);
};
