import { crashPoint } from '@bazaar/runtime/crash-points';
import { checkoutFailure, fieldOfPayment } from '../../domain/checkout.ts';
import { PaymentCallFailed, type ProviderPayment } from '../../payments/payment-provider.ts';
import type { Step } from '../checkout-saga.ts';
import { turnBack, turnBackIfOver } from './fail.ts';
import { recordPayment } from './record-payment.ts';
import { getPayment, keyOf, openingOf } from './payment-of.ts';

/** ORDER_CREATED → AWAITING_PAYMENT or AUTHORIZED: the payment is opened with the provider, and confirmed if the buyer gave a method. */
export const openPaymentStep: Step = async (context, saga) => {
  const over = turnBackIfOver(context, saga);
  if (over) return over;
  const payment = await getPayment(context, saga);
  const { STRIPE_TIMEOUT_MS: timeoutMs } = context.config;
  let answer: ProviderPayment;
  try {
    answer = await context.payments.open(openingOf(saga, payment), { idempotencyKey: keyOf(saga, 'open'), timeoutMs });
  } catch (error) {
    if (!(error instanceof PaymentCallFailed) || error.kind !== 'refused') throw error;
    context.log.warn({ err: error, checkoutId: saga.checkout.id }, 'the provider refused to open a payment');
    return turnBack(
      context,
      { ...saga, payment },
      checkoutFailure('PAYMENT_FAILED', 'The payment could not be made. Nothing was charged.', {
        field: fieldOfPayment(saga.checkout.input),
      }),
    );
  }
  crashPoint('checkout.afterPaymentIntent');
  return recordPayment(context, { ...saga, payment }, payment, answer);
};
