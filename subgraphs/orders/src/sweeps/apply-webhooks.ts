import type { Sweep } from '@bazaar/subgraph/sweep';
import type { OrdersContext } from '../context.ts';
import { applyWebhook } from '../operations/apply-webhook.ts';
import { claimWebhookEvents } from '../storage/webhook-events.ts';

/** Applies notifications that were kept but not applied: the process ended, or the checkout was busy. */
export const applyWebhooks: Sweep<OrdersContext> = {
  name: 'apply webhooks',
  everyMs: 500,
  async run(context) {
    const events = await claimWebhookEvents(context.reader, 8);
    const results = await Promise.allSettled(events.map((event) => applyWebhook(context, event)));
    for (const result of results)
      if (result.status === 'rejected')
        context.log.error({ err: result.reason as unknown }, 'a notification could not be applied');
    return events.length;
  },
};
