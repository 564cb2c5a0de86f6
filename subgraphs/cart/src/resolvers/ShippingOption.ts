import type { ShippingOptionResolvers } from '../generated/resolvers.ts';
import { inCurrency } from './Cart.ts';

export const ShippingOption: ShippingOptionResolvers = {
  code: ({ option }) => option.code,
  name: ({ option }) => option.name,
  price: ({ priced, option }) => inCurrency(priced, option.amount),
};
