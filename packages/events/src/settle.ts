import type { Database } from '@bazaar/postgres/open-database';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Claim } from './claim.ts';

/** One listener's facts of one aggregate. */
export interface Lane {
  readonly listener: string;
  readonly aggregate_id: string;
}

const LOGGED_ERROR_LENGTH = 2_000;

const DELETE = `
delete from outbox_delivery d
 using unnest($1::uuid[], $2::text[]) as done (event_id, listener)
 where d.event_id = done.event_id and d.listener = done.listener and d.leased_by = $3`;

/**
 * Removes deliveries that were made, as far as `holder` still has their leases; the others belong to someone else by now.
 * The next of each lane is due at once.
 */
export async function settleDelivered(
  { reader, inTransaction }: Pick<Database, 'reader' | 'inTransaction'>,
  claims: readonly Claim[],
  holder: string,
): Promise<void> {
  const params = [claims.map((claim) => claim.eventUuid), claims.map((claim) => claim.listener), holder];
  const deleted = await execute(reader, `${DELETE} and not d.has_waiting`, params);
  if (deleted === claims.length) return;
  await inTransaction(async (tx) => {
    const lanes = await query<Lane>(tx, `${DELETE} returning d.listener, d.aggregate_id`, params);
    await readyNext(tx, lanes);
  });
}

const READY_NEXT = `
update outbox_delivery d
   set state = case d.state when 'waiting' then 'ready' else d.state end, has_waiting = true
  from unnest($1::text[], $2::text[]) as lane (listener, aggregate_id)
 cross join lateral (
   select h.event_id from outbox_delivery h
    where h.listener = lane.listener and h.aggregate_id = lane.aggregate_id and h.state <> 'skipped'
    order by h.sequence, h.event_id
    limit 1) head
 where d.listener = lane.listener and d.event_id = head.event_id`;

/**
 * Makes the new heads of lanes ready whose head the transaction has just settled. It is a statement of its own, because it must see what was
 * parked until that head's lock was had.
 */
export async function readyNext(tx: Tx, lanes: readonly Lane[]): Promise<void> {
  const listeners = lanes.map((lane) => lane.listener);
  const aggregates = lanes.map((lane) => lane.aggregate_id);
  await execute(tx, READY_NEXT, [listeners, aggregates]);
}

const POSTPONE = `
update outbox_delivery
   set leased_by = null, lease_until = null, next_at = now() + $4 * interval '1 millisecond',
       attempts = attempts - $5, last_error = coalesce($6, last_error)
 where event_id = $1 and listener = $2 and leased_by = $3`;

/** Gives a claim back, to be delivered after `delayMs`. What did not reach the listener is not counted as an attempt. */
export async function postpone(
  reader: Reader,
  claim: Claim,
  holder: string,
  { delayMs, reached, error }: { delayMs: number; reached: boolean; error: string | null },
): Promise<void> {
  await execute(reader, POSTPONE, [
    claim.eventUuid,
    claim.listener,
    holder,
    delayMs,
    reached ? 0 : 1,
    error?.slice(0, LOGGED_ERROR_LENGTH) ?? null,
  ]);
}

const BURY = `
update outbox_delivery
   set state = 'dead', died_at = now(), leased_by = null, lease_until = null, last_error = $4
 where event_id = $1 and listener = $2 and leased_by = $3`;

/** Makes a claim a dead letter, which blocks its lane. Returns whether `holder` still had the lease. */
export async function bury(reader: Reader, claim: Claim, holder: string, error: string): Promise<boolean> {
  const buried = await execute(reader, BURY, [
    claim.eventUuid,
    claim.listener,
    holder,
    error.slice(0, LOGGED_ERROR_LENGTH),
  ]);
  return buried === 1;
}
