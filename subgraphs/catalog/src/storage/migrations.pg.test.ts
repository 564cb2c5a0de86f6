import { migrationsOf } from '@bazaar/subgraph/migrations';
import { openFormerDatabase } from '@bazaar/testkit/former-database';
import { expect, test } from 'vitest';
import { catalog } from '../subgraph.ts';

test('a refusal that is replayed is told in today’s words', async () => {
  const database = await openFormerDatabase({
    schema: 'catalog',
    migrations: migrationsOf(catalog),
    before: '1700000002430',
  });
  const refusal = (code: string) => ({ kind: 'refused', problems: [{ code, field: ['change'] }] });
  const outcomes = [refusal('STOCK_TOO_LOW'), refusal('WAREHOUSE_NOT_FOUND'), { kind: 'adjusted' }];
  await database.sql(
    `insert into idempotency_key (caller, operation, key, input_hash, outcome)
     select 'caller', 'stockAdjust', place::text, '', outcome from unnest($1::jsonb[]) with ordinality as o (outcome, place)`,
    [outcomes.map((outcome) => JSON.stringify(outcome))],
  );
  await database.upgrade();
  expect(await database.sql('select outcome from idempotency_key order by key')).toEqual(
    [refusal('STOCK_INSUFFICIENT'), ...outcomes.slice(1)].map((outcome) => ({ outcome })),
  );
  await database.stop();
});
