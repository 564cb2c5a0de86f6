import { crashPoint } from '@bazaar/runtime/crash-points';
import { checkoutFailure, fieldOfPayment } from '../../domain/checkout.ts';
import type { Payment } from '../../domain/order.ts';
import { publishOrder } from '../../live/publish-order.ts';
import type { ProviderPayment } from '../../payments/payment-provider.ts';
import { changeOrderCtes, toOrderSignal, type OrderSignalRow } from '../../storage/change-order.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import { changePaymentCte } from '../../storage/payments.ts';
import type { Saga, SagaContext, StepResult } from '../checkout-saga.ts';
import { turnBack, turnBackIfOver } from './fail.ts';

/** Records how the provider says a payment stands, and goes on from there: wait for the buyer, take the money, or turn back. */
export async function recordPayment(
  context: SagaContext,
  saga: Saga,
  payment: Payment,
  answer: ProviderPayment,
): Promise<StepResult> {
  const seen = withAnswer(payment, answer);
  switch (answer.state) {
    case 'authorized':
    case 'captured':
      return recordAuthorized(context, saga, seen);
    case 'cancelled':
      return turnBack(
        context,
        { ...saga, payment: seen },
        checkoutFailure('PAYMENT_FAILED', 'The payment was cancelled by the provider. Nothing was charged.', {
          field: fieldOfPayment(saga.checkout.input),
        }),
      );
    case 'open':
    case 'requiresAction':
    case 'processing':
      return waitForBuyer(context, saga, payment, seen);
  }
}

/** A payment as the provider tells it; only statuses that a step decides on are left as they are. */
export function withAnswer(payment: Payment, answer: ProviderPayment): Payment {
  return {
    ...payment,
    providerPaymentId: answer.providerPaymentId,
    clientSecret: answer.clientSecret ?? payment.clientSecret,
    requiresAction: answer.state === 'requiresAction',
    method: answer.method ?? payment.method,
    errorCode: answer.error?.code ?? null,
    errorMessage: answer.error?.message ?? null,
  };
}

async function waitForBuyer(context: SagaContext, saga: Saga, before: Payment, payment: Payment): Promise<StepResult> {
  const first = before.providerPaymentId === null;
  if (!first) {
    const over = turnBackIfOver(context, { ...saga, payment });
    if (over) return over;
  }
  const left = saga.checkout.expiresAt.getTime() - context.now().getTime();
  const then = Math.max(0, Math.min(context.config.PAYMENT_POLL_MS, left));
  const news =
    first ||
    before.requiresAction !== payment.requiresAction ||
    before.errorCode !== payment.errorCode ||
    before.errorMessage !== payment.errorMessage;
  const saved = await saveCheckout(
    context.reader,
    saga.checkout,
    { state: 'AWAITING_PAYMENT', then },
    news
      ? (params) => ({ ctes: changePaymentCte(payment, params, 'saved'), select: 'select 1 as saved from saved' })
      : undefined,
  );
  return { checkout: saved.checkout, payment, rests: true };
}

async function recordAuthorized(context: SagaContext, saga: Saga, seen: Payment): Promise<StepResult> {
  const payment: Payment = { ...seen, status: 'AUTHORIZED' };
  const parts = saga.checkout.parts ?? [];
  const saved = await saveCheckout<OrderSignalRow>(
    context.reader,
    saga.checkout,
    { state: 'AUTHORIZED', then: 'held' },
    (params) => {
      const change = changeOrderCtes(
        {
          orderId: payment.orderId,
          paymentStatus: 'AUTHORIZED',
          parts: parts.map(({ id }) => ({ id, paymentStatus: 'AUTHORIZED' })),
          history: [{ vendorOrderId: null, machine: 'PAYMENT', from: 'PENDING', to: 'AUTHORIZED' }],
          actor: { kind: 'PROVIDER', userId: null },
          at: context.now(),
        },
        params,
        'saved',
      );
      return { ctes: changePaymentCte(payment, params, 'saved') + change.ctes, select: change.select };
    },
  );
  // Vendors see the order once it is confirmed.
  if (saved.row)
    publishOrder(context.ephemeral.pubsub, { ...toOrderSignal(saved.row), parts: [] }).catch((error: unknown) =>
      context.log.warn({ err: error, orderId: payment.orderId }, 'a live signal was lost and will be repeated'),
    );
  crashPoint('checkout.afterAuthorized');
  return { checkout: saved.checkout, payment, rests: false };
}
