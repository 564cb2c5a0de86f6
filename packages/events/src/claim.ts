import { idFromUuid } from '@bazaar/ids/id';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';

/** One delivery that a dispatcher holds until its lease ends. */
export interface Claim {
  /** The event's id as Postgres knows it. */
  readonly eventUuid: string;
  readonly listener: SubgraphName;
  /** Deliveries begun, this one included. */
  readonly attempts: number;
  readonly traceparent: string | null;
  readonly event: EventEnvelope;
}

/** How many more deliveries a dispatcher has room for, per listener. */
export interface Room {
  readonly listener: SubgraphName;
  readonly places: number;
}

/** Who holds a lease, and for how long it lasts on Postgres' clock, in milliseconds. */
export interface Lease {
  readonly holder: string;
  readonly leaseMs: number;
}

/** Rows that one statement looks at, per listener: bounds its cost whatever the backlog. */
const WINDOW = 200;

const UNLEASED = '(d.lease_until is null or d.lease_until <= now())';

const HAS_DUE = `
select exists (
  select from outbox_delivery d
   where d.listener = any($1) and d.state = 'ready' and d.next_at <= now() and ${UNLEASED}) as due`;

/**
 * Whether anything may be claimed for these listeners. It tells an idle dispatcher so at a small part of what {@link claimHeads} costs, most of which
 * is planning.
 */
export async function hasDue(reader: Reader, listeners: readonly SubgraphName[]): Promise<boolean> {
  const [row] = await query<{ due: boolean }>(reader, HAS_DUE, [listeners]);
  return row?.due ?? false;
}

/** The deliveries of each listener that are due the longest, each with the head of its lane. */
const SEEN = `
  select d.listener, d.event_id, d.next_at, d.row, head.event_id as head_id
    from room
   cross join lateral (
     select d.*, d.ctid as row from outbox_delivery d
      where d.listener = room.listener and d.state = 'ready' and d.next_at <= now() and ${UNLEASED}
      order by d.next_at, d.event_id
      limit ${WINDOW}) d
   cross join lateral (
     select h.event_id from outbox_delivery h
      where h.listener = d.listener and h.aggregate_id = d.aggregate_id and h.state <> 'skipped'
      order by h.sequence, h.event_id
      limit 1) head`;

// A head stays a head until it is settled, since facts of one aggregate commit in their order: what `seen` read before the row was locked
// still holds. Its lease may have been taken meanwhile, so that is checked again on the locked row. The row is found by its place (ctid), because
// with the statistics of an empty table the planner would look for it among everything that is due.
const CLAIM = `
with room as (
  select * from unnest($1::text[], $2::int[]) as room (listener, places)
), seen as materialized (${SEEN}
), free as (
  select f.* from room cross join lateral (
    select d.listener, d.event_id
      from seen join outbox_delivery d on d.ctid = seen.row
     where seen.listener = room.listener and seen.head_id = seen.event_id
       and d.state = 'ready' and d.next_at <= now() and ${UNLEASED}
     order by seen.next_at, seen.event_id
     limit room.places
       for update of d skip locked) f
), claimed as (
  update outbox_delivery d
     set leased_by = $3, lease_until = now() + $4 * interval '1 millisecond', attempts = d.attempts + 1
    from free
   where d.listener = free.listener and d.event_id = free.event_id
  returning d.event_id, d.listener, d.attempts, d.next_at
)
select crowded.listeners as crowded, claim.*
  from (
    select array_agg(listener) as listeners from (
      select room.listener from room join seen on seen.listener = room.listener
       group by room.listener, room.places
      having count(*) = ${WINDOW} and count(*) filter (where head_id = event_id) < room.places) full_window
  ) crowded left join (
    select c.listener, c.attempts, c.next_at, e.*
      from claimed c join outbox_event e on e.id = c.event_id) claim on true
 order by claim.next_at, claim.id`;

interface ClaimRow {
  readonly id: string;
  readonly listener: SubgraphName;
  readonly attempts: number;
  readonly type: EventEnvelope['type'];
  readonly version: number;
  readonly aggregate_id: string;
  readonly sequence: string;
  readonly occurred_at: Date;
  readonly traceparent: string | null;
  readonly data: EventEnvelope['data'];
}

