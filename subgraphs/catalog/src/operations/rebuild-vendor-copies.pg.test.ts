import { idToUuid, newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import type { CommandInput, CommandOutput } from '@bazaar/schema/commands/all-commands';
import { startTestSubgraph, type TestSubgraph } from '@bazaar/testkit/test-subgraph';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRebuild, requestRebuild } from '../storage/vendor-rebuilds.ts';
import { catalog as definition } from '../subgraph.ts';
import { indexAll, makeOffer, makeProduct, makeVendor } from '../testing/test-catalog.ts';
import { importCatalog } from './import-catalog.ts';

type Status = 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
interface Vendor {
  readonly handle: string;
  readonly name: string;
  readonly status: Status;
  readonly version: number;
}

/** Vendors as their owner has them: what changes there is told by events, sooner or later. */
const owner = new Map<VendorId, Vendor>();
/** What happens once, right after the owner has read a page and before its answer arrives. */
let meanwhile: (() => Promise<unknown>)[] = [];
let isAway = false;
let asked = 0;
let catalog: TestSubgraph;

async function exportVendors({
  after,
  limit,
}: CommandInput<'vendors.exportVendors'>): Promise<CommandOutput<'vendors.exportVendors'>> {
  asked++;
  if (isAway) throw new Fault('SUBGRAPH_UNAVAILABLE', 'vendors is away');
  const vendors = [...owner]
    .filter(([id]) => after === null || id > after)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([vendorId, vendor]) => ({ vendorId, ...vendor }));
  await meanwhile.shift()?.();
  return { vendors };
}

beforeEach(async () => {
  owner.clear();
  meanwhile = [];
  isAway = false;
  asked = 0;
  catalog = await startTestSubgraph(definition, { neighbours: { 'vendors.exportVendors': exportVendors } });
});
afterEach(() => catalog.stop());

/** Changes a vendor at its owner's, or makes it. */
function change(id: VendorId, changes: Partial<Omit<Vendor, 'version'>> = {}): Vendor {
  const known = owner.get(id) ?? { handle: `h-${id}`, name: 'Shop', status: 'ACTIVE', version: 0 };
  const vendor = { ...known, ...changes, version: known.version + 1 };
  owner.set(id, vendor);
  return vendor;
}

/** Delivers the event of a change. */
async function tell(id: VendorId, { version, ...vendor }: Vendor): Promise<void> {
  const data = { vendorId: id, ...vendor };
  await catalog.tell({ type: 'vendor.profile_changed', aggregateId: id, sequence: version, data });
}

async function copies(): Promise<Map<string, Vendor>> {
  const rows = await catalog.sql<{ id: string; handle: string; name: string; status: Status; sequence: string }>(
    'select * from vendor_copy',
  );
  return new Map(
    rows.map(({ id, handle, name, status, sequence }) => [id, { handle, name, status, version: Number(sequence) }]),
  );
}

const truth = (): Map<string, Vendor> => new Map([...owner].map(([id, vendor]) => [idToUuid(id), vendor]));

async function rebuild() {
  const { id } = await requestRebuild(catalog.database.reader);
  for (let wait = 0; wait < 500; wait++) {
    await catalog.runSweep('rebuild vendor copies');
    const found = await findRebuild(catalog.database.reader, id);
    if (found?.finishedAt) return found;
    await sleep(10);
  }
  throw new Error('The rebuild did not end.');
}

async function makeKnown(count: number): Promise<VendorId[]> {
  const ids = Array.from({ length: count }, () => newId('vnd'));
  for (const id of ids) change(id);
  await catalog.sql(
    `insert into vendor_copy select * from jsonb_to_recordset($1) as v (id uuid, handle text, name text, status text, sequence bigint)`,
    [JSON.stringify(ids.map((id) => ({ ...owner.get(id), id: idToUuid(id), sequence: owner.get(id)?.version })))],
  );
  return ids;
}

test('an emptied copy is made anew over several pages; saying it again changes nothing', async () => {
  await makeKnown(450);
  await catalog.sql('delete from vendor_copy');
  expect(await rebuild()).toMatchObject({ read: 450, changed: 450, removed: 0, problem: null });
  expect(await copies()).toEqual(truth());
  expect(asked).toBe(3);
  expect(await rebuild()).toMatchObject({ read: 450, changed: 0, removed: 0 });
  expect(await copies()).toEqual(truth());
});

test('wrong copies are put right: of a wrong content, of an older and of an impossible version, of nobody', async () => {
  const ids = await makeKnown(250);
  const damage = (sql: string, id: VendorId | undefined) => catalog.sql(sql, [idToUuid(id!)]);
  await damage("update vendor_copy set name = 'Wrong', handle = 'wrong' where id = $1", ids[0]);
  await damage("update vendor_copy set status = 'SUSPENDED', sequence = 0 where id = $1", ids[100]);
  await damage("update vendor_copy set status = 'REJECTED', sequence = 99 where id = $1", ids[220]);
  await damage('delete from vendor_copy where id = $1', ids[249]);
  await damage("insert into vendor_copy values ($1, 'nobody', 'Nobody', 'ACTIVE', 7)", newId('vnd'));
  expect(await rebuild()).toMatchObject({ read: 250, changed: 4, removed: 1 });
  expect(await copies()).toEqual(truth());
});

