import { openDatabase } from '@bazaar/postgres/open-database';
import { execute } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import { migrationsOf } from '@bazaar/subgraph/migrations';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { expect, test } from 'vitest';
import { orders } from '../subgraph.ts';
import { countHangingCheckouts } from './hanging-checkouts.ts';

test('checkouts hang that have something left to do long after their time was over', async () => {
  const testDatabase = await createTestDatabase({
    subgraphs: [{ schema: 'orders', migrations: migrationsOf(orders) }],
  });
  const database = await openDatabase({
    url: testDatabase.url,
    schema: 'orders',
    entities: [],
    poolSize: 1,
    applicationName: 'hanging',
    statementTimeoutMs: 10_000,
    log: createLogger({ name: 'hanging', level: 'silent' }),
  });
  const add = (key: string, state: string, overMinutes: number, isLeft: boolean) =>
    execute(
      database.reader,
      `insert into checkout (id, caller, idempotency_key, input_hash, input, state, expires_at, next_at)
       values (gen_random_uuid(), 'caller', $1, '', '{}', $2, now() - $3 * interval '1 minute', case when $4::boolean then now() end)`,
      [key, state, overMinutes, isLeft],
    );
  try {
    await add('a', 'ALLOCATED', 11, true);
    await add('b', 'ALLOCATED', 600, true);
    await add('c', 'CONFIRMED', 11, true);
    await add('completed', 'CONFIRMED', 600, false);
    await add('about to be undone', 'AWAITING_PAYMENT', 5, true);
    await add('under way', 'AWAITING_PAYMENT', -5, true);
    expect(await countHangingCheckouts(database.reader)).toEqual([
      { state: 'ALLOCATED', count: 2 },
      { state: 'CONFIRMED', count: 1 },
    ]);
  } finally {
    await database.stop();
    await testDatabase.stop();
  }
});
