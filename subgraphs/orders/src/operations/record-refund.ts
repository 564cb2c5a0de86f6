import { announce } from '@bazaar/events/announce';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import type { OrdersContext } from '../context.ts';
import type { Order, Refund, VendorOrder } from '../domain/order.ts';
import { refundedStatus } from '../domain/payment-status.ts';
import { waitBeforeCheck } from '../domain/refund-rules.ts';
import { publishOrder } from '../live/publish-order.ts';
import type { ProviderRefund } from '../payments/payment-provider.ts';
import { changeOrder, type OrderSignal } from '../storage/change-order.ts';
import { lockOrder } from '../storage/orders.ts';
import { failSettledRefund, settleRefund } from '../storage/payments.ts';

type Dependencies = Pick<OrdersContext, 'inTransaction' | 'now' | 'ephemeral' | 'config'>;

/** How a refund stands; the provider has no name for one that it refused to make. */
export interface RefundAnswer extends Pick<ProviderRefund, 'state' | 'error'> {
  readonly providerRefundId: string | null;
}

/** Records how a refund under way ended, once: the order tells what went back, and vendors is told to take it from the books. A failed one gives its promise back. */
export function recordRefund(context: Dependencies, refund: Refund, answer: RefundAnswer): Promise<void> {
  const at = context.now();
  const { providerRefundId, error } = answer;
  return context.inTransaction(async (tx) => {
    const locked = await lockRefunded(tx, refund);
    const { order, part } = locked;
    const succeeded = answer.state === 'succeeded';
    const checkInMs = waitBeforeCheck(at, 0, context.config.REFUND_POLL_MS, at);
    if (!(await settleRefund(tx, refund, { succeeded, providerRefundId, error, at, checkInMs })) || !succeeded) return;
    const signal = await moveMoney(tx, locked, { refund, sign: 1, note: null, at });
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

/**
 * Records that a refund which had succeeded came back, once: the money is the marketplace's again, the order stands as before the refund, and vendors
 * is told to take the refund's posting back.
 */
export function recordReturnedRefund(context: Dependencies, refund: Refund, reason: string | null): Promise<void> {
  const at = context.now();
  return context.inTransaction(async (tx) => {
    const locked = await lockRefunded(tx, refund);
    const { order, part } = locked;
    if (!(await failSettledRefund(tx, refund, { error: reason, at }))) return;
    const note = 'The buyer’s bank sent the refund back.';
    const signal = await moveMoney(tx, locked, { refund, sign: -1, note, at });
    if (part)
      await announce(tx, {
        type: 'order.refund_failed',
        aggregateId: order.id,
        sequence: signal.version,
        data: {
          orderId: order.id,
          vendorOrderId: part.id,
          vendorId: part.vendorId,
          refundId: refund.id,
          currency: refund.currency,
          totalAmount: refund.totalAmount,
        },
      });
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  });
}

interface Refunded {
  readonly order: Order;
  readonly parts: readonly VendorOrder[];
  /** The part that the refund is of; undefined for a late payment's, which is no part's. */
  readonly part: VendorOrder | undefined;
}

async function lockRefunded(tx: Tx, refund: Refund): Promise<Refunded> {
  const locked = await lockOrder(tx, refund.orderId);
  if (!locked) throw new Error(`${refund.orderId} is not there to be refunded.`);
  return { ...locked, part: locked.parts.find(({ id }) => id === refund.vendorOrderId) };
}

/**
 * Moves a refund's money of an order and its part to the buyer (`sign` 1), or back (-1). A late payment's refund counts against the payment alone:
 * order and parts only follow its status, and vendors, who never saw them, are not signalled.
 */
async function moveMoney(
  tx: Tx,
  { order, parts, part }: Refunded,
  { refund, sign, note, at }: { refund: Refund; sign: 1 | -1; note: string | null; at: Date },
): Promise<OrderSignal> {
  const refundedNow = part ? sign * refund.totalAmount : 0;
  const paymentStatus = part
    ? refundedStatus(order.totalAmount, order.refundedAmount + refundedNow)
    : ({ 1: 'REFUNDED', '-1': 'PAID' } as const)[sign];
  const signal = await changeOrder(tx, {
    orderId: order.id,
    paymentStatus,
    refundedNow,
    parts: part
      ? [
          {
            id: part.id,
            refundedNow,
            paymentStatus: refundedStatus(part.totalAmount, part.refundedAmount + refundedNow),
          },
        ]
      : parts.map(({ id }) => ({ id, paymentStatus })),
    history: [
      { vendorOrderId: part?.id ?? null, machine: 'PAYMENT', from: order.paymentStatus, to: paymentStatus, note },
    ],
    actor: { kind: 'PROVIDER', userId: null },
    at,
  });
  return part ? signal : { ...signal, parts: [] };
}
