import { idFromUuid, idToUuid, parseId } from '@bazaar/ids/id';
import type { EventId } from '@bazaar/ids/kinds';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { readyNext, type Lane } from './settle.ts';
import { wakeDispatchers } from './wake.ts';

/** A delivery that failed too often: `evt_…:<listener>`. One fact may be dead for one listener and delivered to the others. */
export type DeadLetterId = `${EventId}:${SubgraphName}`;

export interface DeadLetter {
  readonly id: DeadLetterId;
  readonly eventId: EventId;
  readonly listener: SubgraphName;
  readonly type: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly lastError: string;
  readonly announcedAt: Date;
  readonly diedAt: Date;
  /** Later facts of the same aggregate that wait behind this one. */
  readonly blocked: number;
}

interface DeadLetterRow {
  readonly event_id: string;
  readonly listener: SubgraphName;
  readonly type: string;
  readonly aggregate_id: string;
  readonly sequence: string;
  readonly attempts: number;
  readonly last_error: string;
  readonly announced_at: Date;
  readonly died_at: Date;
  readonly blocked: number;
}

/** Lists dead letters, the longest dead first. */
export async function listDeadLetters(
  { reader }: Pick<Database, 'reader'>,
  { limit }: { limit: number },
): Promise<DeadLetter[]> {
  const rows = await query<DeadLetterRow>(
    reader,
    `select d.event_id, d.listener, e.type, d.aggregate_id, d.sequence, d.attempts, d.last_error, d.announced_at, d.died_at,
            (select count(*)::int from outbox_delivery b
              where b.listener = d.listener and b.aggregate_id = d.aggregate_id and b.state <> 'skipped'
                and (b.sequence, b.event_id) > (d.sequence, d.event_id)) as blocked
       from outbox_delivery d join outbox_event e on e.id = d.event_id
      where d.state = 'dead'
      order by d.died_at, d.event_id
      limit $1`,
    [limit],
  );
  return rows.map((row) => {
    const eventId = idFromUuid('evt', row.event_id);
    return {
      id: `${eventId}:${row.listener}`,
      eventId,
      listener: row.listener,
      type: row.type,
      aggregateId: row.aggregate_id,
      sequence: Number(row.sequence),
      attempts: row.attempts,
      lastError: row.last_error,
      announcedAt: row.announced_at,
      diedAt: row.died_at,
      blocked: row.blocked,
    };
  });
}

/** Reads a dead letter's id as a person typed it; null when it is none. */
export function parseDeadLetterId(text: string): DeadLetterId | null {
  const [event = '', name, ...rest] = text.split(':');
  const eventId = parseId('evt', event);
  const listener = SUBGRAPH_NAMES.find((candidate) => candidate === name);
  return eventId && listener && rest.length === 0 ? `${eventId}:${listener}` : null;
}

/** Delivers dead letters again, with all their attempts, and returns how many there were. Ids that are not dead letters are passed over. */
export async function replayDeadLetters(
  { inTransaction }: Pick<Database, 'inTransaction'>,
  which: { readonly ids: readonly DeadLetterId[] } | { readonly all: true },
): Promise<number> {
  const parts = 'ids' in which ? which.ids.map(partsOf) : null;
  return inTransaction(async (tx) => {
    const replayed = await query(
      tx,
      `update outbox_delivery set state = 'ready', attempts = 0, next_at = now(), died_at = null
        where state = 'dead'
          and ($1::uuid[] is null or (event_id, listener) in (select * from unnest($1::uuid[], $2::text[])))
       returning event_id`,
      [parts?.map((part) => part.eventUuid) ?? null, parts?.map((part) => part.listener) ?? null],
    );
    afterCommit(tx, () => wakeDispatchers(tx.dataSource));
    return replayed.length;
  });
}

/**
 * Gives a dead letter up for good, so that what waits behind it is delivered. Who did it, when and why stays on the row.
 * Returns false when it is not a dead letter (any more).
 */
export async function skipDeadLetter(
  { inTransaction }: Pick<Database, 'inTransaction'>,
  id: DeadLetterId,
  { note, by }: { readonly note: string; readonly by: string },
): Promise<boolean> {
  const { eventUuid, listener } = partsOf(id);
  return inTransaction(async (tx) => {
    const lanes = await query<Lane>(
      tx,
      `update outbox_delivery
          set state = 'skipped', has_waiting = false, skipped_at = now(), skipped_by = $3, skip_note = $4
        where event_id = $1 and listener = $2 and state = 'dead'
       returning listener, aggregate_id`,
      [eventUuid, listener, by, note],
    );
    await readyNext(tx, lanes);
    afterCommit(tx, () => wakeDispatchers(tx.dataSource));
    return lanes.length === 1;
  });
}

function partsOf(id: DeadLetterId): { eventUuid: string; listener: string } {
  const at = id.lastIndexOf(':');
  // The type says what stands before the colon.
  return { eventUuid: idToUuid(id.slice(0, at) as EventId), listener: id.slice(at + 1) };
}
