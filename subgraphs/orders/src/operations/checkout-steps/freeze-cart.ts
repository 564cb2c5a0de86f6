import { crashPoint } from '@bazaar/runtime/crash-points';
import type { CommandOutput } from '@bazaar/schema/commands/all-commands';
import { checkoutFailure, type CheckoutFailure, type CheckoutRequest } from '../../domain/checkout.ts';
import type { Quote } from '../../domain/quote.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import type { Step } from '../checkout-saga.ts';
import { turnBack, turnBackIfOver } from './fail.ts';

/** STARTED → CART_FROZEN: the cart is frozen for this checkout and its quote copied. Nothing is priced here. */
export const freezeCartStep: Step = async (context, saga) => {
  const { checkout } = saga;
  const over = turnBackIfOver(context, saga);
  if (over) return over;
  const { cartId, expectedVersion, expectedTotalAmount, shippingAddress, billingAddress } = checkout.input;
  const answer = await context.sendCommand('cart.freezeCart', {
    cartId,
    checkoutId: checkout.id,
    // The sweep goes on with interrupted checkouts when nobody asks.
    buyerId: checkout.buyerId,
    expectedVersion,
    expectedTotalAmount,
    country: (shippingAddress ?? billingAddress).country,
  });
  crashPoint('checkout.afterFreeze');

  if (answer.kind === 'frozen') {
    const objection = objectionTo(answer.quote, checkout.input);
    if (objection) return turnBack(context, saga, objection);
    const saved = await saveCheckout(context.reader, checkout, {
      state: 'CART_FROZEN',
      quote: answer.quote,
      then: 'held',
    });
    return { ...saga, checkout: saved.checkout, rests: false };
  }
  // The cart was not frozen: there is nothing to undo.
  const failed = await saveCheckout(context.reader, checkout, {
    state: 'FAILED',
    failure: failureOf(answer, checkout.input),
    then: 'done',
  });
  return { ...saga, checkout: failed.checkout, rests: true };
};

function objectionTo(quote: Quote, request: CheckoutRequest): CheckoutFailure | null {
  if (quote.currency !== request.expectedCurrency)
    return checkoutFailure('CURRENCY_MISMATCH', `This cart is priced in ${quote.currency}.`, {
      field: ['expectedTotal', 'currency'],
      totalAmount: quote.totalAmount,
    });
  const ships = quote.groups.some((group) => group.lines.some((line) => !line.isDigital));
  if (ships && request.shippingAddress === null)
    return checkoutFailure('SHIPPING_ADDRESS_REQUIRED', 'Something in this cart is shipped: where to?', {
      field: ['shippingAddress'],
    });
  return null;
}

function failureOf(
  answer: Exclude<CommandOutput<'cart.freezeCart'>, { kind: 'frozen' }>,
  { shippingAddress }: CheckoutRequest,
): CheckoutFailure {
  switch (answer.kind) {
    case 'notFound':
      return checkoutFailure('CART_NOT_FOUND', 'There is no such cart.', { field: ['cartId'] });
    case 'empty':
      return checkoutFailure('CART_EMPTY', 'The cart is empty.', { field: ['cartId'] });
    case 'versionStale':
      return checkoutFailure('CART_VERSION_STALE', 'The cart has changed: look at it again.', {
        field: ['expectedVersion'],
        cartVersion: answer.version,
      });
    case 'totalChanged':
      return checkoutFailure('TOTAL_CHANGED', 'The total has changed: look at it again.', {
        field: ['expectedTotal'],
        totalAmount: answer.totalAmount,
      });
    case 'countryNotSupported':
      return checkoutFailure('COUNTRY_NOT_SUPPORTED', 'This cart cannot be delivered to that country.', {
        field: [shippingAddress ? 'shippingAddress' : 'billingAddress', 'country'],
      });
    case 'frozenByAnotherCheckout':
      return checkoutFailure('CART_FROZEN', 'Another checkout of this cart is under way.', {
        field: ['cartId'],
        checkoutId: answer.checkoutId,
      });
    case 'notPurchasable': {
      const outOfStock = answer.problems.every(({ code }) => code === 'OFFER_OUT_OF_STOCK');
      return checkoutFailure(
        outOfStock ? 'OFFER_OUT_OF_STOCK' : 'CART_LINE_NOT_PURCHASABLE',
        outOfStock
          ? 'Something in this cart is out of stock.'
          : 'Something in this cart cannot be bought as it stands.',
        {
          field: ['cartId'],
          problems: answer.problems.map(({ offerId, code, available }) => ({ offerId, code, available })),
        },
      );
    }
  }
}
