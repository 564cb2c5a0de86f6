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
export function announce<Type extends EventType>(tx: Tx, announcement: Announcement<Type>): Promise<void> {
  return announceAll(tx, [announcement]);
}

/** Records many facts at once, each as {@link announce} does, in one statement. None is fine. */
export async function announceAll<Type extends EventType>(
  tx: Tx,
  announcements: readonly Announcement<Type>[],
): Promise<void> {
  if (announcements.length === 0) return;
  const contracts = new Map<Type, EventContract>(announcements.map(({ type }) => [type, ALL_EVENTS[type]]));
  const heard = [...contracts].flatMap(([type, { listeners }]) => listeners.map((listener) => ({ type, listener })));
  const facts = announcements.map(({ type, aggregateId, sequence, data }) => {
    const { version, data: schema }: EventContract = ALL_EVENTS[type];
    return {
      id: idToUuid(newId('evt')),
      type,
      version,
      aggregateId,
      sequence,
      data: JSON.stringify(schema.parse(data)),
    };
  });
  await query(tx, INSERT, [
    facts.map((fact) => fact.id),
    facts.map((fact) => fact.type),
    facts.map((fact) => fact.version),
    facts.map((fact) => fact.aggregateId),
    facts.map((fact) => fact.sequence),
    new Date(),
    currentTraceparent(),
    facts.map((fact) => fact.data),
    heard.map(({ type }) => type),
    heard.map(({ listener }) => listener),
  ]);
  if (heard.length > 0) afterCommit(tx, () => wakeDispatchers(tx.dataSource));
}

const INSERT = `
with event as (
  insert into outbox_event (id, type, version, aggregate_id, sequence, occurred_at, traceparent, data)
  select fact.id, fact.type, fact.version, fact.aggregate_id, fact.sequence, $6, $7, fact.data
    from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::bigint[], $8::jsonb[])
      as fact (id, type, version, aggregate_id, sequence, data)
  returning id, type, aggregate_id, sequence
)
insert into outbox_delivery (event_id, listener, aggregate_id, sequence)
select event.id, heard.listener, event.aggregate_id, event.sequence
  from event join unnest($9::text[], $10::text[]) as heard (type, listener) on heard.type = event.type`;
