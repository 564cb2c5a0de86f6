import { newId, idToUuid } from '@bazaar/ids/id';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import { query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import { ALL_EVENTS, type EventData, type EventType } from '@bazaar/schema/events/all-events';
import type { EventContract } from '@bazaar/schema/events/define-events';
import { currentTraceparent } from './trace-context.ts';
import { wakeDispatchers } from './wake.ts';

export interface Announcement<Type extends EventType> {
  readonly type: Type;
  /** The id of the thing the fact is about. Its row is locked by this transaction, or was made by it. */
  readonly aggregateId: string;
  /** The thing's version after the change. */
  readonly sequence: number;
  readonly data: EventData<Type>;
}

/**
 * Records a fact in the transaction that makes it true, with a delivery for each subgraph that its contract lists: one statement.
 * Every listener gets the facts of one aggregate in the order of (sequence, moment of announcing), which needs `sequence` to be read
 * under the aggregate's row lock and raised by every change. Several facts may share a version, each type once.
 * A fact without listeners is recorded too. After commit this process' dispatchers wake.
 * @throws ZodError when `data` is not what the contract says; a unique violation (`outbox_event_once_per_version`) when the
 *   same version of the aggregate has already announced this type. Either way nothing of the transaction may be committed.
 */
export async function announce<Type extends EventType>(tx: Tx, announcement: Announcement<Type>): Promise<void> {
  const { type, aggregateId, sequence } = announcement;
  const contract: EventContract = ALL_EVENTS[type];
  const data = contract.data.parse(announcement.data);
  await query(tx, INSERT, [
    idToUuid(newId('evt')),
    type,
    contract.version,
    aggregateId,
    sequence,
    new Date(),
    currentTraceparent(),
    JSON.stringify(data),
    contract.listeners,
  ]);
  if (contract.listeners.length > 0) afterCommit(tx, () => wakeDispatchers(tx.dataSource));
}

const INSERT = `
with event as (
  insert into outbox_event (id, type, version, aggregate_id, sequence, occurred_at, traceparent, data)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning id, aggregate_id, sequence
)
insert into outbox_delivery (event_id, listener, aggregate_id, sequence)
select event.id, heard.listener, event.aggregate_id, event.sequence
  from event cross join unnest($9::text[]) as heard (listener)`;
