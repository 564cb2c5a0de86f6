import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import { opensOrder } from '../../access/order-tokens.ts';
import { checkoutIdOf } from '../../domain/checkout-ids.ts';
import { badKey, errorsOfCancellation, errorsOfTexts, orderNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { cancelCheckout } from '../../operations/cancel-checkout.ts';
import { cancelOrder } from '../../operations/cancel-order.ts';
import { isIdempotencyKey } from '../../operations/read-checkout-input.ts';

export const orderCancel: MutationResolvers['orderCancel'] = async (_parent, { input }, context) => {
  const { config, viewer, loaders } = context;
  const orderId = parseId('ord', input.orderId);
  if (!orderId) return { order: null, userErrors: [orderNotFound] };
  if (!isIdempotencyKey(input.idempotencyKey)) return { order: null, userErrors: [badKey] };
  const badTexts = errorsOfTexts({ reason: { text: input.reason, min: 0, max: 1_000 } });
  if (badTexts.length > 0) return { order: null, userErrors: badTexts };

  const user = actingUser(viewer);
  const opened = opensOrder(config.ORDER_TOKEN_SECRET, orderId, input.accessToken);
  if (!user && !opened) return { order: null, userErrors: [orderNotFound] };
  const isStaff = can(viewer, 'order.cancel.any');
  const outcome = await cancelOrder(context, {
    orderId,
    vendorOrderId: null,
    reason: input.reason?.trim() || null,
    idempotencyKey: input.idempotencyKey,
    userId: user?.userId ?? null,
    actsAs(order) {
      if (opened || (user !== null && order.buyerId === user.userId)) return 'BUYER';
      return isStaff ? 'STAFF' : null;
    },
  });
  if (opened) loaders.opened.add(orderId);
  if (outcome.kind === 'awaitingPayment') {
    const given = await cancelCheckout(context, checkoutIdOf(orderId), input.accessToken);
    const userErrors =
      given.kind === 'ended' || given.kind === 'underWay' ? [] : errorsOfCancellation(outcome, 'order');
    return { order: await loaders.orders.load(orderId), userErrors };
  }
  const order = outcome.kind === 'notFound' ? null : await loaders.orders.load(orderId);
  return { order, userErrors: errorsOfCancellation(outcome, 'order') };
};
