import { money } from '@bazaar/money/money';
import { parseCartId, publicCartId } from '../access/cart-id.ts';
import type { PricedCart } from '../domain/price-cart.ts';
import type { CartResolvers } from '../generated/resolvers.ts';
import { readCart } from '../operations/read-cart.ts';
import { warningsOf } from './warnings.ts';

export const Cart: CartResolvers = {
  __resolveReference: ({ id }, context) => {
    const access = parseCartId(context.cartIdSecrets, context.viewer, id);
    return access && readCart(context, access);
  },
  id: ({ cart }, _args, { cartIdSecrets }) => publicCartId(cartIdSecrets, cart),
  version: ({ cart }) => cart.version,
  region: ({ cart }) => cart.region,
  lines: (priced) => {
    const lines = priced.groups.flatMap((group) => group.lines.map((line) => ({ priced, line })));
    // Ids rise with the time of adding.
    return lines.sort((a, b) => (a.line.line.id < b.line.line.id ? -1 : 1));
  },
  groups: (priced) => priced.groups.map((group) => ({ priced, group })),
  totalQuantity: ({ cart }) => cart.lines.reduce((total, line) => total + line.quantity, 0),
  subtotal: (priced) => inCurrency(priced, priced.subtotalAmount),
  discountTotal: (priced) => inCurrency(priced, priced.discountAmount),
  shippingTotal: (priced) => inCurrency(priced, priced.shippingAmount),
  taxTotal: (priced) => inCurrency(priced, priced.taxAmount),
  total: (priced) => inCurrency(priced, priced.totalAmount),
  warnings: warningsOf,
  isFrozen: ({ cart }) => cart.frozenBy !== null,
  createdAt: ({ cart }) => cart.createdAt,
  expiresAt: ({ cart }) => cart.expiresAt,
};

/** An amount of this cart as money. */
export function inCurrency(priced: PricedCart, amount: number) {
  return money(amount, priced.cart.region.currency);
}
