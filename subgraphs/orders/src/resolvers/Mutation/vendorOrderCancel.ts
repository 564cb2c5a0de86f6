import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import { opensOrder } from '../../access/order-tokens.ts';
import { badKey, errorsOfCancellation, errorsOfTexts, vendorOrderNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { cancelOrder } from '../../operations/cancel-order.ts';
import { isIdempotencyKey } from '../../operations/read-checkout-input.ts';
import { canForPart } from '../../access/vendor-order-access.ts';
import { findOrderIdOfPart, listPartsOfOrders } from '../../storage/orders.ts';

export const vendorOrderCancel: MutationResolvers['vendorOrderCancel'] = async (_parent, { input }, context) => {
  const { config, reader, viewer } = context;
  const vendorOrderId = parseId('vor', input.vendorOrderId);
  const orderId = vendorOrderId && (await findOrderIdOfPart(reader, vendorOrderId));
  if (!vendorOrderId || !orderId) return { vendorOrder: null, userErrors: [vendorOrderNotFound] };
  if (!isIdempotencyKey(input.idempotencyKey)) return { vendorOrder: null, userErrors: [badKey] };
  const badTexts = errorsOfTexts({ reason: { text: input.reason, min: 0, max: 1_000 } });
  if (badTexts.length > 0) return { vendorOrder: null, userErrors: badTexts };

  const user = actingUser(viewer);
  const opened = opensOrder(config.ORDER_TOKEN_SECRET, orderId, input.accessToken);
  if (!user && !opened) return { vendorOrder: null, userErrors: [vendorOrderNotFound] };
  const isStaff = can(viewer, 'order.cancel.any');
  const outcome = await cancelOrder(context, {
    orderId,
    vendorOrderId,
    reason: input.reason?.trim() || null,
    idempotencyKey: input.idempotencyKey,
    userId: user?.userId ?? null,
    actsAs(order, parts) {
      if (opened || (user !== null && order.buyerId === user.userId)) return 'BUYER';
      if (isStaff) return 'STAFF';
      return parts.every((part) => canForPart(viewer, part, 'vendor.order.cancel')) ? 'VENDOR' : null;
    },
  });
  if (outcome.kind === 'notFound') return { vendorOrder: null, userErrors: [vendorOrderNotFound] };
  const [parts = []] = await listPartsOfOrders(reader, [orderId]);
  return {
    vendorOrder: parts.find(({ id }) => id === vendorOrderId) ?? null,
    userErrors: errorsOfCancellation(outcome, 'vendorOrder'),
  };
};
