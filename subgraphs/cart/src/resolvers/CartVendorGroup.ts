import type { CartVendorGroupResolvers } from '../generated/resolvers.ts';
import { inCurrency } from './Cart.ts';

export const CartVendorGroup: CartVendorGroupResolvers = {
  vendor: ({ group }) => ({ id: group.vendorId }),
  vendorName: ({ group }) => group.vendorName,
  lines: ({ priced, group }) => group.lines.map((line) => ({ priced, line })),
  shippingOptions: ({ priced, group }) => group.shippingOptions.map((option) => ({ priced, option })),
  shipping: ({ priced, group }) => ({ priced, option: group.shipping }),
  total: ({ priced, group }) => inCurrency(priced, group.totalAmount),
};
