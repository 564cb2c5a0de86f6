import { query } from '@bazaar/postgres/rows';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import { countStatements } from '@bazaar/postgres/statements';
import { propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from './announce.ts';
import { announceChanges, newVendor, openMarket, vendorCopy, type Market } from './test-market/open-market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.stop());

const eventsOf = (aggregateId: string) =>
  query<{
    type: string;
    version: number;
    sequence: string;
    traceparent: string | null;
    data: unknown;
    listeners: string[];
  }>(
    market.vendors.reader,
    `select type, version, sequence, traceparent, data,
            array(select listener from outbox_delivery where event_id = id and state = 'ready' order by listener) as listeners
       from outbox_event where aggregate_id = $1 order by sequence, id`,
    [aggregateId],
  );

test('a fact is recorded with a delivery per listener, in one statement', async () => {
  const vendorId = newVendor();
  const { statements } = await countStatements(() => announceChanges(market, vendorId, 7));
  expect(statements).toHaveLength(1);
  expect(await eventsOf(vendorId)).toEqual([
    {
      type: 'vendor.profile_changed',
      version: 1,
      sequence: '7',
      traceparent: null,
      data: vendorCopy(vendorId),
      listeners: ['catalog'],
    },
  ]);
});

test('a rolled back transaction announces nothing', async () => {
  const vendorId = newVendor();
  const attempt = market.vendors.inTransaction(async (tx) => {
    await announce(tx, { type: 'vendor.applied', aggregateId: vendorId, sequence: 1, data: vendorCopy(vendorId) });
    throw new Error('out of luck');
  });
  await expect(attempt).rejects.toThrow('out of luck');
  expect(await eventsOf(vendorId)).toEqual([]);
});

test('a fact without listeners is recorded without deliveries', async () => {
  const data = { orderId: 'ord_1', paymentId: 'pay_1', reason: 'declined' };
  await market.vendors.inTransaction((tx) =>
    announce(tx, { type: 'payment.failed', aggregateId: 'ord_1', sequence: 3, data }),
  );
  expect(await eventsOf('ord_1')).toMatchObject([{ type: 'payment.failed', data, listeners: [] }]);
});

test('a fact that breaks its contract fails the transaction that states it', async () => {
  const vendorId = newVendor();
  const attempt = market.vendors.inTransaction((tx) =>
    announce(tx, {
      type: 'vendor.applied',
      aggregateId: vendorId,
      sequence: 1,
      // What a bug would do to a value that its type rules out.
      data: { ...vendorCopy(vendorId), handle: undefined as unknown as string },
    }),
  );
  await expect(attempt).rejects.toThrow('handle');
  expect(await eventsOf(vendorId)).toEqual([]);
});

test('one version of an aggregate states several facts, in the order of announcing, but none twice', async () => {
  const vendorId = newVendor();
  const fact = { aggregateId: vendorId, sequence: 4, data: vendorCopy(vendorId) };
  await market.vendors.inTransaction(async (tx) => {
    await announce(tx, { type: 'vendor.profile_changed', ...fact });
    await announce(tx, { type: 'vendor.approved', ...fact });
  });
  expect((await eventsOf(vendorId)).map((event) => event.type)).toEqual(['vendor.profile_changed', 'vendor.approved']);

  const again = market.vendors.inTransaction((tx) => announce(tx, { type: 'vendor.approved', ...fact }));
  await expect(again).rejects.toSatisfy((error) => isUniqueViolation(error, 'outbox_event_once_per_version'));
});

test('the trace of the announcing request travels with the fact', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  propagation.setGlobalPropagator({
    inject: (_context, carrier, setter) => setter.set(carrier, 'traceparent', traceparent),
    extract: () => ROOT_CONTEXT,
    fields: () => ['traceparent'],
  });
  const vendorId = newVendor();
  await announceChanges(market, vendorId, 1);
  propagation.disable();
  expect(await eventsOf(vendorId)).toMatchObject([{ traceparent }]);
});
