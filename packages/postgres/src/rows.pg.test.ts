import { newId } from '@bazaar/ids/id';
import { In } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './open-database.ts';
import { execute, query, readRow, readRows } from './rows.ts';
import { ItemEntity } from './test-shop/item.ts';
import { makeItem, openShop } from './test-shop/open-shop.ts';

let shop: Database;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.stop());

describe('readRows', () => {
  test('reads what TypeORM wrote, as TypeORM reads it', async () => {
    const items = [makeItem({ ownerId: newId('usr') }), makeItem({ releasedOn: null, details: {}, tags: [] })];
    await shop.reader.insert(ItemEntity, items);
    const ids = items.map((item) => item.id);

    const byTypeOrm = await shop.reader.find(ItemEntity, { where: { id: In(ids) }, order: { id: 'ASC' } });
    const bySql = await readRows(shop.reader, ItemEntity, 'select * from item where name = any($1) order by id', [
      items.map((item) => item.name),
    ]);

    expect(byTypeOrm).toEqual(items);
    expect(bySql).toEqual(items);
  });

  test('writes of a transaction come back through returning', async () => {
    const item = makeItem();
    const sold = await shop.inTransaction(async (tx) => {
      await tx.insert(ItemEntity, item);
      return readRow(tx, ItemEntity, 'update item set sold = true where name = $1 returning *', [item.name]);
    });
    expect(sold).toEqual({ ...item, sold: true });
  });

  test('a column that the entity needs and the result lacks is an error, an extra one is not', async () => {
    await shop.reader.insert(ItemEntity, makeItem());
    await expect(readRows(shop.reader, ItemEntity, 'select id, name from item')).rejects.toThrow(
      'Column owner_id of Item is missing',
    );
    await expect(readRows(shop.reader, ItemEntity, 'select *, 1 as rank from item limit 1')).resolves.toHaveLength(1);
  });

  test('a column that stands twice is an error, for one of the two would be wrong', async () => {
    await shop.reader.insert(ItemEntity, makeItem());
    await expect(readRows(shop.reader, ItemEntity, 'select *, id from item')).rejects.toThrow('stands twice');
  });

  test('readRow finds one, none, and refuses two', async () => {
    const [one, two] = [makeItem(), makeItem()];
    await shop.reader.insert(ItemEntity, [one, two]);
    const sql = 'select * from item where name = any($1)';
    expect(await readRow(shop.reader, ItemEntity, sql, [[one.name]])).toEqual(one);
    expect(await readRow(shop.reader, ItemEntity, sql, [['nothing']])).toBeNull();
    await expect(readRow(shop.reader, ItemEntity, sql, [[one.name, two.name]])).rejects.toThrow('at most one row');
  });
});

test('query answers with rows for every kind of statement, execute with their number', async () => {
  const item = makeItem();
  await shop.reader.insert(ItemEntity, item);
  expect(
    await query(shop.reader, 'update item set quantity = 9 where name = $1 returning quantity', [item.name]),
  ).toEqual([{ quantity: 9 }]);
  expect(await execute(shop.reader, 'update item set quantity = 8 where name = $1', [item.name])).toBe(1);
  expect(await execute(shop.reader, 'delete from item where name = $1', ['nothing'])).toBe(0);
});

test('a failed statement leaves its connection usable', async () => {
  const single = await openShop({ poolSize: 1 });
  try {
    const [before] = await query<{ pid: number }>(single.reader, 'select pg_backend_pid() as pid');
    await expect(query(single.reader, 'select no_such_column')).rejects.toThrow('no_such_column');
    expect(await query(single.reader, 'select pg_backend_pid() as pid')).toEqual([before]);
  } finally {
    await single.stop();
  }
});
