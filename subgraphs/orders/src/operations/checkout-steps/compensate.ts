import { announce } from '@bazaar/events/announce';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import { crashPoint } from '@bazaar/runtime/crash-points';
import type { Checkout } from '../../domain/checkout.ts';
import { orderIdOf, reservationIdOf } from '../../domain/checkout-ids.ts';
import type { Payment } from '../../domain/order.ts';
import { publishOrder } from '../../live/publish-order.ts';
import { changeOrderCtes, toOrderSignal, type OrderChange, type OrderSignalRow } from '../../storage/change-order.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import { changePaymentCte, findPayment, insertRefunds } from '../../storage/payments.ts';
import type { SagaContext, Step } from '../checkout-saga.ts';
import { endPayment } from './end-payment.ts';
import { lateRefund } from './settle-late-payment.ts';

/**
 * COMPENSATING → FAILED, EXPIRED or CANCELLED, in reverse: the payment is cancelled first, and only when the provider confirms that is the
 * stock released, then the cart.
 */
export const compensateStep: Step = async (context, saga) => {
  const { checkout } = saga;
  const before = checkout.orderPlaced
    ? (saga.payment ?? (await findPayment(context.reader, orderIdOf(checkout.id))))
    : null;
  crashPoint('compensation.afterTurnedBack');
  const payment = before && (await endPayment(context, saga, before));
  if (payment === 'underWay') {
    const saved = await saveCheckout(context.reader, checkout, { then: context.config.PAYMENT_POLL_MS });
    return { ...saga, checkout: saved.checkout, rests: true };
  }
  crashPoint('compensation.afterPaymentCancelled');
  const reserved = checkout.orderPlaced || checkout.quote !== null;
  if (reserved) await context.sendCommand('catalog.releaseStock', { reservationId: reservationIdOf(checkout.id) });
  crashPoint('compensation.afterStockReleased');
  await context.sendCommand('cart.unfreezeCart', { checkoutId: checkout.id });
  crashPoint('compensation.afterCartUnfrozen');
  const ended = await recordEnd(context, checkout, payment);
  crashPoint('compensation.afterEndRecorded');
  return { checkout: ended, payment, rests: true };
};

function recordEnd(context: SagaContext, checkout: Checkout, payment: Payment | null): Promise<Checkout> {
  const state = checkout.endsAs ?? 'FAILED';
  return context.inTransaction(async (tx) => {
    if (!checkout.orderPlaced) {
      const saved = await saveCheckout(tx, checkout, { state, quote: null, then: 'done' });
      return saved.checkout;
    }
    const change = failedOrder(context, checkout, payment);
    const saved = await saveCheckout<OrderSignalRow>(tx, checkout, { state, then: 'done' }, (params) => {
      const order = changeOrderCtes(change, params, 'saved');
      const ctes = payment ? changePaymentCte(payment, params, 'saved') + order.ctes : order.ctes;
      return { ctes, select: order.select };
    });
    if (!saved.row) throw new Error(`${change.orderId} is not there to be cancelled.`);
    const signal = toOrderSignal(saved.row);
    if (payment) {
      if (payment.status === 'PAID') await insertRefunds(tx, payment.id, [lateRefund(payment, context.now())]);
      await announce(tx, {
        type: 'payment.failed',
        aggregateId: change.orderId,
        sequence: signal.version,
        data: { orderId: change.orderId, paymentId: payment.id, reason: checkout.failure?.code ?? 'UNKNOWN' },
      });
    }
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, { ...signal, parts: [] }));
    return saved.checkout;
  });
}

/** The order of a checkout that came to nothing stays, cancelled, for its buyer to see. */
function failedOrder(context: SagaContext, checkout: Checkout, payment: Payment | null): OrderChange {
  const paymentStatus = payment?.status ?? 'VOIDED';
  return {
    orderId: orderIdOf(checkout.id),
    status: 'CANCELLED',
    paymentStatus,
    parts: (checkout.parts ?? []).map(({ id }) => ({ id, status: 'CANCELLED', paymentStatus })),
    history: [
      {
        vendorOrderId: null,
        machine: 'FULFILMENT',
        from: 'PENDING',
        to: 'CANCELLED',
        note: checkout.failure?.message ?? null,
      },
      { vendorOrderId: null, machine: 'PAYMENT', from: null, to: paymentStatus },
    ],
    actor: { kind: checkout.endsAs === 'CANCELLED' ? 'BUYER' : 'SYSTEM', userId: null },
    at: context.now(),
  };
}
