import { idToUuid, newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expireReservations } from '../operations/expire-reservations.ts';
import { forgetReservations } from '../operations/forget-reservations.ts';
import {
  deliverOrderEvent,
  importStock,
  makeOffer,
  makeProduct,
  makeVendor,
  startTestCatalog,
  stockCommands,
  unitsOf,
  type TestCatalog,
} from '../testing/test-catalog.ts';

let catalog: TestCatalog;
let stock: ReturnType<typeof stockCommands>;
beforeAll(async () => {
  catalog = await startTestCatalog();
  stock = stockCommands(catalog);
});
afterAll(() => catalog.stop());

async function offerWith(onHand: number) {
  const { offerIds } = await importStock(catalog, onHand);
  const [offerId] = offerIds;
  if (!offerId) throw new Error('no offer');
  return offerId;
}

async function overdue(reservationId: ReturnType<typeof newId<'rsv'>>): Promise<void> {
  await catalog.sql(`update reservation set expires_at = now() - interval '1 second' where id = $1`, [
    idToUuid(reservationId),
  ]);
}

describe('reserving', () => {
  test('holds the units, and allocating sells them', async () => {
    const offer = await offerWith(5);
    const id = newId('rsv');
    expect(await stock.reserve(id, { [offer]: 2 })).toEqual({ kind: 'reserved' });
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 5, reserved: 2, allocated: 0, available: 3 });
    expect(await stock.allocate(id)).toEqual({ kind: 'allocated' });
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 5, reserved: 0, allocated: 2, available: 3 });
    expect(await stock.allocate(id)).toEqual({ kind: 'allocated' });
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 5, reserved: 0, allocated: 2, available: 3 });
  });

  test('takes all lines or none', async () => {
    const { offerIds } = await importStock(catalog, 5, 1);
    const [plenty, scarce] = offerIds;
    if (!plenty || !scarce) throw new Error('no offers');
    expect(await stock.reserve(newId('rsv'), { [plenty]: 1, [scarce]: 2 })).toEqual({
      kind: 'outOfStock',
      shortages: [{ offerId: scarce, available: 1 }],
    });
    expect(await unitsOf(catalog, plenty)).toMatchObject({ reserved: 0, available: 5 });
  });

  test('an offer that does not exist is out of stock', async () => {
    const unknown = newId('off');
    expect(await stock.reserve(newId('rsv'), { [unknown]: 1 })).toEqual({
      kind: 'outOfStock',
      shortages: [{ offerId: unknown, available: 0 }],
    });
    const garbage = await catalog.command(
      'catalog.reserveStock',
      { reservationId: newId('rsv'), ttlSeconds: 60, lines: [{ offerId: 'garbage', quantity: 1 }] },
      'orders',
    );
    expect(garbage).toEqual({ kind: 'outOfStock', shortages: [{ offerId: 'garbage', available: 0 }] });
  });

  test('draws from the warehouse of the lowest priority number and splits', async () => {
    const vendor = makeVendor();
    const [second, third] = [newId('whs'), newId('whs')];
    const product = makeProduct();
    const offer = makeOffer(vendor, product, {
      stock: [
        { warehouseId: third, onHand: 10 },
        { warehouseId: second, onHand: 2 },
        { warehouseId: vendor.warehouseId, onHand: 1 },
      ],
    });
    await catalog.import({
      vendors: vendor.given.vendors ?? [],
      warehouses: [
        { id: vendor.warehouseId, vendorId: vendor.id, name: 'A', country: 'DE', priority: 0 },
        { id: second, vendorId: vendor.id, name: 'B', country: 'DE', priority: 1 },
        { id: third, vendorId: vendor.id, name: 'C', country: 'FR', priority: 2 },
      ],
      products: [product],
      offers: [offer],
    });
    await stock.reserve(newId('rsv'), { [offer.id]: 4 });
    const rows = await catalog.sql<{ name: string; reserved: number }>(
      `select w.name, l.reserved from stock_level l join warehouse w on w.id = l.warehouse_id where l.offer_id = $1 order by w.name`,
      [idToUuid(offer.id)],
    );
    expect(rows).toEqual([
      { name: 'A', reserved: 1 },
      { name: 'B', reserved: 2 },
      { name: 'C', reserved: 1 },
    ]);
  });

  test('an offer that never runs out is reserved, sold and shipped without stock', async () => {
    const vendor = makeVendor();
    const product = makeProduct({ isDigital: true });
    const offer = makeOffer(vendor, product, { stock: 'untracked' });
    await catalog.import({ ...vendor.given, products: [product], offers: [offer] });
    const id = newId('rsv');
    expect(await stock.reserve(id, { [offer.id]: 1_000 })).toEqual({ kind: 'reserved' });
    expect(await stock.allocate(id)).toEqual({ kind: 'allocated' });
    await deliverOrderEvent(catalog, 'order.shipped', id, { [offer.id]: 1_000 });
  });
});

