import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '@bazaar/postgres/rows';
import { countStatements } from '@bazaar/postgres/statements';
import { Fault } from '@bazaar/runtime/faults';
import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce } from './announce.ts';
import { startDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.ts';
import { announceChanges, newVendor, openMarket, silentLog, upTo, type Market } from './test-market/open-market.ts';

type Deliver = DispatcherOptions['deliver'];

let market: Market;
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
let dispatchers: Dispatcher[];
beforeEach(async () => {
  market = await openMarket();
  dispatchers = [];
});
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  await market.stop();
});

/** Polls so rarely that whatever arrives was signalled, unless `pollMs` says otherwise. */
function start(deliver: Deliver = market.deliver, options: Partial<DispatcherOptions> = {}): Dispatcher {
  const dispatcher = startDispatcher({ database: market.vendors, log: silentLog, pollMs: 60_000, deliver, ...options });
  dispatchers.push(dispatcher);
  return dispatcher;
}

const versionsOf = (lines: readonly string[], aggregateId: string): number[] =>
  lines.filter((line) => line.startsWith(`${aggregateId}#`)).map((line) => Number(line.split('#')[1]));

const leftOver = () =>
  query<{ state: string; attempts: number; leased_by: string | null; last_error: string | null }>(
    market.vendors.reader,
    'select state, attempts, leased_by, last_error from outbox_delivery order by sequence',
  );

test('a commit wakes the dispatcher, and each step of a lane wakes the next', async () => {
  start();
  await eventually(async () => expect(await leftOver()).toEqual([]));
  const vendorId = newVendor();
  await announceChanges(market, vendorId, ...upTo(30));
  await eventually(async () => expect(versionsOf(await market.heard(), vendorId)).toEqual(upTo(30)));
  await eventually(async () => expect(await leftOver()).toEqual([]));
});

test('four dispatchers and a listener that fails at random: every fact once, in order per aggregate, never two at a time', async () => {
  const vendorIds = Array.from({ length: 12 }, newVendor);
  const underWay = new Set<string>();
  const overlaps: string[] = [];
  let failures = 0;
  const deliver: Deliver = async (listener, event) => {
    if (underWay.has(event.aggregateId)) overlaps.push(event.id);
    underWay.add(event.aggregateId);
    try {
      const dice = Math.random();
      if (dice < 0.05) throw new Error('failed before its effect');
      await sleep(Math.random() * 4);
      await market.deliver(listener, event);
      if (dice > 0.95) throw new Error('failed after its effect');
    } catch (error) {
      failures++;
      throw error;
    } finally {
      underWay.delete(event.aggregateId);
    }
  };
  for (let i = 0; i < 4; i++) start(deliver, { pollMs: 20, concurrency: 4, maxAttempts: 100 });

  await Promise.all(vendorIds.map((vendorId) => announceChanges(market, vendorId, ...upTo(15))));
  await dispatchers[0]?.idle();
  await eventually(async () => expect(await leftOver()).toEqual([]));

  const heard = await market.heard();
  for (const vendorId of vendorIds) expect(versionsOf(heard, vendorId)).toEqual(upTo(15));
  expect(overlaps).toEqual([]);
  expect(failures).toBeGreaterThan(0);
});

test('a failing head holds up its own listener and aggregate only, and its followers once it succeeds', async () => {
  const [failing, healthy] = [newVendor(), newVendor()];
  let broken = true;
  const deliver: Deliver = async (listener, event) => {
    if (broken && listener === 'catalog' && event.aggregateId === failing && event.sequence === 2)
      throw new Error('no');
    await market.deliver(listener, event);
  };
  const dispatcher = start(deliver, { pollMs: 20 });
  await announceChanges(market, failing, 1, 2, 3);
  await announceChanges(market, healthy, 1, 2, 3);
  await market.vendors.inTransaction((tx) =>
    announce(tx, {
      type: 'vendor.member_added',
      aggregateId: failing,
      sequence: 4,
      data: { vendorId: failing, userId: 'usr_1', role: 'OWNER' },
    }),
  );
  await dispatcher.idle();
  expect(versionsOf(await market.heard('catalog'), healthy)).toEqual([1, 2, 3]);
  expect(versionsOf(await market.heard('catalog'), failing)).toEqual([1]);
  expect(versionsOf(await market.heard('users'), failing)).toEqual([4]);
  expect((await leftOver())[0]).toMatchObject({ state: 'ready', last_error: 'no' });

  broken = false;
  await eventually(async () => expect(versionsOf(await market.heard('catalog'), failing)).toEqual([1, 2, 3]));
});

