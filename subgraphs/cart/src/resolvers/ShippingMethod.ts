import type { ShippingMethodResolvers } from '../generated/resolvers.ts';
import { inCurrency } from './Cart.ts';

export const ShippingMethod: ShippingMethodResolvers = {
  code: ({ method }) => method.code,
  name: ({ method }) => method.name,
  price: ({ priced, method }) => inCurrency(priced, method.amount),
};
