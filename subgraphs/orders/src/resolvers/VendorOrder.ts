import { canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import { money } from '@bazaar/money/money';
import type { VendorOrderResolvers } from '../generated/resolvers.ts';

export const VendorOrder: VendorOrderResolvers = {
  __resolveReference({ id }, { loaders }) {
    const vendorOrderId = parseId('vor', id);
    return vendorOrderId && loaders.vendorOrders.load(vendorOrderId);
  },
  vendor: ({ vendorId }) => ({ id: vendorId }),
  order: ({ orderId }, _args, { loaders }) => loaders.orders.load(orderId),
  lines: ({ id }, _args, { loaders }) => loaders.linesOfPart.load(id),
  shippingAddress: async ({ orderId }, _args, { loaders }) =>
    (await loaders.addressesOfOrder.load(orderId))?.shippingAddress ?? null,
  subtotal: ({ subtotalAmount, currency }) => money(subtotalAmount, currency),
  discountTotal: ({ discountAmount, currency }) => money(discountAmount, currency),
  shippingTotal: ({ shippingAmount, currency }) => money(shippingAmount, currency),
  taxTotal: ({ taxAmount, currency }) => money(taxAmount, currency),
  total: ({ totalAmount, currency }) => money(totalAmount, currency),
  refundedTotal: ({ refundedAmount, currency }) => money(refundedAmount, currency),
  commission: ({ vendorId, commissionAmount, currency }, _args, { viewer }) =>
    canForVendor(viewer, vendorId, 'vendor.order.read') ? money(commissionAmount, currency) : null,
  shipments: ({ id }, _args, { loaders }) => loaders.shipmentsOfPart.load(id),
  timeline: async ({ id, orderId }, _args, { loaders }) =>
    (await loaders.historyOfOrder.load(orderId)).filter((change) => change.vendorOrderId === id),
};
