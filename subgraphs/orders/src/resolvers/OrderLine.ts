import { money } from '@bazaar/money/money';
import type { OrderLineResolvers } from '../generated/resolvers.ts';

export const OrderLine: OrderLineResolvers = {
  offer: ({ offerId }) => ({ id: offerId }),
  product: ({ productId }) => ({ id: productId }),
  isDigital: ({ digital }) => digital,
  unitPrice: ({ unitAmount, currency }) => money(unitAmount, currency),
  subtotal: ({ subtotalAmount, currency }) => money(subtotalAmount, currency),
  discountTotal: ({ discountAmount, currency }) => money(discountAmount, currency),
  taxTotal: ({ taxAmount, currency }) => money(taxAmount, currency),
  total: ({ totalAmount, currency }) => money(totalAmount, currency),
};
