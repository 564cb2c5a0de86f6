import { crashPoint } from '@bazaar/runtime/crash-points';
import type { OrderId } from '@bazaar/ids/kinds';
import { checkoutIdOf } from '../domain/checkout-ids.ts';
import type { WebhookEvent } from '../domain/webhook-event.ts';
import { claimCheckout } from '../storage/checkouts.ts';
import { findPayment, wakeRefunds } from '../storage/payments.ts';
import { findOrderOfPayment, markApplied, postponeWebhookEvent } from '../storage/webhook-events.ts';
import { advanceCheckout } from './advance-checkout.ts';
import type { SagaContext } from './checkout-saga.ts';

/** While someone else advances the checkout, and while the payment is not recorded yet, in milliseconds. */
const BUSY_MS = 250;
/** Tries for a payment nobody knows: it may be of another system on the same account. */
const UNKNOWN_TRIES = 20;

/**
 * Applies a notification: not by what it says but by asking the provider how the payment stands now. So order, repetition and loss of
 * notifications make no difference to the end state.
 */
export async function applyWebhook(
  context: SagaContext,
  event: Pick<WebhookEvent, 'provider' | 'id' | 'type' | 'providerPaymentId' | 'attempts'>,
  known: OrderId | null = null,
): Promise<void> {
  const { reader } = context;
  const orderId = known ?? (await findOrderOfPayment(reader, event.provider, event.providerPaymentId));
  if (!orderId) {
    if (event.attempts < UNKNOWN_TRIES) return postponeWebhookEvent(reader, event, BUSY_MS * (event.attempts + 1));
    context.log.warn({ eventId: event.id, type: event.type }, 'a notification is about a payment nobody here knows');
    return markApplied(reader, event);
  }
  if (/^(charge\.)?refund\./.test(event.type)) {
    const payment = await findPayment(reader, orderId);
    if (payment) await wakeRefunds(reader, payment.id);
    return markApplied(reader, event);
  }
  const claimed = await claimCheckout(reader, checkoutIdOf(orderId));
  if (!claimed) return postponeWebhookEvent(reader, event, BUSY_MS);
  await advanceCheckout(context, { checkout: claimed, payment: null });
  crashPoint('webhook.afterApply');
  await markApplied(reader, event);
}
