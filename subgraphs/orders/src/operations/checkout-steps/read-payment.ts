import type { Step } from '../checkout-saga.ts';
import { getPayment } from './payment-of.ts';
import { recordPayment } from './record-payment.ts';

/** AWAITING_PAYMENT → AUTHORIZED, or again AWAITING_PAYMENT: asks the provider, whoever said that something happened. */
export const readPaymentStep: Step = async (context, saga) => {
  const payment = await getPayment(context, saga);
  if (payment.providerPaymentId === null) throw new Error(`${payment.id} was never opened.`);
  const answer = await context.payments.read(payment.providerPaymentId, {
    timeoutMs: context.config.STRIPE_TIMEOUT_MS,
  });
  return recordPayment(context, saga, payment, answer);
};
