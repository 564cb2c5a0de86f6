import type { Step } from '../http/call.ts';
import type { EventEnvelope, EventObject } from '../objects.ts';
import { planDeliveries } from '../webhooks/plan-deliveries.ts';

/**
 * Records that something happened to `object`, as it is now, and plans the deliveries to every endpoint that asked for it,
 * all in the transaction of the change.
 */
export function announce(
  step: Step,
  type: string,
  object: EventObject,
  options: { readonly owner?: string; readonly previous?: Readonly<Record<string, unknown>> } = {},
): void {
  const owner = options.owner ?? step.owner;
  const event: EventEnvelope = {
    id: step.newId('evt'),
    object: 'event',
    ...(owner !== step.platform && { account: owner }),
    api_version: step.settings.apiVersion,
    created: step.now,
    data: { object, ...(options.previous && { previous_attributes: options.previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: step.request.id, idempotency_key: step.request.idempotencyKey },
    type,
  };
  const endpoints = planDeliveries(step, event, owner);
  step.tx.put('events', { id: event.id, owner, object: { ...event, pending_webhooks: endpoints } });
  forgetOldest(step);
}

/** Keeps the number of events bounded; one that still waits for a delivery stays. */
function forgetOldest({ tx, settings }: Step): void {
  while (tx.count('events') > settings.keepEvents) {
    const oldest = tx.oldest('events');
    if (!oldest) return;
    const deliveries = tx.listBy('deliveries', 'event', oldest.id);
    if (deliveries.some(({ state }) => state === 'pending' || state === 'held')) return;
    for (const { id } of deliveries) tx.delete('deliveries', id);
    tx.delete('events', oldest.id);
  }
}