/**
 * Leases the heads of lanes that are due, the longest due first, at most `places` per listener. Rows that others are claiming are passed over.
 * `crowded` are the listeners of which it saw only a part of what is due, with fewer heads in it than places; see {@link park}.
 */
export async function claimHeads(
  reader: Reader,
  rooms: readonly Room[],
  lease: Lease,
): Promise<{ claims: Claim[]; crowded: readonly SubgraphName[] }> {
  const listeners = rooms.map((room) => room.listener);
  const places = rooms.map((room) => room.places);
  type Row = { crowded: SubgraphName[] | null } & (ClaimRow | { id: null });
  const rows = await query<Row>(reader, CLAIM, [listeners, places, lease.holder, lease.leaseMs]);
  const claims = rows.flatMap((row) => (row.id === null ? [] : [claimOf(row)]));
  return { claims, crowded: rows[0]?.crowded ?? [] };
}

function claimOf(row: ClaimRow): Claim {
  return {
    eventUuid: row.id,
    listener: row.listener,
    attempts: row.attempts,
    traceparent: row.traceparent,
    event: {
      id: idFromUuid('evt', row.id),
      type: row.type,
      version: row.version,
      aggregateId: row.aggregate_id,
      sequence: Number(row.sequence),
      occurredAt: row.occurred_at.toISOString(),
      data: row.data,
    },
  };
}

// The head is locked and marked in the statement that parks rows behind it. Who settles the head therefore waits for this statement and then
// sees the mark; a head that is being settled right now is locked, and its lane is left alone.
const PARK = `
with room as (
  select * from unnest($1::text[]) as room (listener)
), behind as materialized (
  select * from (${SEEN}) seen where head_id <> event_id
), head as (
  update outbox_delivery d set has_waiting = true
    from (select h.listener, h.event_id from outbox_delivery h
           where (h.event_id, h.listener) in (select head_id, listener from behind) and h.state <> 'skipped'
             for update skip locked) h
   where d.listener = h.listener and d.event_id = h.event_id
  returning d.listener, d.event_id
)
update outbox_delivery d set state = 'waiting'
  from behind join head on head.listener = behind.listener and head.event_id = behind.head_id
 where d.listener = behind.listener and d.event_id = behind.event_id and d.state = 'ready'
returning d.event_id`;

/**
 * Takes due deliveries that stand behind their lane's head out of the claims' way, up to a window per listener, and returns how many.
 * Without it a long lane with a failing head would be looked through again by every claim, and would hide the lanes behind it.
 */
export async function park(reader: Reader, listeners: readonly SubgraphName[]): Promise<number> {
  return (await query(reader, PARK, [listeners])).length;
}

const RENEW = `
update outbox_delivery d set lease_until = now() + $4 * interval '1 millisecond'
  from (select o.event_id, o.listener
          from unnest($1::uuid[], $2::text[]) as held (event_id, listener)
          join outbox_delivery o on o.event_id = held.event_id and o.listener = held.listener
         where o.leased_by = $3
           for update of o skip locked) mine
 where d.event_id = mine.event_id and d.listener = mine.listener`;

/** Extends the leases that the holder still has. A row that is being settled is passed over. */
export async function renewLeases(reader: Reader, claims: readonly Claim[], lease: Lease): Promise<void> {
  const ids = claims.map((claim) => claim.eventUuid);
  const listeners = claims.map((claim) => claim.listener);
  await query(reader, RENEW, [ids, listeners, lease.holder, lease.leaseMs]);
}

const HAS_DUE_HEADS = `
select exists (
  select from outbox_delivery d
   where d.state = 'ready' and d.next_at <= now() and d.event_id = (
     select h.event_id from outbox_delivery h
      where h.listener = d.listener and h.aggregate_id = d.aggregate_id and h.state <> 'skipped'
      order by h.sequence, h.event_id
      limit 1)) as due`;

/** Whether a head is due, be it leased or free. Looks through everything that is due: for tests. */
export async function hasDueHeads(reader: Reader): Promise<boolean> {
  const [row] = await query<{ due: boolean }>(reader, HAS_DUE_HEADS);
  return row?.due ?? false;
}