describe('repeating', () => {
  test('a repeated reservation takes nothing more, whatever the stock is by then', async () => {
    const offer = await offerWith(2);
    const id = newId('rsv');
    await stock.reserve(id, { [offer]: 2 });
    expect(await stock.reserve(id, { [offer]: 2 })).toEqual({ kind: 'reserved' });
    expect(await unitsOf(catalog, offer)).toMatchObject({ reserved: 2, available: 0 });
  });

  test('a refused reservation stays refused when stock comes back', async () => {
    const offer = await offerWith(1);
    const first = newId('rsv');
    await stock.reserve(first, { [offer]: 1 });
    const id = newId('rsv');
    const refusal = { kind: 'outOfStock', shortages: [{ offerId: offer, available: 0 }] };
    expect(await stock.reserve(id, { [offer]: 1 })).toEqual(refusal);
    await stock.release(first);
    expect(await stock.reserve(id, { [offer]: 1 })).toEqual(refusal);
    expect(await stock.allocate(id)).toEqual(refusal);
  });

  test('fifty simultaneous requests with one id reserve once', async () => {
    const offer = await offerWith(60);
    const id = newId('rsv');
    const answers = await Promise.all(Array.from({ length: 50 }, () => stock.reserve(id, { [offer]: 1 })));
    expect(new Set(answers.map((answer) => answer.kind))).toEqual(new Set(['reserved']));
    expect(await unitsOf(catalog, offer)).toMatchObject({ reserved: 1, available: 59 });
  });
});

describe('releasing', () => {
  test('gives reserved and allocated units back, once', async () => {
    const offer = await offerWith(5);
    const [reserved, allocated] = [newId('rsv'), newId('rsv')];
    await stock.reserve(reserved, { [offer]: 1 });
    await stock.reserve(allocated, { [offer]: 2 });
    await stock.allocate(allocated);
    for (const id of [reserved, allocated, reserved, allocated])
      expect(await stock.release(id)).toEqual({ kind: 'released' });
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 5, reserved: 0, allocated: 0, available: 5 });
    expect(await stock.allocate(reserved)).toEqual({ kind: 'released' });
    expect(await stock.reserve(reserved, { [offer]: 1 })).toEqual({ kind: 'released' });
  });

  test('an unknown id is remembered: the late reservation takes nothing', async () => {
    const offer = await offerWith(5);
    const id = newId('rsv');
    expect(await stock.allocate(id)).toEqual({ kind: 'notFound' });
    expect(await stock.release(id)).toEqual({ kind: 'released' });
    expect(await stock.reserve(id, { [offer]: 1 })).toEqual({ kind: 'released' });
    expect(await unitsOf(catalog, offer)).toMatchObject({ available: 5 });
  });

  test('what was shipped stays shipped', async () => {
    const offer = await offerWith(5);
    const id = newId('rsv');
    await stock.reserve(id, { [offer]: 3 });
    await stock.allocate(id);
    await deliverOrderEvent(catalog, 'order.shipped', id, { [offer]: 1 });
    await stock.release(id);
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 4, reserved: 0, allocated: 0, available: 4 });
  });
});

