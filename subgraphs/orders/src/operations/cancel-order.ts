import { announce } from '@bazaar/events/announce';
import { newId } from '@bazaar/ids/id';
import type { OrderId, UserId, VendorOrderId } from '@bazaar/ids/kinds';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import { onceByKey } from '@bazaar/subgraph/idempotency';
import type { OrdersContext } from '../context.ts';
import { decideCancellation, defaultNote } from '../domain/decide-cancellation.ts';
import { reservationIdOf } from '../domain/checkout-ids.ts';
import { deriveOrderStatus } from '../domain/fulfilment.ts';
import type { Actor, ActorKind, Order, Payment, Refund, VendorOrder } from '../domain/order.ts';
import { shippingWithoutTax } from '../domain/vendor-part.ts';
import { publishOrder } from '../live/publish-order.ts';
import { changeOrder } from '../storage/change-order.ts';
import { listLinesOfParts, lockOrder } from '../storage/orders.ts';
import { findPayment, insertRefunds } from '../storage/payments.ts';
import { settleRefunds } from './settle-refunds.ts';

export type CancelOrderOutcome =
  | { readonly kind: 'cancelled'; readonly refundIds: readonly Refund['id'][] }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'alreadyCancelled' }
  | { readonly kind: 'awaitingPayment' }
  | { readonly kind: 'tooLate'; readonly numbers: readonly string[] }
  | { readonly kind: 'idempotencyKeyReused' };

export interface CancelOrderRequest {
  readonly orderId: OrderId;
  /** The part to cancel; null cancels the whole order or nothing. */
  readonly vendorOrderId: VendorOrderId | null;
  readonly reason: string | null;
  readonly idempotencyKey: string;
  /** Who asks; null for a guest. */
  readonly userId: UserId | null;
  /** As whom they may cancel these parts; null when they may not. Asked under the lock. */
  readonly actsAs: (order: Order, parts: readonly VendorOrder[]) => ActorKind | null;
}

type Dependencies = Pick<
  OrdersContext,
  'inTransaction' | 'now' | 'ephemeral' | 'reader' | 'payments' | 'config' | 'log'
>;

/**
 * Cancels what nobody has begun to process, and gives its money back: the cancellation and the promise to refund commit together, then the
 * provider is asked. It and a shipment exclude each other by the order's lock. What the actor may not see reads as not found.
 */
export async function cancelOrder(context: Dependencies, request: CancelOrderRequest): Promise<CancelOrderOutcome> {
  const { actsAs: _, userId, ...input } = request;
  const outcome = await context.inTransaction((tx) =>
    onceByKey<CancelOrderOutcome>(
      tx,
      { caller: userId ?? request.orderId, operation: 'orderCancel', key: request.idempotencyKey, input },
      () => cancelIn(context, tx, request),
    ),
  );
  if (outcome.kind === 'cancelled') await settleRefunds(context, { ids: outcome.refundIds });
  return outcome;
}

async function cancelIn(context: Dependencies, tx: Tx, request: CancelOrderRequest): Promise<CancelOrderOutcome> {
  const { orderId, vendorOrderId, userId } = request;
  const locked = await lockOrder(tx, orderId);
  const parts = locked?.parts.filter((part) => vendorOrderId === null || part.id === vendorOrderId) ?? [];
  const kind = locked && parts.length > 0 ? request.actsAs(locked.order, parts) : null;
  if (!locked || kind === null) return { kind: 'notFound' };
  const actor: Actor = { kind, userId };
  const outcome = decideCancellation(parts);
  if (outcome.kind !== 'cancelled') return outcome;

  const payment = await findPayment(tx, orderId);
  const refunds = outcome.parts
    .filter((part) => payment !== null && part.totalAmount > 0)
    // The filter has seen that there is a payment.
    .map((part) => refundOf(part, payment as Payment, context.now()));
  const note = request.reason ?? defaultNote(actor);
  await cancelParts(context, tx, locked.order, locked.parts, outcome.parts, actor, note);
  if (payment && refunds.length > 0) await insertRefunds(tx, payment.id, refunds);
  return { kind: 'cancelled', refundIds: refunds.map((refund) => refund.id) };
}

/** One change, and so one version and one fact, for each part. */
async function cancelParts(
  context: Dependencies,
  tx: Tx,
  order: Order,
  all: readonly VendorOrder[],
  cancelled: readonly VendorOrder[],
  actor: Actor,
  note: string,
): Promise<void> {
  const lines = await listLinesOfParts(
    tx,
    cancelled.map((part) => part.id),
  );
  const statuses = new Map(all.map((part) => [part.id, part.status]));
  for (const [index, part] of cancelled.entries()) {
    statuses.set(part.id, 'CANCELLED');
    const signal = await changeOrder(tx, {
      orderId: order.id,
      status: deriveOrderStatus([...statuses.values()]),
      parts: [{ id: part.id, status: 'CANCELLED' }],
      history: [{ vendorOrderId: part.id, machine: 'FULFILMENT', from: part.status, to: 'CANCELLED', note }],
      actor,
      at: context.now(),
    });
    await announce(tx, {
      type: 'order.cancelled',
      aggregateId: order.id,
      sequence: signal.version,
      data: {
        orderId: order.id,
        vendorOrderId: part.id,
        vendorId: part.vendorId,
        reservationId: reservationIdOf(order.id),
        lines: (lines[index] ?? []).map((line) => ({
          orderLineId: line.id,
          offerId: line.offerId,
          quantity: line.quantity,
        })),
      },
    });
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, signal));
  }
}

/** All of a part back, with all of its commission. */
function refundOf(part: VendorOrder, payment: Payment, at: Date): Refund {
  return {
    id: newId('rfd'),
    orderId: part.orderId,
    vendorOrderId: part.id,
    paymentId: payment.id,
    status: 'PENDING',
    reason: 'CANCELLATION',
    currency: part.currency,
    totalAmount: part.totalAmount,
    goodsAmount: part.goodsAmount,
    shippingAmount: shippingWithoutTax(part),
    taxAmount: part.taxAmount,
    commissionAmount: part.commissionAmount,
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
