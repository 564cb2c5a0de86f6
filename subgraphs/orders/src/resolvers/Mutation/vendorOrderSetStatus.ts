import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { errorsOfMove, errorsOfTexts, userError, vendorOrderNotFound } from '../../errors.ts';
import type { MutationResolvers, OrderStatus } from '../../generated/resolvers.ts';
import { moveVendorOrder } from '../../operations/move-vendor-order.ts';

/** What nothing else hangs on: shipping moves stock, cancelling moves money, confirming is the payment's doing. */
const BY_HAND: readonly OrderStatus[] = ['PROCESSING', 'DELIVERED', 'RETURNED'];

export const vendorOrderSetStatus: MutationResolvers['vendorOrderSetStatus'] = async (_parent, { input }, context) => {
  const { userId } = requirePermission(context.viewer, 'order.status.write.any');
  const vendorOrderId = parseId('vor', input.vendorOrderId);
  if (!vendorOrderId) return { vendorOrder: null, userErrors: [vendorOrderNotFound] };
  const badTexts = errorsOfTexts({ reason: { text: input.reason, min: 1, max: 1_000 } });
  if (badTexts.length > 0) return { vendorOrder: null, userErrors: badTexts };
  if (!BY_HAND.includes(input.status))
    return {
      vendorOrder: null,
      userErrors: [userError('STATUS_CHANGE_NOT_ALLOWED', `${input.status} is not set by hand.`, 'status')],
    };
  const outcome = await moveVendorOrder(context, {
    vendorOrderId,
    to: input.status,
    note: input.reason.trim(),
    actor: () => ({ kind: 'STAFF', userId }),
    allows: () => true,
  });
  return {
    vendorOrder: await context.loaders.vendorOrders.load(vendorOrderId),
    userErrors: errorsOfMove(outcome, 'status'),
  };
};
