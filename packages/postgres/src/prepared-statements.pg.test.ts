import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from './open-database.ts';
import { query, readRows } from './rows.ts';
import { ItemEntity } from './test-shop/item.ts';
import { makeItem, openShop } from './test-shop/open-shop.ts';

let shop: Database & { readonly url: string };
beforeEach(async () => {
  shop = await openShop({ poolSize: 1 });
});
afterEach(() => shop.stop());

const prepared = async () =>
  (
    await query<{ n: number }>(
      shop.reader,
      `select count(*)::int as n from pg_prepared_statements where statement not like '%pg_prepared_statements%'`,
    )
  )[0]?.n ?? 0;

async function alter(sql: string): Promise<void> {
  const client = new Client({ connectionString: shop.url });
  await client.connect();
  await client.query(`set search_path = shop; ${sql}`);
  await client.end();
}

test('a statement that comes again is prepared once per connection, whoever sends it', async () => {
  const before = await prepared();
  for (let i = 0; i < 10; i++) await query(shop.reader, 'select $1::int + 4711', [i]);
  expect(await prepared()).toBe(before + 1);
  for (let i = 0; i < 10; i++) await shop.inTransaction((tx) => tx.insert(ItemEntity, makeItem()));
  expect(await prepared()).toBe(before + 2);
});

test('statements made up of their values are not hoarded', async () => {
  const before = await prepared();
  for (let i = 0; i < 50; i++) await query(shop.reader, `select $1::int as n${i}`, [i]);
  expect(await prepared()).toBe(before);
});

test('a migration that adds a column fails no statement, in or out of a transaction', async () => {
  const item = makeItem();
  await shop.reader.insert(ItemEntity, item);
  const outside = () => readRows(shop.reader, ItemEntity, 'select * from item where name = $1', [item.name]);
  const inside = () =>
    shop.inTransaction((tx) => readRows(tx, ItemEntity, 'select * from item where name = any($1)', [[item.name]]));
  for (let i = 0; i < 5; i++) await Promise.all([outside(), inside()]);

  await alter('alter table item add first_new int');
  expect(await outside()).toEqual([item]);
  await alter('alter table item add second_new int');
  expect(await inside()).toEqual([item]);
});
