import type { CartLineResolvers } from '../generated/resolvers.ts';
import { inCurrency } from './Cart.ts';

export const CartLine: CartLineResolvers = {
  id: ({ line }) => line.line.id,
  offer: ({ line }) => ({ id: line.line.offerId }),
  product: ({ line }) => ({ id: line.offer.productId }),
  variant: ({ line }) => ({ id: line.offer.variantId }),
  title: ({ line }) => line.offer.title,
  variantTitle: ({ line }) => line.offer.variantTitle,
  sku: ({ line }) => line.offer.sku,
  imageUrl: ({ line }) => line.offer.imageUrl,
  quantity: ({ line }) => line.line.quantity,
  unitPrice: ({ priced, line }) => inCurrency(priced, line.unitAmount),
  unitPriceWhenAdded: ({ priced, line }) => inCurrency(priced, line.line.unitAmountWhenAdded),
  subtotal: ({ priced, line }) => inCurrency(priced, line.subtotalAmount),
  discountTotal: ({ priced, line }) => inCurrency(priced, line.discountAmount),
  taxTotal: ({ priced, line }) => inCurrency(priced, line.taxAmount),
  total: ({ priced, line }) => inCurrency(priced, line.totalAmount),
  isPurchasable: ({ priced, line }) => line.problem === null && !priced.stale,
  addedAt: ({ line }) => line.line.addedAt,
};