describe('expiry', () => {
  test('an overdue reservation gives its units back and takes them anew on allocate', async () => {
    const offer = await offerWith(3);
    const id = newId('rsv');
    await stock.reserve(id, { [offer]: 3 });
    await overdue(id);
    expect(await expireReservations(catalog.database)).toBe(1);
    expect(await unitsOf(catalog, offer)).toMatchObject({ reserved: 0, available: 3 });
    expect(await stock.reserve(id, { [offer]: 3 })).toEqual({ kind: 'reserved' });
    expect(await unitsOf(catalog, offer)).toMatchObject({ reserved: 0, available: 3 });
    expect(await stock.allocate(id)).toEqual({ kind: 'allocated' });
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 3, reserved: 0, allocated: 3, available: 0 });
  });

  test('when someone else took the units meanwhile, allocate says so and changes nothing, until they are back', async () => {
    const offer = await offerWith(3);
    const [slow, quick] = [newId('rsv'), newId('rsv')];
    await stock.reserve(slow, { [offer]: 2 });
    await overdue(slow);
    await expireReservations(catalog.database);
    await stock.reserve(quick, { [offer]: 2 });
    expect(await stock.allocate(slow)).toEqual({ kind: 'outOfStock', shortages: [{ offerId: offer, available: 1 }] });
    await stock.release(quick);
    expect(await stock.allocate(slow)).toEqual({ kind: 'allocated' });
  });

  test('what ended long ago and sold nothing is forgotten, its movements are not', async () => {
    const offer = await offerWith(3);
    const [released, allocated] = [newId('rsv'), newId('rsv')];
    await stock.reserve(released, { [offer]: 1 });
    await stock.release(released);
    await stock.reserve(allocated, { [offer]: 1 });
    await stock.allocate(allocated);
    await catalog.sql(`update reservation set created_at = now() - interval '31 days' where id = any($1::uuid[])`, [
      [released, allocated].map(idToUuid),
    ]);
    expect(await forgetReservations(catalog.database)).toBe(1);
    expect(await stock.allocate(released)).toEqual({ kind: 'notFound' });
    expect(await stock.allocate(allocated)).toEqual({ kind: 'allocated' });
    const movements = await catalog.sql('select kind from stock_movement where reservation_id = $1 order by id', [
      idToUuid(released),
    ]);
    expect(movements).toEqual([{ kind: 'RESERVED' }, { kind: 'RELEASED' }]);
  });

  test('expiry and allocate race: the units are sold exactly once', async () => {
    const offer = await offerWith(20);
    const ids = Array.from({ length: 20 }, () => newId('rsv'));
    await Promise.all(ids.map((id) => stock.reserve(id, { [offer]: 1 })));
    for (const id of ids) await overdue(id);
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => stock.allocate(id))),
      expireReservations(catalog.database),
      expireReservations(catalog.database),
    ]);
    expect(answers.map((answer) => answer.kind)).toEqual(ids.map(() => 'allocated'));
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 20, reserved: 0, allocated: 20, available: 0 });
  });
});

