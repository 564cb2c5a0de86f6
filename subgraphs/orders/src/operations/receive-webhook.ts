import { crashPoint } from '@bazaar/runtime/crash-points';
import type { RawRequest } from '@bazaar/runtime/subgraph-door';
import type { OrdersContext } from '../context.ts';
import { insertWebhookEvent } from '../storage/webhook-events.ts';
import { applyWebhook } from './apply-webhook.ts';
import type { SagaContext } from './checkout-saga.ts';

export type ReceiveWebhookOutcome = { readonly kind: 'kept' } | { readonly kind: 'forged' };

/**
 * Verifies a notification over its raw bytes and keeps it; only then it may be acknowledged. It is applied right after, once: by this
 * process, or by the sweep if this process does not live to do it.
 */
export async function receiveWebhook(
  context: SagaContext & Pick<OrdersContext, 'background'>,
  request: Pick<RawRequest, 'body' | 'headers'>,
): Promise<ReceiveWebhookOutcome> {
  const { payments } = context;
  const notification = payments.readNotification(request.body, request.headers);
  if (!notification) return { kind: 'forged' };
  const { id, type, providerPaymentId } = notification;
  if (providerPaymentId === null) return { kind: 'kept' };
  crashPoint('webhook.beforePersist');
  const event = { provider: payments.name, id, type, providerPaymentId };
  const { toApply, orderId } = await insertWebhookEvent(context.reader, {
    ...event,
    succeeded: type === 'payment_intent.succeeded',
  });
  crashPoint('webhook.afterPersist');
  if (toApply) context.background.run(() => applyWebhook(context, { ...event, attempts: 0 }, orderId));
  return { kind: 'kept' };
}
