import { Fault } from '@bazaar/runtime/faults';
import { isConnectionLost } from '@bazaar/postgres/errors';
import { PaymentCallFailed } from '../payments/payment-provider.ts';
import type { Checkout, CheckoutState } from '../domain/checkout.ts';
import { LEASE_MS, LeaseLost, postponeCheckout, releaseLease, renewLease } from '../storage/checkouts.ts';
import type { Saga, SagaContext, Step } from './checkout-saga.ts';
import { allocateStep } from './checkout-steps/allocate.ts';
import { captureStep } from './checkout-steps/capture.ts';
import { compensateStep } from './checkout-steps/compensate.ts';
import { completeCartStep } from './checkout-steps/complete-cart.ts';
import { freezeCartStep } from './checkout-steps/freeze-cart.ts';
import { openPaymentStep } from './checkout-steps/open-payment.ts';
import { placeOrderStep } from './checkout-steps/place-order.ts';
import { readPaymentStep } from './checkout-steps/read-payment.ts';
import { reserveStockStep } from './checkout-steps/reserve-stock.ts';
import { settleLatePaymentStep } from './checkout-steps/settle-late-payment.ts';

/** The step that leads out of each state. */
const STEPS: Readonly<Record<CheckoutState, Step>> = {
  STARTED: freezeCartStep,
  CART_FROZEN: reserveStockStep,
  STOCK_RESERVED: placeOrderStep,
  ORDER_CREATED: openPaymentStep,
  AWAITING_PAYMENT: readPaymentStep,
  AUTHORIZED: allocateStep,
  ALLOCATED: captureStep,
  CONFIRMED: completeCartStep,
  COMPENSATING: compensateStep,
  FAILED: settleLatePaymentStep,
  EXPIRED: settleLatePaymentStep,
  CANCELLED: settleLatePaymentStep,
};

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/**
 * Takes a leased checkout as far as it goes: until it waits for the buyer, has ended, or a call brings no answer (then the sweep takes the
 * same step again later). Returns it as it was saved last, with its payment if that was at hand; when someone else took over, as it was then.
 * @throws whatever is a bug, after postponing.
 */
export async function advanceCheckout(context: SagaContext, start: Saga): Promise<Saga> {
  let saga = start;
  const sign = setInterval(() => {
    renewLease(context.reader, saga.checkout).catch((error: unknown) =>
      context.log.warn({ err: error, checkoutId: saga.checkout.id }, 'a lease could not be renewed'),
    );
  }, LEASE_MS / 3);
  try {
    for (;;) {
      const result = await STEPS[saga.checkout.state](context, saga);
      saga = result;
      if (result.rests) return saga;
    }
  } catch (error) {
    const { checkout } = saga;
    if (error instanceof LeaseLost) return saga;
    await postpone(context, checkout);
    if (!isTemporary(error)) throw error;
    context.log.warn({ err: error, checkoutId: checkout.id, state: checkout.state }, 'a checkout will go on later');
    return saga;
  } finally {
    clearInterval(sign);
  }
}

/** An ended checkout has no next time: only its lease goes back. */
async function postpone({ reader, log }: SagaContext, checkout: Checkout): Promise<void> {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(checkout.attempts, 10), LONGEST_RETRY_MS);
  try {
    if (checkout.nextAt === null && checkout.failure !== null) await releaseLease(reader, checkout);
    else await postponeCheckout(reader, checkout, wait);
  } catch (error) {
    log.warn({ err: error, checkoutId: checkout.id }, 'a lease could not be given back and will run out');
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof PaymentCallFailed) return error.kind === 'unknown';
  if (error instanceof Fault) return error.code === 'SUBGRAPH_UNAVAILABLE' || error.code === 'TIMEOUT';
  return isConnectionLost(error);
}
