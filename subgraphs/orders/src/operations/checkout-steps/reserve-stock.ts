import { crashPoint } from '@bazaar/runtime/crash-points';
import { checkoutFailure, type CheckoutFailure } from '../../domain/checkout.ts';
import { reservationIdOf } from '../../domain/checkout-ids.ts';
import { quoteOf } from '../../domain/quote-of.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import type { Step } from '../checkout-saga.ts';
import { turnBack, turnBackIfOver } from './fail.ts';

/** CART_FROZEN → STOCK_RESERVED: all lines or none, under the checkout's own UUID. */
export const reserveStockStep: Step = async (context, saga) => {
  const { checkout } = saga;
  const over = turnBackIfOver(context, saga);
  if (over) return over;
  const quantities = new Map<string, number>();
  for (const line of quoteOf(checkout).groups.flatMap((group) => group.lines))
    quantities.set(line.offerId, (quantities.get(line.offerId) ?? 0) + line.quantity);
  const answer = await context.sendCommand('catalog.reserveStock', {
    reservationId: reservationIdOf(checkout.id),
    ttlSeconds: context.config.RESERVATION_TTL_SECONDS,
    lines: [...quantities].map(([offerId, quantity]) => ({ offerId, quantity })),
  });
  crashPoint('checkout.afterReserve');
  switch (answer.kind) {
    case 'reserved': {
      const saved = await saveCheckout(context.reader, checkout, { state: 'STOCK_RESERVED', then: 'held' });
      return { ...saga, checkout: saved.checkout, rests: false };
    }
    case 'outOfStock':
      return turnBack(context, saga, outOfStock(answer.shortages));
    case 'released':
      return turnBack(
        context,
        saga,
        checkoutFailure('CHECKOUT_INTERRUPTED', 'The checkout was interrupted: try again.'),
      );
  }
};

/** Stock that is gone, named by offer. */
export function outOfStock(shortages: readonly { offerId: string; available: number }[]): CheckoutFailure {
  return checkoutFailure('OFFER_OUT_OF_STOCK', 'Something in this cart is out of stock. Nothing was charged.', {
    field: ['cartId'],
    problems: shortages.map(({ offerId, available }) => ({ offerId, code: 'OFFER_OUT_OF_STOCK', available })),
  });
}
