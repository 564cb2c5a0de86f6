import type { CartVendorGroupResolvers } from '../generated/resolvers.ts';
import { inCurrency } from './Cart.ts';

export const CartVendorGroup: CartVendorGroupResolvers = {
  vendor: ({ group }) => ({ id: group.vendorId }),
  vendorName: ({ group }) => group.vendorName,
  lines: ({ priced, group }) => group.lines.map((line) => ({ priced, line })),
  shippingMethods: ({ priced, group }) => group.shippingMethods.map((method) => ({ priced, method })),
  shippingMethod: ({ priced, group }) => ({ priced, method: group.shipping }),
  total: ({ priced, group }) => inCurrency(priced, group.totalAmount),
};
