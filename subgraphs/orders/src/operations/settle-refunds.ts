import { announce } from '@bazaar/events/announce';
import { idToUuid } from '@bazaar/ids/id';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { OrdersContext } from '../context.ts';
import type { Refund } from '../domain/order.ts';
import { refundedStatus } from '../domain/payment-status.ts';
import { publishOrder } from '../live/publish-order.ts';
import { PaymentCallFailed, type ProviderRefund } from '../payments/payment-provider.ts';
import { changeOrder, type PartChange } from '../storage/change-order.ts';
import { lockOrder } from '../storage/orders.ts';
import { claimRefunds, findPayment, postponeRefund, settleRefund } from '../storage/payments.ts';

type Dependencies = Pick<
  OrdersContext,
  'inTransaction' | 'now' | 'ephemeral' | 'reader' | 'payments' | 'config' | 'log'
>;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Asks the provider for recorded refunds and records what came of it. Each is asked for under its own key, so that a lost answer or a killed
 * process costs a repetition, never a second refund. Returns how many it took on.
 */
export async function settleRefunds(
  context: Dependencies,
  which: { readonly due: number } | { readonly ids: readonly Refund['id'][] },
): Promise<number> {
  if ('ids' in which && which.ids.length === 0) return 0;
  const refunds = await claimRefunds(context.reader, which);
  // One after the other: they are of the same payment, mostly, and change the same order.
  for (const refund of refunds) await settleOne(context, refund);
  return refunds.length;
}

async function settleOne(context: Dependencies, refund: Refund): Promise<void> {
  const answer = await ask(context, refund);
  if (answer === null || answer.state === 'pending') {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(refund.attempts, 6), LONGEST_RETRY_MS);
    return postponeRefund(
      context.reader,
      { id: refund.id, providerRefundId: answer?.providerRefundId ?? refund.providerRefundId },
      wait,
    );
  }
  if (answer.state === 'failed')
    context.log.error({ refundId: refund.id, reason: answer.error }, 'a refund failed and needs a hand');
  await recordRefund(context, refund, answer);
}

/** Null when there was no answer. */
async function ask({ reader, payments, config, log }: Dependencies, refund: Refund): Promise<ProviderRefund | null> {
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  try {
    if (refund.providerRefundId) return await payments.readRefund(refund.providerRefundId, { timeoutMs });
    const payment = await findPayment(reader, refund.orderId);
    if (!payment?.providerPaymentId) throw new Error(`${refund.id} has no payment to give back.`);
    return await payments.refund(
      {
        providerPaymentId: payment.providerPaymentId,
        amount: refund.totalAmount,
        metadata: { refundId: refund.id, orderId: refund.orderId },
      },
      { idempotencyKey: `refund-${idToUuid(refund.id)}`, timeoutMs },
    );
  } catch (error) {
    if (!(error instanceof PaymentCallFailed)) throw error;
    log.warn({ err: error, refundId: refund.id }, 'a refund brought no answer and will be asked for again');
    return null;
  }
}

async function recordRefund(context: Dependencies, refund: Refund, answer: ProviderRefund): Promise<void> {
  const at = context.now();
  const succeeded = answer.state === 'succeeded';
  const { providerRefundId, error } = answer;
  await context.inTransaction(async (tx) => {
    const locked = await lockOrder(tx, refund.orderId);
    if (!locked) throw new Error(`${refund.orderId} is not there to be refunded.`);
    if (!(await settleRefund(tx, refund, { succeeded, providerRefundId, error, at }))) return;
    const { order } = locked;
    const part = locked.parts.find(({ id }) => id === refund.vendorOrderId);
    if (!succeeded) return;

    // A late payment's refund is no part's: it counts against the payment alone.
    const refundedNow = part ? refund.totalAmount : 0;
    const paymentStatus = part
      ? refundedStatus(order.totalAmount, order.refundedAmount + refund.totalAmount)
      : ('REFUNDED' as const);
    const parts: PartChange[] = part
      ? [
          {
            id: part.id,
            refundedNow,
            paymentStatus: refundedStatus(part.totalAmount, part.refundedAmount + refundedNow),
          },
        ]
      : [];
    const signal = await changeOrder(tx, {
      orderId: order.id,
      paymentStatus,
      refundedNow,
      parts,
      history: [{ vendorOrderId: part?.id ?? null, machine: 'PAYMENT', from: order.paymentStatus, to: paymentStatus }],
      actor: { kind: 'PROVIDER', userId: null },
      at,
    });
    if (part)
      await announce(tx, {
        type: 'order.refunded',
        aggregateId: order.id,
        sequence: signal.version,
        data: {
          orderId: order.id,
          vendorOrderId: part.id,
          vendorId: part.vendorId,
          refundId: refund.id,
          currency: refund.currency,
          goodsAmount: refund.goodsAmount,
          shippingAmount: refund.shippingAmount,
          taxAmount: refund.taxAmount,
          totalAmount: refund.totalAmount,
          commissionAmount: refund.commissionAmount,
        },
      });
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  });
}
