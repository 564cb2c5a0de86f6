import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OfferId, ReservationId, UserId, WarehouseId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { Draw } from '../domain/plan-reservation.ts';
import { noteOffersChanged } from './changed-offers.ts';

type MovementKind = 'ADJUSTED' | 'RESERVED' | 'EXPIRED' | 'ALLOCATED' | 'RELEASED' | 'CANCELLED' | 'SHIPPED';

/** The sign with which a movement of n units changes a level: on hand, reserved, allocated. */
type Signs = readonly [onHand: -1 | 0 | 1, reserved: -1 | 0 | 1, allocated: -1 | 0 | 1];

/** From where a reservation's held units are taken. */
export type HeldState = 'RESERVED' | 'ALLOCATED';

const SIGNS: Readonly<Record<HeldState, Signs>> = { RESERVED: [0, -1, 0], ALLOCATED: [0, 0, -1] };

/**
 * Everything that happens to stock happens here, in one statement: `change` says which levels move by how much, and from it follow the
 * levels, the ledger, what each reservation holds, and the request to index anew the products whose stock ran out or came back.
 * Levels are locked in the order of offer and warehouse, so that concurrent changes wait for each other and never deadlock.
 * Constraints refuse what would make a level, or what a reservation holds, negative.
 */
function changeStock(source: string): string {
  return `
  with change as materialized (${source}),
  total as (
    select offer_id, warehouse_id, sum(on_hand)::integer as on_hand, sum(reserved)::integer as reserved, sum(allocated)::integer as allocated
      from change group by offer_id, warehouse_id
  ),
  locked as materialized (
    select l.offer_id, l.warehouse_id from stock_level l join total t using (offer_id, warehouse_id)
     order by l.offer_id, l.warehouse_id for no key update of l
  ),
  level as (
    update stock_level l
       set on_hand = l.on_hand + t.on_hand, reserved = l.reserved + t.reserved, allocated = l.allocated + t.allocated
      from total t join locked k using (offer_id, warehouse_id)
     where (l.offer_id, l.warehouse_id) = (t.offer_id, t.warehouse_id)
    returning l.offer_id, l.available, l.available - t.on_hand + t.reserved + t.allocated as available_before
  ),
  indexed as (
    insert into product_index_request (product_id)
    select distinct o.product_id from level l join offer o on o.id = l.offer_id
     where (l.available = 0) <> (l.available_before = 0)
  ),
  drawn as (
    insert into reservation_draw as d (reservation_id, offer_id, warehouse_id, quantity)
    select reservation_id, offer_id, warehouse_id, reserved + allocated from change where reservation_id is not null and reserved + allocated > 0
    on conflict (reservation_id, offer_id, warehouse_id) do update set quantity = d.quantity + excluded.quantity
  ),
  returned as (
    update reservation_draw d set quantity = d.quantity + c.reserved + c.allocated
      from change c
     where (d.reservation_id, d.offer_id, d.warehouse_id) = (c.reservation_id, c.offer_id, c.warehouse_id) and c.reserved + c.allocated < 0
  ),
  moved as (
    insert into stock_movement (offer_id, warehouse_id, kind, on_hand_change, reserved_change, allocated_change, reservation_id, reason, actor_id)
    select offer_id, warehouse_id, kind, on_hand, reserved, allocated, reservation_id, reason, actor_id from change
  )
  select distinct o.id, o.product_id, o.variant_id from level l join offer o on o.id = l.offer_id`;
}

const MOVE_DRAWS = changeStock(`
  select d.offer_id, d.warehouse_id, $4::text as kind, d.quantity * $5::integer as on_hand, d.quantity * $6::integer as reserved,
         d.quantity * $7::integer as allocated, $8::uuid as reservation_id, null::text as reason, null::uuid as actor_id
    from unnest($1::uuid[], $2::uuid[], $3::integer[]) as d (offer_id, warehouse_id, quantity)`);

const MOVE_ALL_HELD = changeStock(`
  select d.offer_id, d.warehouse_id, $2::text as kind, d.quantity * $3::integer as on_hand, d.quantity * $4::integer as reserved,
         d.quantity * $5::integer as allocated, d.reservation_id, null::text as reason, null::uuid as actor_id
    from reservation_draw d where d.reservation_id = any($1::uuid[]) and d.quantity > 0`);

const ADJUST = changeStock(`
  select $1::uuid as offer_id, $2::uuid as warehouse_id, 'ADJUSTED' as kind, $3::integer as on_hand, 0 as reserved, 0 as allocated,
         null::uuid as reservation_id, $4::text as reason, $5::uuid as actor_id`);

/** Takes `draws` for a reservation that holds nothing yet, as reserved or allocated units. */
export async function holdDraws(tx: Tx, id: ReservationId, draws: readonly Draw[], as: HeldState): Promise<void> {
  await moveDraws(tx, id, draws, as, as === 'RESERVED' ? [0, 1, 0] : [0, 0, 1]);
}

/** Gives back `draws`, which the reservation holds `from`, because their lines were cancelled. */
export async function returnDraws(tx: Tx, id: ReservationId, draws: readonly Draw[], from: HeldState): Promise<void> {
  await moveDraws(tx, id, draws, 'CANCELLED', SIGNS[from]);
}

/** Lets allocated `draws` leave the warehouse. */
export async function shipDraws(tx: Tx, id: ReservationId, draws: readonly Draw[]): Promise<void> {
  await moveDraws(tx, id, draws, 'SHIPPED', [-1, 0, -1]);
}

/** Turns everything that a reservation holds from reserved into allocated units. */
export async function allocateHeld(tx: Tx, id: ReservationId): Promise<void> {
  await move(tx, MOVE_ALL_HELD, [[idToUuid(id)], 'ALLOCATED', 0, -1, 1]);
}

/** Gives back everything that the reservations hold `from`. */
export async function returnHeld(
  tx: Tx,
  ids: readonly ReservationId[],
  kind: 'EXPIRED' | 'RELEASED',
  from: HeldState,
): Promise<void> {
  await move(tx, MOVE_ALL_HELD, [ids.map(idToUuid), kind, ...SIGNS[from]]);
}

/** Corrects units on hand by `change`. The level must exist and, when lowered, hold as many available units. */
export async function adjustLevel(
  tx: Tx,
  adjustment: { offerId: OfferId; warehouseId: WarehouseId; change: number; reason: string; actorId: UserId },
): Promise<void> {
  const { offerId, warehouseId, change, reason, actorId } = adjustment;
  await move(tx, ADJUST, [idToUuid(offerId), idToUuid(warehouseId), change, reason, idToUuid(actorId)]);
}

/** Runs one of the statements above. */
async function move(tx: Tx, statement: string, parameters: readonly unknown[]): Promise<void> {
  const moved = await query<{ id: string; product_id: string; variant_id: string }>(tx, statement, parameters);
  noteOffersChanged(
    tx,
    moved.map((row) => ({
      id: idFromUuid('off', row.id),
      productId: idFromUuid('prd', row.product_id),
      variantId: idFromUuid('var', row.variant_id),
    })),
  );
}

async function moveDraws(
  tx: Tx,
  id: ReservationId,
  draws: readonly Draw[],
  kind: MovementKind,
  signs: Signs,
): Promise<void> {
  if (draws.length === 0) return;
  await move(tx, MOVE_DRAWS, [
    draws.map((draw) => idToUuid(draw.offerId)),
    draws.map((draw) => idToUuid(draw.warehouseId)),
    draws.map((draw) => draw.quantity),
    kind,
    ...signs,
    idToUuid(id),
  ]);
}
