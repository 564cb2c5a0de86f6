import { idFromUuid } from '@bazaar/ids/id';
import type { OrderId } from '@bazaar/ids/kinds';
import { execute, query, readRows } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { WebhookEvent } from '../domain/webhook-event.ts';
import { WebhookEventTable } from './tables/webhook-event-table.ts';

/** How long one attempt at applying keeps a notification to itself, in milliseconds of the database's clock. */
const LEASE_MS = 2_500;

/**
 * Keeps a notification and tells whether it must be applied, which it must not when it was kept before, and the order it is about, if that is known. One that says that money was captured when that is known already
 * (mostly by our own doing) counts as applied at once.
 */
export async function insertWebhookEvent(
  reader: Reader,
  event: Pick<WebhookEvent, 'provider' | 'id' | 'type' | 'providerPaymentId'> & { readonly succeeded: boolean },
): Promise<{ readonly toApply: boolean; readonly orderId: OrderId | null }> {
  const [row] = await query<{ applied_at: Date | null; order_id: string | null }>(
    reader,
    `with known as (
       select exists (select from payment
                       where provider = $1 and provider_payment_id = $4 and status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')) and $5::boolean as applied
     )
     insert into webhook_event (provider, id, type, provider_payment_id, applied_at, next_at)
     select $1, $2, $3, $4, case when applied then now() end, case when not applied then now() + ${LEASE_MS} * interval '1 ms' end from known
     on conflict do nothing
     returning applied_at, (select order_id from payment where payment.provider = $1 and payment.provider_payment_id = $4)`,
    [event.provider, event.id, event.type, event.providerPaymentId, event.succeeded],
  );
  const orderId = row?.order_id ? idFromUuid('ord', row.order_id) : null;
  return { toApply: row !== undefined && row.applied_at === null, orderId };
}

/** Takes up to `limit` notifications that are due, each for one attempt. */
export function claimWebhookEvents(reader: Reader, limit: number): Promise<WebhookEvent[]> {
  return readRows(
    reader,
    WebhookEventTable,
    `update webhook_event set next_at = now() + ${LEASE_MS} * interval '1 ms', attempts = attempts + 1
      where (provider, id) in (select provider, id from webhook_event where next_at <= now() order by next_at limit $1 for update skip locked)
     returning *`,
    [limit],
  );
}

export async function markApplied(reader: Reader, event: Pick<WebhookEvent, 'provider' | 'id'>): Promise<void> {
  await execute(
    reader,
    'update webhook_event set applied_at = now(), next_at = null where provider = $1 and id = $2 and applied_at is null',
    [event.provider, event.id],
  );
}

/** Tries a notification again after `waitMs`. */
export async function postponeWebhookEvent(
  reader: Reader,
  event: Pick<WebhookEvent, 'provider' | 'id'>,
  waitMs: number,
): Promise<void> {
  await execute(
    reader,
    `update webhook_event set next_at = now() + $3 * interval '1 ms' where provider = $1 and id = $2 and applied_at is null`,
    [event.provider, event.id, waitMs],
  );
}

/** The order a provider's payment is for; null while nobody knows that payment. */
export async function findOrderOfPayment(
  reader: Reader,
  provider: string,
  providerPaymentId: string,
): Promise<OrderId | null> {
  const [row] = await query<{ order_id: string }>(
    reader,
    'select order_id from payment where provider = $1 and provider_payment_id = $2',
    [provider, providerPaymentId],
  );
  return row ? idFromUuid('ord', row.order_id) : null;
}
