import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './open-database.ts';
import { query } from './rows.ts';
import { countStatements } from './statements.ts';
import { ItemEntity } from './test-shop/item.ts';
import { makeItem, openShop } from './test-shop/open-shop.ts';

let shop: Database;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.stop());

test('counts raw statements and those of TypeORM, in and out of transactions, without transaction control', async () => {
  const item = makeItem();
  const { result, statements } = await countStatements(async () => {
    await shop.inTransaction(async (tx) => {
      await tx.insert(ItemEntity, item);
      await query(tx, 'update item set sold = true where name = $1', [item.name]);
    });
    await query(shop.reader, 'select 1');
    return shop.reader.findOneBy(ItemEntity, { id: item.id });
  });

  expect(result?.sold).toBe(true);
  expect(statements.map((sql) => sql.split(' ')[0]?.toLowerCase())).toEqual(['insert', 'update', 'select', 'select']);
});

test('concurrent work has ledgers of its own, also while it waits for a connection', async () => {
  const single = await openShop({ poolSize: 1 });
  try {
    const ledgers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        countStatements(async () => {
          await query(single.reader, `select ${n}`);
          await query(single.reader, `select ${n} + 10`);
        }),
      ),
    );
    expect(ledgers.map((ledger) => ledger.statements)).toEqual(
      [1, 2, 3, 4].map((n) => [`select ${n}`, `select ${n} + 10`]),
    );
  } finally {
    await single.stop();
  }
});
