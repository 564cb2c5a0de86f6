import { parseId } from '@bazaar/ids/id';
import type { CheckoutStatus, CheckoutResolvers } from '../generated/resolvers.ts';
import { orderIdOf } from '../domain/checkout-ids.ts';
import type { CheckoutState } from '../domain/checkout.ts';
import { findCheckout } from '../storage/orders.ts';

/** What each state of the saga is to people. */
const STATUSES: Readonly<Record<CheckoutState, CheckoutStatus>> = {
  STARTED: 'PREPARING',
  CART_FROZEN: 'PREPARING',
  STOCK_RESERVED: 'PREPARING',
  ORDER_CREATED: 'PREPARING',
  AWAITING_PAYMENT: 'AWAITING_PAYMENT',
  AUTHORIZED: 'PROCESSING',
  ALLOCATED: 'PROCESSING',
  CONFIRMED: 'CONFIRMED',
  COMPENSATING: 'CANCELLING',
  FAILED: 'FAILED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
};

export const Checkout: CheckoutResolvers = {
  __resolveReference({ id }, { reader, viewer }) {
    const checkoutId = parseId('chk', id);
    return checkoutId && findCheckout(reader, viewer, checkoutId, false);
  },
  status: (checkout) => STATUSES[checkout.state],
  order({ id, orderPlaced }, _args, { loaders }) {
    if (!orderPlaced) return null;
    // Whoever was shown the checkout may see its order.
    loaders.opened.add(orderIdOf(id));
    return loaders.orders.load(orderIdOf(id));
  },
  payment: async ({ id, orderPlaced }, _args, { loaders }) =>
    orderPlaced ? ((await loaders.paymentsOfOrder.load(orderIdOf(id))).at(-1) ?? null) : null,
  async clientSecret({ id, state }, _args, { loaders }) {
    if (state !== 'AWAITING_PAYMENT') return null;
    return (await loaders.paymentsOfOrder.load(orderIdOf(id))).at(-1)?.clientSecret ?? null;
  },
  publishableKey: (_checkout, _args, { payments }) => payments.publishableKey,
  failure({ failure, input }) {
    if (!failure) return null;
    const { code, message, field, problems, totalAmount, cartVersion, checkoutId } = failure;
    return {
      code,
      message,
      field,
      problems: problems.map(({ offerId, code, available }) => ({ code, offer: { id: offerId }, available })),
      total: totalAmount === null ? null : { amount: totalAmount, currency: input.expectedCurrency },
      cartVersion,
      otherCheckoutId: checkoutId,
    };
  },
  accessToken: (checkout, _args, { shownTokens }) => shownTokens.get(checkout.id) ?? null,
};
