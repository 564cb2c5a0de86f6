import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { errorsOfMove, errorsOfTexts, vendorOrderNotFound } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { moveVendorOrder } from '../../operations/move-vendor-order.ts';
import { actorForPart, canForPart } from '../../access/vendor-order-access.ts';

export const vendorOrderStartProcessing: MutationResolvers['vendorOrderStartProcessing'] = async (
  _parent,
  { input },
  context,
) => {
  const { viewer, loaders } = context;
  requireUser(viewer);
  const vendorOrderId = parseId('vor', input.vendorOrderId);
  if (!vendorOrderId) return { vendorOrder: null, userErrors: [vendorOrderNotFound] };
  const badTexts = errorsOfTexts({ note: { text: input.note, min: 0, max: 1_000 } });
  if (badTexts.length > 0) return { vendorOrder: null, userErrors: badTexts };
  const outcome = await moveVendorOrder(context, {
    vendorOrderId,
    to: 'PROCESSING',
    note: input.note?.trim() || null,
    actor: (part) => actorForPart(viewer, part),
    allows: (part) => canForPart(viewer, part, 'vendor.order.fulfil'),
  });
  return {
    vendorOrder: await loaders.vendorOrders.load(vendorOrderId),
    userErrors: errorsOfMove(outcome, 'vendorOrderId'),
  };
};
