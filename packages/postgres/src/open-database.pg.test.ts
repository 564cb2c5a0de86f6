import { EntitySchema } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { integer, primaryId, text, timestamp } from './columns.ts';
import { compareEntitiesWithDatabase } from './compare-entities.ts';
import { openDatabase, type Database } from './open-database.ts';
import { query } from './rows.ts';
import { ItemEntity } from './test-shop/item.ts';
import { openShop, silentLog } from './test-shop/open-shop.ts';

let shop: Database & { readonly url: string };
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.stop());

test('every connection has the session settings from its first statement on', async () => {
  const settings = await query(
    shop.reader,
    `select current_setting('search_path') as path, current_setting('statement_timeout') as timeout,
            current_setting('application_name') as application`,
  );
  expect(settings).toEqual([{ path: 'shop,extensions,public', timeout: '5s', application: 'shop' }]);
});

test('a statement that runs too long is cancelled by the server', async () => {
  const hasty = await openShop({ statementTimeoutMs: 50 });
  try {
    await expect(query(hasty.reader, 'select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  } finally {
    await hasty.stop();
  }
});

test('more than poolSize connections never open', async () => {
  const statements = Array.from({ length: 20 }, () => query(shop.reader, 'select pg_sleep(0.01)'));
  await Promise.all(statements);
  const [row] = await query<{ n: number }>(
    shop.reader,
    `select count(*)::int as n from pg_stat_activity where datname = current_database()`,
  );
  expect(row?.n).toBe(5);
});

test('a server that does not answer is an error at once', async () => {
  const attempt = openDatabase({
    url: 'postgres://nobody@127.0.0.1:1/none',
    schema: 'shop',
    entities: [],
    poolSize: 1,
    applicationName: 'none',
    statementTimeoutMs: 0,
    log: silentLog,
  });
  await expect(attempt).rejects.toThrow('ECONNREFUSED');
});

test('stop may be called twice', async () => {
  const other = await openShop();
  await other.ping();
  await Promise.all([other.stop(), other.stop()]);
  await expect(other.ping()).rejects.toThrow('has been closed');
});

test('an entity that agrees with its table has no differences', async () => {
  expect(await compareEntitiesWithDatabase(shop, [ItemEntity])).toEqual([]);
});

test('every kind of difference between entity and table is named', async () => {
  const Part = new EntitySchema({
    name: 'ItemPart',
    columns: { id: primaryId('prt'), itemId: { ...text(), nullable: true }, count: integer() },
  });
  const Missing = new EntitySchema({ name: 'Missing', columns: { id: primaryId('mis'), at: timestamp() } });
  const other = await openDatabase({
    url: shop.url,
    schema: 'shop',
    entities: [Part, Missing],
    poolSize: 1,
    applicationName: 'compare',
    statementTimeoutMs: 0,
    log: silentLog,
  });
  try {
    expect(await compareEntitiesWithDatabase(other, [Part, Missing])).toEqual([
      'item_part.id is bigint in the table, uuid in the entity',
      'item_part.item_id is uuid in the table, text in the entity',
      'item_part.item_id is not null in the table only',
      'item_part.count of entity ItemPart is not in the table',
      'Missing: there is no table missing in schema shop',
    ]);
  } finally {
    await other.stop();
  }
});
