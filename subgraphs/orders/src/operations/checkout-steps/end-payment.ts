import type { Payment } from '../../domain/order.ts';
import { PaymentCallFailed, type ProviderPayment } from '../../payments/payment-provider.ts';
import type { Saga, SagaContext } from '../checkout-saga.ts';
import { keyOf, openingOf } from './payment-of.ts';
import { withAnswer } from './record-payment.ts';

/**
 * Ends a payment that must not happen: VOIDED or FAILED once the provider confirms, PAID when the money was taken all the same (it then goes
 * back), `underWay` while the provider cannot tell.
 * @throws PaymentCallFailed `unknown` when there was no answer.
 */
export async function endPayment(context: SagaContext, saga: Saga, payment: Payment): Promise<Payment | 'underWay'> {
  const opened = payment.providerPaymentId === null ? await findOpened(context, saga, payment) : payment;
  if (opened?.providerPaymentId == null) return { ...payment, status: 'FAILED' };
  const answer = await cancel(context, saga, opened.providerPaymentId);
  switch (answer.state) {
    case 'cancelled':
      return { ...withAnswer(opened, answer), status: opened.status === 'AUTHORIZED' ? 'VOIDED' : 'FAILED' };
    case 'captured':
      return {
        ...withAnswer(opened, answer),
        status: 'PAID',
        capturedAmount: answer.capturedAmount,
        feeAmount: answer.feeAmount,
        capturedAt: context.now(),
      };
    default:
      return 'underWay';
  }
}

/** Opening again with the same key tells the payment whose answer was lost; null when the provider refuses, so that there is none. */
async function findOpened(context: SagaContext, saga: Saga, payment: Payment): Promise<Payment | null> {
  const call = { idempotencyKey: keyOf(saga, 'open'), timeoutMs: context.config.STRIPE_TIMEOUT_MS };
  try {
    return withAnswer(payment, await context.payments.open(openingOf(saga, payment), call));
  } catch (error) {
    if (error instanceof PaymentCallFailed && error.kind === 'refused') return null;
    throw error;
  }
}

async function cancel({ payments, config }: SagaContext, saga: Saga, id: string): Promise<ProviderPayment> {
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  try {
    return await payments.cancel(id, { idempotencyKey: keyOf(saga, 'cancel'), timeoutMs });
  } catch (error) {
    // A payment that ended before, either way, refuses: it is asked how.
    if (error instanceof PaymentCallFailed && error.kind === 'refused') return payments.read(id, { timeoutMs });
    throw error;
  }
}
