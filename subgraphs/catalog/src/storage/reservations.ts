import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { ReservationId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { Draw, OfferQuantity, Shortage } from '../domain/plan-reservation.ts';
import type { Reservation, ReservationLine } from '../domain/reservation.ts';

/**
 * Records a new reservation with its lines, holding nothing yet; false when the id is taken. Waits for a concurrent transaction that
 * is recording the same id. Lines on offers that do not exist are left out. The time to live runs by the database's clock.
 */
export async function insertReservation(
  tx: Tx,
  reservation: { id: ReservationId; ttlSeconds: number; lines: readonly OfferQuantity[] },
): Promise<boolean> {
  const { id, ttlSeconds, lines } = reservation;
  const rows = await query(
    tx,
    `with made as (
       insert into reservation (id, state, expires_at) values ($1, 'RESERVED', clock_timestamp() + make_interval(secs => $2))
       on conflict do nothing returning id
     ),
     lines as (
       insert into reservation_line (reservation_id, offer_id, quantity)
       select made.id, o.id, line.quantity
         from made, unnest($3::uuid[], $4::integer[]) as line (offer_id, quantity) join offer o on o.id = line.offer_id
     )
     select from made`,
    [idToUuid(id), ttlSeconds, lines.map((line) => idToUuid(line.offerId)), lines.map((line) => line.quantity)],
  );
  return rows.length === 1;
}

/** Records an unknown id as released; false when the id is known. */
export async function insertTombstone(tx: Tx, id: ReservationId): Promise<boolean> {
  const sql = `insert into reservation (id, state) values ($1, 'RELEASED') on conflict do nothing`;
  return (await execute(tx, sql, [idToUuid(id)])) === 1;
}

interface ReservationRow {
  readonly state: Reservation['state'];
  readonly shortages: Shortage[] | null;
}

/** Locks a reservation; null when there is none. What it holds must be read after this, not in the same statement. */
export async function lockReservation(tx: Tx, id: ReservationId): Promise<Reservation | null> {
  const [row] = await query<ReservationRow>(tx, 'select state, shortages from reservation where id = $1 for update', [
    idToUuid(id),
  ]);
  if (!row) return null;
  const { state, shortages } = row;
  return state === 'REFUSED' ? { id, state, shortages: shortages ?? [] } : { id, state };
}

/** Moves a reservation from one state to another; false when it is in none of `from`. Locks it. */
export async function changeState(
  tx: Tx,
  id: ReservationId,
  from: Reservation['state'],
  to: Exclude<Reservation['state'], 'REFUSED'>,
): Promise<boolean> {
  const sql = 'update reservation set state = $3 where id = $1 and state = $2';
  return (await execute(tx, sql, [idToUuid(id), from, to])) === 1;
}

/** Remembers that a reservation, just recorded by this transaction, could not be had. */
export async function refuseReservation(tx: Tx, id: ReservationId, shortages: readonly Shortage[]): Promise<void> {
  const sql = `update reservation set state = 'REFUSED', shortages = $2 where id = $1`;
  await execute(tx, sql, [idToUuid(id), JSON.stringify(shortages)]);
}

interface LineRow {
  readonly offer_id: string;
  readonly quantity: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly tracks_stock: boolean;
}

/** The lines of a reservation, which the caller has locked. */
export async function listLines(tx: Tx, id: ReservationId): Promise<ReservationLine[]> {
  const rows = await query<LineRow>(
    tx,
    `select l.offer_id, l.quantity, l.cancelled, l.shipped, o.tracks_stock
       from reservation_line l join offer o on o.id = l.offer_id
      where l.reservation_id = $1 order by l.offer_id`,
    [idToUuid(id)],
  );
  return rows.map(({ offer_id, tracks_stock, ...counts }) => ({
    offerId: idFromUuid('off', offer_id),
    tracksStock: tracks_stock,
    ...counts,
  }));
}

interface DrawRow {
  readonly offer_id: string;
  readonly warehouse_id: string;
  readonly quantity: number;
}

/** What a reservation, which the caller has locked, holds: by offer, warehouses of the lowest priority number first. */
export async function listDraws(tx: Tx, id: ReservationId): Promise<Draw[]> {
  const rows = await query<DrawRow>(
    tx,
    `select d.offer_id, d.warehouse_id, d.quantity
       from reservation_draw d join warehouse w on w.id = d.warehouse_id
      where d.reservation_id = $1 and d.quantity > 0
      order by d.offer_id, w.priority, d.warehouse_id`,
    [idToUuid(id)],
  );
  return rows.map((row) => ({
    offerId: idFromUuid('off', row.offer_id),
    warehouseId: idFromUuid('whs', row.warehouse_id),
    quantity: row.quantity,
  }));
}

/** Notes on the lines of a reservation, which the caller has locked, how many units were shipped or cancelled, as far as the line has them left. */
export async function noteOnLines(
  tx: Tx,
  id: ReservationId,
  lines: readonly OfferQuantity[],
  became: 'shipped' | 'cancelled',
): Promise<void> {
  await execute(
    tx,
    `update reservation_line l set ${became} = l.${became} + least(done.quantity, l.quantity - l.cancelled - l.shipped)
       from unnest($2::uuid[], $3::integer[]) as done (offer_id, quantity)
      where l.reservation_id = $1 and l.offer_id = done.offer_id`,
    [idToUuid(id), lines.map((line) => idToUuid(line.offerId)), lines.map((line) => line.quantity)],
  );
}

/** Forgets up to `limit` reservations that ended 30 days ago without selling anything, with their lines, and returns how many there were. */
export function deleteEnded(tx: Tx, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from reservation where id in (
       select id from reservation
        where state in ('EXPIRED', 'RELEASED', 'REFUSED') and created_at < now() - interval '30 days'
        order by created_at limit $1 for update skip locked)`,
    [limit],
  );
}

/** Marks up to `limit` overdue reservations as expired, leaving alone those that another transaction is working on, and returns their ids. */
export async function expireDue(tx: Tx, limit: number): Promise<ReservationId[]> {
  const rows = await query<{ id: string }>(
    tx,
    `update reservation set state = 'EXPIRED'
      where id in (
        select id from reservation where state = 'RESERVED' and expires_at <= clock_timestamp()
         order by expires_at limit $1 for update skip locked)
     returning id`,
    [limit],
  );
  return rows.map((row) => idFromUuid('rsv', row.id));
}
