import { migrationsOf } from '@bazaar/subgraph/migrations';
import { openFormerDatabase } from '@bazaar/testkit/former-database';
import { expect, test } from 'vitest';
import { orders } from '../subgraph.ts';

test('why checkouts ended is told in today’s words', async () => {
  const database = await openFormerDatabase({
    schema: 'orders',
    migrations: migrationsOf(orders),
    before: '1700000002420',
  });
  const failures = [
    {
      code: 'LINES_NOT_PURCHASABLE',
      message: 'No.',
      field: ['cartId'],
      lines: [
        { offerId: 'off_1', problem: 'OUT_OF_STOCK', available: 2 },
        { offerId: 'off_2', problem: 'VENDOR_INACTIVE', available: null },
        { offerId: 'off_3', problem: 'QUANTITY_NOT_ALLOWED', available: null },
      ],
    },
    { code: 'CART_VERSION_MISMATCH', message: 'Stale.', field: null, lines: [], cartVersion: 3 },
    { code: 'CHECKOUT_EXPIRED', message: 'Late.', field: null, lines: [] },
  ];
  await database.sql(
    `insert into checkout (id, caller, idempotency_key, input_hash, input, state, failure, expires_at)
     select gen_random_uuid(), 'caller', place::text, '', '{}', case when failure is null then 'STARTED' else 'FAILED' end, failure, now()
       from unnest($1::jsonb[]) with ordinality as f (failure, place)`,
    [[...failures, null].map((failure) => failure && JSON.stringify(failure))],
  );
  await database.upgrade();
  expect(await database.sql('select failure from checkout order by idempotency_key')).toEqual([
    {
      failure: {
        code: 'CART_LINE_NOT_PURCHASABLE',
        message: 'No.',
        field: ['cartId'],
        problems: [
          { offerId: 'off_1', code: 'OFFER_OUT_OF_STOCK', available: 2 },
          { offerId: 'off_2', code: 'VENDOR_INACTIVE', available: null },
          { offerId: 'off_3', code: 'QUANTITY_INVALID', available: null },
        ],
      },
    },
    { failure: { code: 'CART_VERSION_STALE', message: 'Stale.', field: null, problems: [], cartVersion: 3 } },
    { failure: { code: 'CHECKOUT_EXPIRED', message: 'Late.', field: null, problems: [] } },
    { failure: null },
  ]);
  await database.stop();
});
