import { crashPoint } from '@bazaar/runtime/crash-points';
import { reservationIdOf } from '../../domain/checkout-ids.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import type { Step } from '../checkout-saga.ts';
import { CANCELLED, turnBack } from './fail.ts';
import { outOfStock } from './reserve-stock.ts';

/**
 * AUTHORIZED → ALLOCATED: the reserved stock is sold. From here on the checkout goes through; if the stock is gone after all, the
 * authorisation is cancelled and the shopper was never charged.
 */
export const allocateStep: Step = async (context, saga) => {
  const { checkout } = saga;
  if (checkout.cancelRequested) return turnBack(context, saga, CANCELLED, 'CANCELLED');
  const answer = await context.sendCommand('catalog.allocateStock', { reservationId: reservationIdOf(checkout.id) });
  crashPoint('checkout.afterAllocate');
  switch (answer.kind) {
    case 'allocated': {
      const saved = await saveCheckout(context.reader, checkout, { state: 'ALLOCATED', then: 'held' });
      return { ...saga, checkout: saved.checkout, rests: false };
    }
    case 'outOfStock':
      return turnBack(context, saga, outOfStock(answer.shortages));
    case 'released':
    case 'notFound':
      return turnBack(context, saga, outOfStock([]));
  }
};