describe('orders', () => {
  test('a shipment lowers on hand and allocated, once per fact', async () => {
    const offer = await offerWith(5);
    const id = newId('rsv');
    await stock.reserve(id, { [offer]: 3 });
    await stock.allocate(id);
    const event = newId('evt');
    await deliverOrderEvent(catalog, 'order.shipped', id, { [offer]: 2 }, event);
    await deliverOrderEvent(catalog, 'order.shipped', id, { [offer]: 2 }, event);
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 3, reserved: 0, allocated: 1, available: 2 });
  });

  test('a shipment of units that are not held is refused and changes nothing', async () => {
    const offer = await offerWith(5);
    const id = newId('rsv');
    await stock.reserve(id, { [offer]: 1 });
    await expect(deliverOrderEvent(catalog, 'order.shipped', id, { [offer]: 1 })).rejects.toThrow('holds no sold ones');
    await stock.allocate(id);
    await expect(deliverOrderEvent(catalog, 'order.shipped', id, { [offer]: 2 })).rejects.toThrow('does not hold');
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 5, reserved: 0, allocated: 1, available: 4 });
  });

  test('a cancelled line returns its units and is never taken again', async () => {
    const { offerIds } = await importStock(catalog, 5, 5);
    const [kept, cancelled] = offerIds;
    if (!kept || !cancelled) throw new Error('no offers');
    const id = newId('rsv');
    await stock.reserve(id, { [kept]: 2, [cancelled]: 2 });
    await stock.allocate(id);
    await deliverOrderEvent(catalog, 'order.cancelled', id, { [cancelled]: 2 });
    expect(await unitsOf(catalog, cancelled)).toEqual({ onHand: 5, reserved: 0, allocated: 0, available: 5 });
    expect(await unitsOf(catalog, kept)).toMatchObject({ allocated: 2 });
    await stock.release(id);
    expect(await unitsOf(catalog, kept)).toMatchObject({ onHand: 5, available: 5 });
  });

  test('a line that was cancelled after its reservation expired is not taken anew', async () => {
    const { offerIds } = await importStock(catalog, 5, 5);
    const [kept, cancelled] = offerIds;
    if (!kept || !cancelled) throw new Error('no offers');
    const id = newId('rsv');
    await stock.reserve(id, { [kept]: 1, [cancelled]: 1 });
    await overdue(id);
    await expireReservations(catalog.database);
    await deliverOrderEvent(catalog, 'order.cancelled', id, { [cancelled]: 1 });
    await stock.allocate(id);
    expect(await unitsOf(catalog, cancelled)).toMatchObject({ allocated: 0, available: 5 });
    expect(await unitsOf(catalog, kept)).toMatchObject({ allocated: 1 });
  });
});

describe('races', () => {
  test('200 simultaneous buyers of a stock of 50: exactly 50 get one', async () => {
    const offer = await offerWith(50);
    const answers = await Promise.all(Array.from({ length: 200 }, () => stock.reserve(newId('rsv'), { [offer]: 1 })));
    expect(answers.filter((answer) => answer.kind === 'reserved')).toHaveLength(50);
    expect(answers.filter((answer) => answer.kind === 'outOfStock')).toHaveLength(150);
    expect(await unitsOf(catalog, offer)).toEqual({ onHand: 50, reserved: 50, allocated: 0, available: 0 });
  });

  test('buyers who want the same offers in opposite orders never deadlock', async () => {
    const { offerIds } = await importStock(catalog, ...Array.from({ length: 6 }, () => 40));
    const before = await deadlocks();
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const wanted = index % 2 === 0 ? offerIds : offerIds.toReversed();
        const id = newId('rsv');
        const lines = wanted.map((offerId) => ({ offerId, quantity: 1 }));
        const reserved = await catalog.command(
          'catalog.reserveStock',
          { reservationId: id, ttlSeconds: 60, lines },
          'orders',
        );
        if (index % 3 === 0) await stock.release(id);
        else await stock.allocate(id);
        return reserved;
      }),
    );
    expect(answers).toEqual(answers.map(() => ({ kind: 'reserved' })));
    expect(await deadlocks()).toBe(before);
  });
});

async function deadlocks(): Promise<number> {
  const [row] = await catalog.sql<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(row?.deadlocks);
}

test('neighbours that the contract does not list are refused', async () => {
  await expect(catalog.command('catalog.releaseStock', { reservationId: newId('rsv') }, 'cart')).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
