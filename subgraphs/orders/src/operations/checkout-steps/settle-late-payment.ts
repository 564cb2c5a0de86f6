import { newId } from '@bazaar/ids/id';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import type { Payment, Refund } from '../../domain/order.ts';
import { publishOrder } from '../../live/publish-order.ts';
import { changeOrderCtes, toOrderSignal, type OrderSignalRow } from '../../storage/change-order.ts';
import { releaseLease, saveCheckout } from '../../storage/checkouts.ts';
import { changePaymentCte, findPayment, insertRefunds } from '../../storage/payments.ts';
import type { Step } from '../checkout-saga.ts';
import { endPayment } from './end-payment.ts';

/**
 * A checkout that ended without an order, and somebody says that its payment moved: an authorisation is cancelled, money that was taken
 * goes back whole.
 */
export const settleLatePaymentStep: Step = async (context, saga) => {
  const { checkout } = saga;
  const payment = checkout.orderPlaced ? await findPayment(context.reader, orderIdOf(checkout.id)) : null;
  const ended =
    payment?.providerPaymentId && payment.capturedAmount === 0 ? await endPayment(context, saga, payment) : null;
  if (payment === null || ended === null || ended === 'underWay' || ended.status !== 'PAID') {
    await releaseLease(context.reader, checkout);
    return { ...saga, rests: true };
  }
  context.log.warn({ paymentId: ended.id, orderId: ended.orderId }, 'a payment came too late and goes back');
  const at = context.now();
  const saved = await context.inTransaction(async (tx) => {
    const step = await saveCheckout<OrderSignalRow>(tx, checkout, { then: 'done' }, (params) => {
      const order = changeOrderCtes(
        {
          orderId: ended.orderId,
          paymentStatus: 'PAID',
          parts: (checkout.parts ?? []).map(({ id }) => ({ id, paymentStatus: 'PAID' })),
          history: [
            { vendorOrderId: null, machine: 'PAYMENT', from: payment.status, to: 'PAID', note: 'Paid too late.' },
          ],
          actor: { kind: 'PROVIDER', userId: null },
          at,
        },
        params,
        'saved',
      );
      return { ctes: changePaymentCte(ended, params, 'saved') + order.ctes, select: order.select };
    });
    await insertRefunds(tx, ended.id, [lateRefund(ended, at)]);
    const { row } = step;
    if (row) afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, { ...toOrderSignal(row), parts: [] }));
    return step.checkout;
  });
  return { checkout: saved, payment: ended, rests: true };
};

/** The whole payment back. It never reached a vendor's books, so that there is no commission in it. */
export function lateRefund(payment: Payment, at: Date): Refund {
  return {
    id: newId('rfd'),
    orderId: payment.orderId,
    vendorOrderId: null,
    paymentId: payment.id,
    status: 'PENDING',
    reason: 'LATE_PAYMENT',
    currency: payment.currency,
    totalAmount: payment.capturedAmount,
    goodsAmount: 0,
    shippingAmount: 0,
    taxAmount: 0,
    commissionAmount: 0,
    providerRefundId: null,
    errorMessage: null,
    nextAt: at,
    attempts: 0,
    createdAt: at,
    settledAt: null,
    failedAt: null,
    retryOf: null,
  };
}
