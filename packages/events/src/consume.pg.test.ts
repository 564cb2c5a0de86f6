import { once, EventEmitter } from 'node:events';
import { newId } from '@bazaar/ids/id';
import { query } from '@bazaar/postgres/rows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsumer } from './consume.ts';
import { createTestConsumer, newVendor, openMarket, vendorCopy, type Market } from './test-market/open-market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.stop());

function envelope(overrides: Record<string, unknown> = {}) {
  const vendorId = newVendor();
  return {
    id: newId('evt'),
    type: 'vendor.approved',
    version: 1,
    aggregateId: vendorId as string,
    sequence: 2,
    occurredAt: '2024-03-01T12:34:56.789Z',
    data: vendorCopy(vendorId),
    ...overrides,
  };
}
const timesHeard = async (event: { aggregateId: string }) =>
  (await market.heard()).filter((line) => line.startsWith(event.aggregateId)).length;

test('a fact takes effect once, however often it is delivered', async () => {
  const consume = createTestConsumer(market.catalog);
  const event = envelope();
  expect([await consume(event), await consume(event)]).toEqual(['applied', 'duplicate']);
  expect(await timesHeard(event)).toBe(1);
});

test('deliveries at the same instant race: exactly one applies', async () => {
  const consume = createTestConsumer(market.catalog);
  for (let round = 0; round < 5; round++) {
    const event = envelope();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => consume(event)));
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(await timesHeard(event)).toBe(1);
  }
});

test('a delivery waits for the one under way, and applies when that fails', async () => {
  const event = envelope();
  const steps = new EventEmitter();
  const begun = once(steps, 'begun');
  const failing = createConsumer({
    subgraph: 'catalog',
    inTransaction: market.catalog.inTransaction,
    listeners: {
      'vendor.approved': async (tx) => {
        await query(tx, `insert into heard (event_id, aggregate_id, sequence) values ('', '', 0)`);
        steps.emit('begun');
        await once(steps, 'mayFail');
        throw new Error('no luck');
      },
    },
    context: () => null,
  });
  const first = failing(event);
  await begun;
  const second = createTestConsumer(market.catalog)(event);
  steps.emit('mayFail');
  await expect(first).rejects.toThrow('no luck');
  expect(await second).toBe('applied');
  expect(await market.heard()).not.toContain('#0');
});

test('fields that a newer sender added are left out', async () => {
  const heard: unknown[] = [];
  const consume = createConsumer({
    subgraph: 'catalog',
    inTransaction: market.catalog.inTransaction,
    listeners: { 'vendor.approved': async (_tx, event, context) => void heard.push(event.data, context) },
    context: () => 'this delivery’s context',
  });
  const event = envelope();
  await consume({ ...event, data: { ...event.data, colour: 'red' } });
  expect(heard).toEqual([event.data, 'this delivery’s context']);
});

test.each([
  ['no envelope', 'hello', 'Not an event envelope'],
  ['an id of something else', envelope({ id: newId('ord') }), 'Not an event envelope'],
  ['an unknown type', envelope({ type: 'vendor.vanished' }), 'Unknown event type "vendor.vanished"'],
  ['a name from Object', envelope({ type: 'constructor' }), 'Unknown event type "constructor"'],
  ['another version', envelope({ version: 2 }), 'vendor.approved has version 2; this build understands 1'],
  ['data against the contract', envelope({ data: { vendorId: 1 } }), 'data of vendor.approved does not match'],
  [
    'a fact that nobody here listens to',
    envelope({ type: 'vendor.suspended' }),
    'catalog does not listen to vendor.suspended',
  ],
])('%s is refused, so that it comes again', async (_name, sent, message) => {
  const refusal: unknown = await createTestConsumer(market.catalog)(sent).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining(message) });
});