test('products come on the market and leave it with the copies, and only theirs are indexed', async () => {
  const [shop, untouched] = [makeVendor('Shop'), makeVendor('Untouched')];
  const [product, other] = [makeProduct(), makeProduct()];
  await importCatalog(catalog.database, {
    vendors: [...(shop.given.vendors ?? []), ...(untouched.given.vendors ?? [])],
    warehouses: [...(shop.given.warehouses ?? []), ...(untouched.given.warehouses ?? [])],
    products: [product, other],
    offers: [makeOffer(shop, product), makeOffer(untouched, other)],
  });
  for (const { id } of [shop, untouched]) change(id);
  await rebuild();
  await indexAll(catalog.database);
  const price = async () => {
    const document =
      'query ($id: ID) { product(id: $id) { price(currency: "USD") { min { amount } } bestOffer(currency: "USD") { id } } }';
    const { product: found } = await catalog.answer<{ product: { price: unknown; bestOffer: unknown } }>(document, {
      id: product.id,
    });
    return [found.price !== null, found.bestOffer !== null];
  };
  expect(await price()).toEqual([true, true]);

  await catalog.sql('delete from vendor_copy where id = $1', [idToUuid(shop.id)]);
  expect(await price()).toEqual([true, false]);
  await catalog.sql("update vendor_copy set status = 'SUSPENDED' where id = $1", [idToUuid(shop.id)]);
  change(shop.id, { status: 'SUSPENDED' });
  await rebuild();
  await indexAll(catalog.database);
  expect(await price()).toEqual([false, false]);
  const approved = change(shop.id, { status: 'ACTIVE' });
  await rebuild();
  const requested = await catalog.sql('select distinct product_id from product_index_request');
  expect(requested).toEqual([{ product_id: idToUuid(product.id) }]);
  await indexAll(catalog.database);
  expect(await price()).toEqual([true, true]);
  // Its event comes late, and changes nothing.
  await tell(shop.id, approved);
  expect(await copies()).toEqual(truth());
});

test('an event that arrives between the owner’s answer and its saving wins, for known and for new vendors', async () => {
  const [id] = (await makeKnown(1)) as [VendorId];
  const late = newId('vnd');
  meanwhile = [() => tell(id, change(id, { name: 'Newer' })), () => tell(late, change(late, { name: 'New' }))];
  expect(await rebuild()).toMatchObject({ read: 1, changed: 0, removed: 0 });
  expect(await copies()).toEqual(truth());
  meanwhile = [() => tell(late, change(late, { status: 'SUSPENDED' })), () => tell(id, change(id, { name: 'Newest' }))];
  await rebuild();
  expect(await copies()).toEqual(truth());
});

test('while vendors is away the rebuild waits and tells why; then it goes on where it was', async () => {
  await makeKnown(250);
  await catalog.sql('delete from vendor_copy');
  const { id } = await requestRebuild(catalog.database.reader);
  meanwhile = [async () => void (isAway = true)];
  await expect
    .poll(async () => {
      await catalog.runSweep('rebuild vendor copies');
      return findRebuild(catalog.database.reader, id);
    })
    .toMatchObject({ read: 200, problem: 'SUBGRAPH_UNAVAILABLE', finishedAt: null });
  // Asking again follows the one that is under way.
  expect((await requestRebuild(catalog.database.reader)).id).toBe(id);
  isAway = false;
  await catalog.sql('update vendor_rebuild set leased_until = null');
  expect(await rebuild()).toMatchObject({ id, read: 250, changed: 250, problem: null });
  expect(await copies()).toEqual(truth());
});

test('a rebuild whose process died is gone on with when its lease has ended', async () => {
  await makeKnown(250);
  await catalog.sql('delete from vendor_copy');
  const { id } = await requestRebuild(catalog.database.reader);
  await catalog.sql(`update vendor_rebuild set leased_until = now() + interval '1 hour'`);
  await catalog.runSweep('rebuild vendor copies');
  expect(await findRebuild(catalog.database.reader, id)).toMatchObject({ read: 0 });
  await catalog.sql(`update vendor_rebuild set leased_until = now() - interval '1 ms'`);
  expect(await rebuild()).toMatchObject({ id, read: 250 });
  expect(await copies()).toEqual(truth());
});

test('however events and rebuilds meet, the copies end as their owner has them', async () => {
  const ids = await makeKnown(60);
  for (let round = 0; round < 5; round++) {
    await catalog.sql('delete from vendor_copy where random() < 0.3');
    await catalog.sql(`update vendor_copy set name = 'Wrong', sequence = sequence + 5 where random() < 0.2`);
    const rebuilding = rebuild();
    const events: Promise<void>[] = [];
    for (let step = 0; step < 40; step++) {
      const id = step % 10 === 0 ? newId('vnd') : ids[Math.floor(Math.random() * ids.length)]!;
      const statuses: readonly Status[] = ['ACTIVE', 'SUSPENDED'];
      const vendor = change(id, { name: `Name ${round}.${step}`, status: statuses[step % 2]! });
      // In any order and at any time after the change: more than the dispatcher ever does.
      events.push(sleep(Math.random() * 80).then(() => tell(id, vendor)));
      await sleep(Math.random() * 4);
    }
    await rebuilding;
    await Promise.all(events);
    expect(await copies()).toEqual(truth());
  }
});
