import { parseId } from '@bazaar/ids/id';
import { money } from '@bazaar/money/money';
import { checkoutIdOf } from '../domain/checkout-ids.ts';
import type { OrderResolvers } from '../generated/resolvers.ts';

export const Order: OrderResolvers = {
  __resolveReference({ id }, { loaders }) {
    const orderId = parseId('ord', id);
    return orderId && loaders.orders.load(orderId);
  },
  accessToken: ({ id }, _args, { shownTokens }) => shownTokens.get(checkoutIdOf(id)) ?? null,
  customer: ({ buyerId }) => buyerId && { id: buyerId },
  subtotal: ({ subtotalAmount, currency }) => money(subtotalAmount, currency),
  discountTotal: ({ discountAmount, currency }) => money(discountAmount, currency),
  shippingTotal: ({ shippingAmount, currency }) => money(shippingAmount, currency),
  taxTotal: ({ taxAmount, currency }) => money(taxAmount, currency),
  total: ({ totalAmount, currency }) => money(totalAmount, currency),
  refundedTotal: ({ refundedAmount, currency }) => money(refundedAmount, currency),
  vendorOrders: ({ id }, _args, { loaders }) => loaders.partsOfOrder.load(id),
  payments: ({ id }, _args, { loaders }) => loaders.paymentsOfOrder.load(id),
  refunds: ({ id }, _args, { loaders }) => loaders.refundsOfOrder.load(id),
  timeline: ({ id }, _args, { loaders }) => loaders.historyOfOrder.load(id),
};