test('a long lane with a failing head hides no one, and is delivered whole when the head succeeds', async () => {
  const [failing, healthy] = [newVendor(), newVendor()];
  let broken = true;
  const deliver: Deliver = async (listener, event) => {
    if (broken && event.aggregateId === failing) throw new Error('no');
    await market.deliver(listener, event);
  };
  await market.vendors.inTransaction(async (tx) => {
    await query(
      tx,
      `with event as (
         insert into outbox_event (id, type, version, aggregate_id, sequence, occurred_at, data)
         select gen_random_uuid(), 'vendor.profile_changed', 1, $1, n, now(), $2 from generate_series(1, 300) n
         returning id, sequence)
       insert into outbox_delivery (event_id, listener, aggregate_id, sequence) select id, 'catalog', $1, sequence from event`,
      [failing, { vendorId: failing, handle: 'h', name: 'n', status: 'ACTIVE' }],
    );
  });
  await announceChanges(market, healthy, 1);
  const dispatcher = start(deliver, { pollMs: 20 });
  await eventually(async () => expect(versionsOf(await market.heard(), healthy)).toEqual([1]));
  const [parked] = await query<{ waiting: number; heads: number }>(
    market.vendors.reader,
    `select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where has_waiting)::int as heads
       from outbox_delivery`,
  );
  expect(parked?.heads).toBe(1);
  expect(parked?.waiting).toBeGreaterThan(150);

  broken = false;
  await eventually(async () => expect(await leftOver()).toEqual([]));
  await dispatcher.idle();
  expect(versionsOf(await market.heard(), failing)).toEqual(upTo(300));
});

test('a listener out of reach costs no attempts, gets one try at a time, and hears everything when it is back', async () => {
  const vendorIds = Array.from({ length: 40 }, newVendor);
  let away = true;
  let tries = 0;
  const deliver: Deliver = async (listener, event) => {
    if (away) {
      tries++;
      throw new Fault('SUBGRAPH_UNAVAILABLE', 'nobody home');
    }
    await market.deliver(listener, event);
  };
  for (const vendorId of vendorIds) await announceChanges(market, vendorId, 1);
  start(deliver, { pollMs: 20, concurrency: 8, maxAttempts: 1 });
  await sleep(700);
  // The first round of eight, then one try after 100, 200 and 400 ms.
  expect(tries).toBeGreaterThanOrEqual(9);
  expect(tries).toBeLessThanOrEqual(11);
  expect(await leftOver()).toMatchObject(vendorIds.map(() => ({ state: 'ready', attempts: 0, leased_by: null })));

  away = false;
  await eventually(async () => expect(await market.heard()).toHaveLength(40));
});

test('a slow listener leaves the others their room', async () => {
  const release = new AbortController();
  const deliver: Deliver = async (listener, event) => {
    if (listener === 'catalog') await sleep(60_000, undefined, { signal: release.signal }).catch(() => undefined);
    await market.deliver(listener, event);
  };
  const dispatcher = start(deliver, { concurrency: 2 });
  for (let i = 0; i < 5; i++) await announceChanges(market, newVendor(), 1);
  const vendorId = newVendor();
  await market.vendors.inTransaction((tx) =>
    announce(tx, {
      type: 'vendor.member_added',
      aggregateId: vendorId,
      sequence: 1,
      data: { vendorId, userId: 'usr_1', role: 'OWNER' },
    }),
  );
  await eventually(async () => expect(await market.heard('users')).toEqual([`${vendorId}#1`]));
  expect(await market.heard('catalog')).toEqual([]);
  release.abort();
  await dispatcher.idle();
  expect(await market.heard('catalog')).toHaveLength(5);
});

