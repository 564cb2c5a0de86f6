import { idToUuid, newId } from '@bazaar/ids/id';
import type { OfferId, ReservationId } from '@bazaar/ids/kinds';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answer,
  deliverOrderEvent,
  importStock,
  memberOf,
  startTestCatalog,
  stockCommands,
  type TestCatalog,
} from '../testing/test-catalog.ts';
import { expireReservations } from './expire-reservations.ts';

/** One thing that happens to the stock of two offers under one of four reservations. */
type Step =
  | { readonly kind: 'reserve'; readonly reservation: number; readonly quantities: readonly [number, number] }
  | { readonly kind: 'allocate' | 'release' | 'expire'; readonly reservation: number }
  | {
      readonly kind: 'ship' | 'cancel';
      readonly reservation: number;
      readonly offer: number;
      readonly quantity: number;
    }
  | { readonly kind: 'adjust'; readonly offer: number; readonly change: number };

const reservation = fc.integer({ min: 0, max: 3 });
const offer = fc.integer({ min: 0, max: 1 });
const quantity = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('reserve' as const), reservation, quantities: fc.tuple(quantity, quantity) }),
  fc.record({ kind: fc.constantFrom('allocate' as const, 'release' as const, 'expire' as const), reservation }),
  fc.record({ kind: fc.constantFrom('ship' as const, 'cancel' as const), reservation, offer, quantity }),
  fc.record({ kind: fc.constant('adjust' as const), offer, change: fc.integer({ min: -3, max: 5 }) }),
);

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog();
});
afterAll(() => catalog.stop());

const ADJUST = `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { userErrors { code } } }`;

test('whatever happens to stock at once, the ledger explains every level and nothing is lost or oversold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
      async (rounds) => {
        const { vendor, offerIds } = await importStock(catalog, 5, 4);
        const reservations = Array.from({ length: 4 }, () => newId('rsv'));
        // The steps of a round happen at the same time.
        for (const round of rounds) await Promise.all(round.map((one) => perform(one, vendor, offerIds, reservations)));
        await expectBooksToBalance(offerIds, reservations);
      },
    ),
    { numRuns: 12 },
  );
});

async function perform(
  one: Step,
  vendor: Awaited<ReturnType<typeof importStock>>['vendor'],
  offerIds: readonly OfferId[],
  reservations: readonly ReservationId[],
): Promise<void> {
  const stock = stockCommands(catalog);
  if (one.kind === 'adjust') {
    const { change } = one;
    const offerId = offerIds[one.offer];
    const input = { idempotencyKey: newId('evt'), offerId, warehouseId: vendor.warehouseId, change, reason: 'COUNTED' };
    await answer(catalog, ADJUST, { input }, memberOf(vendor.id));
    return;
  }
  const id = reservations[one.reservation];
  const [first, second] = offerIds;
  if (!id || !first || !second) throw new Error('a step outside of the test');
  switch (one.kind) {
    case 'reserve':
      await stock.reserve(id, { [first]: one.quantities[0], [second]: one.quantities[1] });
      return;
    case 'allocate':
      await stock.allocate(id);
      return;
    case 'release':
      await stock.release(id);
      return;
    case 'expire':
      await catalog.sql(`update reservation set expires_at = now() where id = $1`, [idToUuid(id)]);
      await expireReservations(catalog.database);
      return;
    case 'ship':
    case 'cancel': {
      const type = one.kind === 'ship' ? 'order.shipped' : 'order.cancelled';
      const lines = { [one.offer === 0 ? first : second]: one.quantity };
      // What orders would never announce is refused as a whole.
      await deliverOrderEvent(catalog, type, id, lines).catch((error: unknown) => {
        expect(String(error)).toMatch(/were shipped/);
      });
    }
  }
}

async function expectBooksToBalance(
  offerIds: readonly OfferId[],
  reservations: readonly ReservationId[],
): Promise<void> {
  const offers = offerIds.map(idToUuid);
  const unexplained = await catalog.sql(
    `select l.*, m.* from stock_level l, lateral (
       select sum(on_hand_change) as on_hand_sum, sum(reserved_change) as reserved_sum, sum(allocated_change) as allocated_sum
         from stock_movement m where (m.offer_id, m.warehouse_id) = (l.offer_id, l.warehouse_id)) m
      where l.offer_id = any($1::uuid[])
        and ((l.on_hand, l.reserved, l.allocated) is distinct from (on_hand_sum, reserved_sum, allocated_sum)
             or l.on_hand <> l.available + l.reserved + l.allocated or least(l.available, l.reserved, l.allocated) < 0)`,
    [offers],
  );
  expect(unexplained).toEqual([]);
  const unheld = await catalog.sql(
    `select l.offer_id, l.reserved, l.allocated, held.* from stock_level l, lateral (
       select coalesce(sum(d.quantity) filter (where r.state = 'RESERVED'), 0) as held_reserved,
              coalesce(sum(d.quantity) filter (where r.state = 'ALLOCATED'), 0) as held_allocated,
              coalesce(sum(d.quantity) filter (where r.state not in ('RESERVED', 'ALLOCATED')), 0) as held_wrongly
         from reservation_draw d join reservation r on r.id = d.reservation_id where d.offer_id = l.offer_id) held
      where l.offer_id = any($1::uuid[]) and (l.reserved, l.allocated, 0) <> (held_reserved, held_allocated, held_wrongly)`,
    [offers],
  );
  expect(unheld).toEqual([]);
  const overdrawn = await catalog.sql(
    `select l.* from reservation_line l left join lateral (
       select sum(d.quantity) as held from reservation_draw d where (d.reservation_id, d.offer_id) = (l.reservation_id, l.offer_id)) d on true
      where l.reservation_id = any($1::uuid[]) and coalesce(d.held, 0) > l.quantity - l.shipped - l.cancelled`,
    [reservations.map(idToUuid)],
  );
  expect(overdrawn).toEqual([]);
}
