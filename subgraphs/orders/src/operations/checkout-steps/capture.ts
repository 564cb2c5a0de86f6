import { announce } from '@bazaar/events/announce';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import { crashPoint } from '@bazaar/runtime/crash-points';
import { checkoutFailure, fieldOfPayment, type Checkout } from '../../domain/checkout.ts';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import { deriveOrderStatus, type FulfilmentStatus } from '../../domain/fulfilment.ts';
import type { Payment } from '../../domain/order.ts';
import { publishOrder } from '../../live/publish-order.ts';
import { PaymentCallFailed, type ProviderPayment } from '../../payments/payment-provider.ts';
import {
  changeOrderCtes,
  toOrderSignal,
  type HistoryEntry,
  type OrderChange,
  type OrderSignalRow,
} from '../../storage/change-order.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import { changePaymentCte } from '../../storage/payments.ts';
import { isExpired, type Saga, type SagaContext, type Step, type StepResult } from '../checkout-saga.ts';
import { turnBack } from './fail.ts';
import { getPayment, keyOf } from './payment-of.ts';
import { withAnswer } from './record-payment.ts';

/**
 * ALLOCATED → CONFIRMED: the authorised money is taken, the vendors see their parts, and the books learn of it. A free order skips the taking. Or again
 * ALLOCATED, while the provider refuses and the buyer's time is not over.
 */
export const captureStep: Step = async (context, saga) => {
  const isFree = (saga.checkout.parts ?? []).every((part) => part.event.totalAmount === 0);
  if (isFree) return { checkout: await confirm(context, saga.checkout, null), payment: null, rests: false };
  const payment = await getPayment(context, saga);
  const answer = await capture(context, saga, payment);
  crashPoint('checkout.afterCapture');
  if (answer === 'ended')
    return turnBackUnpaid(context, { ...saga, payment }, 'The authorised payment is no longer there.');
  if (answer === 'refused') return askAnew(context, { ...saga, payment });
  // By hand, at the provider: the compensation finds it taken and gives it back.
  if (answer.capturedAmount < payment.amount)
    return turnBackUnpaid(
      context,
      { ...saga, payment },
      'Not all of the payment was taken.',
      'What was taken goes back.',
    );
  const captured: Payment = {
    ...withAnswer(payment, answer),
    status: 'PAID',
    capturedAmount: answer.capturedAmount,
    feeAmount: answer.feeAmount,
    capturedAt: context.now(),
  };
  const checkout = await confirm(context, saga.checkout, captured);
  crashPoint('checkout.afterConfirmed');
  return { checkout, payment: captured, rests: false };
};

/** Lets the next try be another one: the saved step has a key of its own. A payment that was refused until the buyer's time is over is given up, and ended first. */
async function askAnew(context: SagaContext, saga: Saga): Promise<StepResult> {
  const { checkout } = saga;
  if (isExpired(context, checkout)) return turnBackUnpaid(context, saga, 'The payment could not be taken.');
  const left = checkout.expiresAt.getTime() - context.now().getTime();
  const then = Math.max(0, Math.min(context.config.PAYMENT_POLL_MS, left));
  const saved = await saveCheckout(context.reader, checkout, { then });
  return { ...saga, checkout: saved.checkout, rests: true };
}

function turnBackUnpaid(
  context: SagaContext,
  saga: Saga,
  why: string,
  charged = 'Nothing was charged.',
): Promise<StepResult> {
  const field = fieldOfPayment(saga.checkout.input);
  return turnBack(context, saga, checkoutFailure('PAYMENT_FAILED', `${why} ${charged}`, { field }));
}

/**
 * The captured payment; `ended` when its authorisation ended before it could be captured, `refused` when nothing has been taken so far.
 * @throws Error when other money was taken than was asked for, which people have to settle with the provider.
 */
async function capture(
  context: SagaContext,
  saga: Saga,
  payment: Payment,
): Promise<ProviderPayment | 'ended' | 'refused'> {
  const { payments, config, log } = context;
  const id = payment.providerPaymentId;
  if (id === null) throw new Error(`${payment.id} was never opened.`);
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  let answer: ProviderPayment;
  try {
    answer = await payments.capture(id, { idempotencyKey: keyOf(saga, 'capture'), timeoutMs });
  } catch (error) {
    if (!(error instanceof PaymentCallFailed) || error.kind !== 'refused') throw error;
    // It may have been captured before, by an answer that was lost or a method that captures by itself.
    answer = await payments.read(id, { timeoutMs });
    if (answer.state !== 'captured')
      log.warn({ err: error, paymentId: payment.id, state: answer.state }, 'the provider refuses to capture a payment');
  }
  if (answer.state === 'cancelled' || answer.state === 'open') return 'ended';
  // A provider may also take the request and the money later.
  if (answer.state !== 'captured') return 'refused';
  if (answer.currency !== payment.currency || answer.capturedAmount > payment.amount)
    throw new Error(`Of ${payment.id}, ${answer.capturedAmount} ${answer.currency} were captured.`);
  return answer;
}

function confirm(context: SagaContext, checkout: Checkout, payment: Payment | null): Promise<Checkout> {
  const at = context.now();
  const change = confirmation(checkout, at);
  return context.inTransaction(async (tx) => {
    const saved = await saveCheckout<OrderSignalRow>(tx, checkout, { state: 'CONFIRMED', then: 'held' }, (params) => {
      const order = changeOrderCtes(change, params, 'saved');
      const ctes = payment ? changePaymentCte(payment, params, 'saved') + order.ctes : order.ctes;
      return { ctes, select: order.select };
    });
    if (!saved.row) throw new Error(`${change.orderId} is not there to be confirmed.`);
    const signal = toOrderSignal(saved.row);
    if (payment)
      await announce(tx, {
        type: 'payment.success',
        aggregateId: change.orderId,
        sequence: signal.version,
        data: {
          orderId: change.orderId,
          paymentId: payment.id,
          provider: payment.provider,
          currency: payment.currency,
          capturedAmount: payment.capturedAmount,
          providerFeeAmount: payment.feeAmount ?? 0,
          capturedAt: at.toISOString(),
          vendorOrders: (checkout.parts ?? []).map((part) => part.event),
        },
      });
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
    return saved.checkout;
  });
}

/** Every part is confirmed; a digital one is delivered by that, and complete. */
function confirmation(checkout: Checkout, at: Date): OrderChange {
  const parts = (checkout.parts ?? []).map(({ id, digital }) => ({
    id,
    status: (digital ? 'COMPLETED' : 'CONFIRMED') satisfies FulfilmentStatus as FulfilmentStatus,
    paymentStatus: 'PAID' as const,
    confirmedAt: at,
  }));
  const history = parts.flatMap(({ id, status }): HistoryEntry[] => [
    { vendorOrderId: id, machine: 'FULFILMENT', from: 'PENDING', to: 'CONFIRMED' },
    ...(status === 'COMPLETED'
      ? [{ vendorOrderId: id, machine: 'FULFILMENT', from: 'CONFIRMED', to: 'COMPLETED' } as const]
      : []),
  ]);
  return {
    orderId: orderIdOf(checkout.id),
    status: deriveOrderStatus(parts.map((part) => part.status)),
    paymentStatus: 'PAID',
    confirmedAt: at,
    parts,
    history: [{ vendorOrderId: null, machine: 'PAYMENT', from: 'AUTHORIZED', to: 'PAID' }, ...history],
    actor: { kind: 'SYSTEM', userId: null },
    at,
  };
}