test('a delivery that does not answer in time is aborted and tried again', async () => {
  const signals: AbortSignal[] = [];
  const deliver: Deliver = async (listener, event, signal) => {
    signals.push(signal);
    if (signals.length === 1) await new Promise(() => undefined);
    await market.deliver(listener, event);
  };
  start(deliver, { deliverTimeoutMs: 50, pollMs: 20 });
  const vendorId = newVendor();
  await announceChanges(market, vendorId, 1);
  await eventually(async () => expect(await market.heard()).toEqual([`${vendorId}#1`]));
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
});

test('a lease is renewed for as long as the delivery takes', async () => {
  const calls: string[] = [];
  const deliver =
    (name: string): Deliver =>
    async (listener, event) => {
      calls.push(name);
      await sleep(1_200);
      await market.deliver(listener, event);
    };
  const timing = { leaseMs: 600, renewMs: 100, pollMs: 20 };
  start(deliver('one'), timing);
  const vendorId = newVendor();
  await announceChanges(market, vendorId, 1);
  await eventually(() => expect(calls).toEqual(['one']));
  const other = start(deliver('two'), timing);
  await other.idle();
  expect(calls).toEqual(['one']);
  expect(await market.heard()).toEqual([`${vendorId}#1`]);
});

test('stop waits for deliveries under way and begins no more', async () => {
  const begun: string[] = [];
  const deliver: Deliver = async (listener, event) => {
    begun.push(event.id);
    await sleep(100);
    await market.deliver(listener, event);
  };
  const vendorId = newVendor();
  const dispatcher = start(deliver);
  await announceChanges(market, vendorId, 1, 2);
  await eventually(() => expect(begun).toHaveLength(1));
  await Promise.all([dispatcher.stop(), dispatcher.stop()]);
  expect(await market.heard()).toEqual([`${vendorId}#1`]);
  expect(await leftOver()).toMatchObject([{ state: 'ready', attempts: 0, leased_by: null }]);
});

test('stop gives back what takes too long: another dispatcher has it at once', async () => {
  const reasons: unknown[] = [];
  const stuck: Deliver = (_listener, _event, signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reasons.push(signal.reason);
        reject(new Error('cut off'));
      });
    });
  const vendorId = newVendor();
  const dispatcher = start(stuck, { drainMs: 30 });
  await announceChanges(market, vendorId, 1);
  await eventually(async () => expect((await leftOver())[0]?.leased_by).not.toBeNull());
  await dispatcher.stop();
  expect(reasons).toHaveLength(1);
  expect(await leftOver()).toMatchObject([{ attempts: 0, leased_by: null, last_error: null }]);
  await start().idle();
  expect(await market.heard()).toEqual([`${vendorId}#1`]);
});

test('an idle dispatcher runs one statement per poll', async () => {
  const { statements } = await countStatements(async () => {
    const dispatcher = start(market.deliver, { pollMs: 50 });
    await sleep(500);
    await dispatcher.stop();
  });
  expect(statements.length).toBeGreaterThanOrEqual(3);
  expect(statements.length).toBeLessThanOrEqual(14);
});

test('what the listener gets is the fact as announced', async () => {
  const received: [SubgraphName, EventEnvelope][] = [];
  const dispatcher = start(async (listener, event) => void received.push([listener, event]));
  const vendorId = newVendor();
  const before = Date.now();
  await announceChanges(market, vendorId, 5);
  await dispatcher.idle();
  expect(received).toEqual([
    [
      'catalog',
      {
        id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
        type: 'vendor.profile_changed',
        version: 1,
        aggregateId: vendorId,
        sequence: 5,
        occurredAt: expect.any(String),
        data: { vendorId, handle: 'alpine', name: 'Alpine Outfitters', status: 'ACTIVE' },
      },
    ],
  ]);
  const occurredAt = Date.parse(received[0]?.[1].occurredAt ?? '');
  expect(occurredAt).toBeGreaterThanOrEqual(before);
  expect(occurredAt).toBeLessThanOrEqual(Date.now());
});
