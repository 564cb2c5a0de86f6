import { idToUuid } from '@bazaar/ids/id';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import type { Payment } from '../../domain/order.ts';
import type { OpenPayment } from '../../payments/payment-provider.ts';
import { findPayment } from '../../storage/payments.ts';
import type { Saga, SagaContext } from '../checkout-saga.ts';

/**
 * The payment of a placed order: at hand, or read.
 * @throws Error when there is none, which a free order's steps must not ask for.
 */
export async function getPayment({ reader }: Pick<SagaContext, 'reader'>, saga: Saga): Promise<Payment> {
  const payment = saga.payment ?? (await findPayment(reader, orderIdOf(saga.checkout.id)));
  if (!payment) throw new Error(`${saga.checkout.id} has no payment.`);
  return payment;
}

/** What the provider is asked for: the same at every repetition, or the idempotency key would not hold. */
export function openingOf({ checkout }: Saga, payment: Payment): OpenPayment {
  const { paymentMethod, returnUrl } = checkout.input;
  return {
    amount: payment.amount,
    currency: payment.currency,
    description: `Order ${checkout.orderNumber}`,
    metadata: { checkoutId: checkout.id, orderId: payment.orderId, orderNumber: checkout.orderNumber },
    paymentMethod,
    returnUrl,
  };
}

/**
 * The idempotency key of one kind of call for this checkout. A provider replays refusals, too; capturing and cancelling may be refused only for
 * now, and a payment is captured or cancelled once however often it is asked for, so that each saved step asks anew. A step without an answer saves
 * nothing and repeats its key. When the provider has forgotten it by then, it refuses to capture or cancel again, and is asked how the payment stands.
 */
export function keyOf({ checkout }: Saga, call: 'open' | 'capture' | 'cancel'): string {
  const key = `checkout-${idToUuid(checkout.id)}-${call}`;
  return call === 'open' ? key : `${key}-${checkout.version}`;
}
