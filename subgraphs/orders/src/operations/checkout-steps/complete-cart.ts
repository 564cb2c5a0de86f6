import { releaseLease, saveCheckout } from '../../storage/checkouts.ts';
import type { Step } from '../checkout-saga.ts';

/** CONFIRMED, the last errand: the cart is emptied. Afterwards nothing is left to do, however often someone asks. */
export const completeCartStep: Step = async (context, saga) => {
  const { checkout } = saga;
  if (checkout.nextAt === null) {
    await releaseLease(context.reader, checkout);
    return { ...saga, rests: true };
  }
  await context.sendCommand('cart.completeCart', { checkoutId: checkout.id });
  const saved = await saveCheckout(context.reader, checkout, { then: 'done' });
  return { ...saga, checkout: saved.checkout, rests: true };
};
