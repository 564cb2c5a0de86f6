import { idToUuid, newId } from '@bazaar/ids/id';
import type { Database } from '@bazaar/postgres/open-database';
import { execute } from '@bazaar/postgres/rows';

export interface CleanupOptions {
  /** Days for which facts are kept after they were announced, once nothing of them is left to deliver. */
  readonly outboxDays?: number;
  /** Days for which an applied fact is remembered, counted from its announcement. Replaying an older one applies it again. */
  readonly inboxDays?: number;
  /** Rows per table and call. */
  readonly batchSize?: number;
}

const DAY_MS = 86_400_000;

// Ids begin with the time of their making: the primary keys find what is old.
const DELETE_EVENTS = `
delete from outbox_event where id in (
  select e.id from outbox_event e
   where e.id < $1 and not exists (select from outbox_delivery d where d.event_id = e.id)
   order by e.id
   limit $2
     for update skip locked)`;
const DELETE_INBOX = `
delete from inbox_event where (event_id, listener) in (
  select event_id, listener from inbox_event
   where event_id < $1
   order by event_id
   limit $2
     for update skip locked)`;

/**
 * Deletes one batch of facts that were delivered long ago and of inbox rows that are older still, and returns how many rows went:
 * a sweep calls it until there are none. Facts with a pending, dead or skipped delivery stay.
 */
export async function cleanUpEvents(
  { reader }: Pick<Database, 'reader'>,
  { outboxDays = 30, inboxDays = 400, batchSize = 1_000 }: CleanupOptions = {},
): Promise<number> {
  const events = await execute(reader, DELETE_EVENTS, [firstIdOf(outboxDays), batchSize]);
  const applied = await execute(reader, DELETE_INBOX, [firstIdOf(inboxDays), batchSize]);
  return events + applied;
}

function firstIdOf(days: number): string {
  return idToUuid(newId('evt', Date.now() - days * DAY_MS));
}
