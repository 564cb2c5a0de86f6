import { newId } from '@bazaar/ids/id';
import { announce } from '@bazaar/events/announce';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import { crashPoint } from '@bazaar/runtime/crash-points';
import { Fault } from '@bazaar/runtime/faults';
import { checkoutFailure, type Checkout, type LineProblem } from '../../domain/checkout.ts';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import type { Payment } from '../../domain/order.ts';
import { goodsAmount, placeOrder, QuoteDoesNotAddUp, type PlacedOrder } from '../../domain/place-order.ts';
import type { CommissionQuote } from '../../domain/quote.ts';
import { quoteOf } from '../../domain/quote-of.ts';
import { toVendorPart, type PlacedPart } from '../../domain/vendor-part.ts';
import { publishOrder } from '../../live/publish-order.ts';
import { saveCheckout } from '../../storage/checkouts.ts';
import { placeOrderAlso } from '../../storage/place-order.ts';
import type { SagaContext, Step } from '../checkout-saga.ts';
import { turnBack, turnBackIfOver } from './fail.ts';

/**
 * STOCK_RESERVED → ORDER_CREATED: the commission is frozen, and the order group, its vendors' parts and their lines are written as snapshots.
 * A free order needs no payment and is AUTHORIZED at once.
 */
export const placeOrderStep: Step = async (context, saga) => {
  const over = turnBackIfOver(context, saga);
  if (over) return over;
  const { checkout } = saga;
  const [commission, email] = await Promise.all([quoteCommission(context, checkout), contactOf(context, checkout)]);
  if (commission.inactiveVendorIds.length > 0)
    return turnBack(
      context,
      saga,
      checkoutFailure('CART_LINE_NOT_PURCHASABLE', 'A vendor of this cart does not sell at the moment.', {
        field: ['cartId'],
        problems: linesOf(checkout, commission.inactiveVendorIds),
      }),
    );
  let placed: PlacedOrder;
  try {
    placed = place(context, checkout, commission, email);
  } catch (error) {
    if (!(error instanceof QuoteDoesNotAddUp)) throw error;
    context.log.error({ err: error, checkoutId: checkout.id }, 'a quote does not add up');
    return turnBack(
      context,
      saga,
      checkoutFailure('CHECKOUT_INTERRUPTED', 'The checkout could not be completed: try again.'),
    );
  }
  const payment = placed.order.totalAmount > 0 ? newPayment(context, placed) : null;
  const parts: PlacedPart[] = placed.vendorOrders.map((part) => ({
    id: part.id,
    digital: part.digital,
    event: toVendorPart(
      part,
      placed.lines.filter((line) => line.vendorOrderId === part.id),
    ),
  }));

  const saved = await context.inTransaction(async (tx) => {
    const step = await saveCheckout(
      tx,
      checkout,
      { state: payment ? 'ORDER_CREATED' : 'AUTHORIZED', orderPlaced: true, quote: null, parts, then: 'held' },
      placeOrderAlso(placed, payment),
    );
    const { id: orderId, number, buyerId, currency, totalAmount } = placed.order;
    await announce(tx, {
      type: 'order.created',
      aggregateId: orderId,
      sequence: 1,
      data: {
        orderId,
        number,
        checkoutId: checkout.id,
        buyerId,
        currency,
        totalAmount,
        vendorOrders: parts.map((part) => part.event),
      },
    });
    // Vendors see the order once it is confirmed.
    afterCommit(tx, () => publishOrder(context.ephemeral.pubsub, { orderId, version: 1, buyerId, parts: [] }));
    return step.checkout;
  });
  crashPoint('checkout.afterOrderCreated');
  return { checkout: saved, payment, rests: false };
};

async function quoteCommission({ sendCommand }: SagaContext, checkout: Checkout): Promise<CommissionQuote> {
  const { currency, groups } = quoteOf(checkout);
  return sendCommand('vendors.quoteCommission', {
    currency,
    lines: groups.flatMap((group) =>
      group.lines.map((line) => ({
        lineId: line.cartLineId,
        vendorId: group.vendorId,
        categoryIds: [...line.categoryIds],
        netAmount: goodsAmount(line),
      })),
    ),
  });
}

/** Where messages about the order go: what the buyer gave, else what their account has. An account that cannot be read now stops nobody from buying. */
async function contactOf({ sendCommand, log }: SagaContext, checkout: Checkout): Promise<string | null> {
  const { buyerId, input } = checkout;
  if (input.email !== null || buyerId === null) return input.email;
  try {
    const contact = await sendCommand('users.findContact', { userId: buyerId });
    return contact.kind === 'found' ? contact.email : null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log.warn({ err: error, checkoutId: checkout.id }, 'an order goes without its buyer’s e-mail address');
    return null;
  }
}

function place(
  context: SagaContext,
  checkout: Checkout,
  commission: CommissionQuote,
  email: string | null,
): PlacedOrder {
  return placeOrder({
    orderId: orderIdOf(checkout.id),
    number: checkout.orderNumber,
    buyerId: checkout.buyerId,
    email,
    request: checkout.input,
    quote: quoteOf(checkout),
    commission,
    placedAt: context.now(),
    makeId: (prefix) => newId(prefix),
  });
}

function newPayment({ payments }: SagaContext, { order }: PlacedOrder): Payment {
  return {
    id: newId('pay'),
    orderId: order.id,
    provider: payments.name,
    providerPaymentId: null,
    clientSecret: null,
    status: 'PENDING',
    requiresAction: false,
    currency: order.currency,
    amount: order.totalAmount,
    capturedAmount: 0,
    refundedAmount: 0,
    feeAmount: null,
    feeDueAt: null,
    method: null,
    errorCode: null,
    errorMessage: null,
    createdAt: order.placedAt,
    capturedAt: null,
  };
}

function linesOf(checkout: Checkout, vendorIds: readonly string[]): LineProblem[] {
  return quoteOf(checkout)
    .groups.filter((group) => vendorIds.includes(group.vendorId))
    .flatMap((group) => group.lines)
    .map(({ offerId }) => ({ offerId, code: 'VENDOR_INACTIVE', available: null }));
}
