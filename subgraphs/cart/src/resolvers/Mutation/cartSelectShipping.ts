import { parseId } from '@bazaar/ids/id';
import { parseCartId } from '../../access/cart-id.ts';
import { refusalError, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { selectShipping } from '../../operations/select-shipping.ts';

export const cartSelectShipping: MutationResolvers['cartSelectShipping'] = async (_parent, { input }, context) => {
  const access = parseCartId(context.cartIdSecrets, context.viewer, input.cartId);
  if (!access) return { userErrors: [userError('notFound', 'cartId')] };
  const vendorId = parseId('vnd', input.vendorId);
  if (!vendorId) return { userErrors: [userError('vendorNotInCart', 'vendorId')] };
  const choice = { vendorId, shippingMethodCode: input.shippingMethodCode };
  const outcome = await selectShipping(context, access, input.expectedVersion ?? null, choice);
  switch (outcome.kind) {
    case 'changed':
      return { cart: outcome.priced, userErrors: [] };
    case 'vendorNotInCart':
      return { userErrors: [userError(outcome.kind, 'vendorId')] };
    case 'methodNotFound':
      return { userErrors: [userError(outcome.kind, 'shippingMethodCode')] };
    default:
      return { userErrors: [refusalError(outcome)] };
  }
};
