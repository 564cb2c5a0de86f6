import { query } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce } from './announce.ts';
import { listDeadLetters, parseDeadLetterId, replayDeadLetters, skipDeadLetter } from './dead-letters.ts';
import { startDispatcher, type Dispatcher } from './dispatcher.ts';
import { readDeliveryStats } from './stats.ts';
import { announceChanges, newVendor, openMarket, vendorCopy, type Market } from './test-market/open-market.ts';

let market: Market;
let dispatcher: Dispatcher;
let broken: Set<string>;
let errors: string[];
let ended: string[];

beforeEach(async () => {
  market = await openMarket();
  broken = new Set();
  errors = [];
  ended = [];
  dispatcher = startDispatcher({
    database: market.vendors,
    log: createLogger({ name: 'events', level: 'error', destination: { write: (line) => void errors.push(line) } }),
    deliver: async (listener, event) => {
      if (broken.has(`${event.aggregateId}#${event.sequence}`)) throw new Error(`cannot apply ${event.sequence}`);
      await market.deliver(listener, event);
    },
    ended: (listener, outcome) => void ended.push(`${listener} ${outcome}`),
    maxAttempts: 2,
    pollMs: 20,
  });
});
afterEach(async () => {
  await dispatcher.stop();
  await market.stop();
});

/** Announces three facts of which the second cannot be applied, and waits until it is dead. */
async function makeDeadLetter() {
  const vendorId = newVendor();
  broken.add(`${vendorId}#2`);
  await announceChanges(market, vendorId, 1, 2, 3);
  return vi.waitFor(
    async () => {
      const letter = (await listDeadLetters(market.vendors, { limit: 10 })).find(
        (candidate) => candidate.aggregateId === vendorId,
      );
      if (!letter) throw new Error('not dead yet');
      return { vendorId, letter };
    },
    { timeout: 10_000 },
  );
}

test('a fact that keeps failing becomes a dead letter, told once, and blocks its lane', async () => {
  const { vendorId, letter } = await makeDeadLetter();
  await dispatcher.idle();
  expect(ended).toEqual(['catalog delivered', 'catalog failed', 'catalog dead']);
  expect(letter).toMatchObject({
    id: `${letter.eventId}:catalog`,
    listener: 'catalog',
    type: 'vendor.profile_changed',
    sequence: 2,
    attempts: 2,
    lastError: 'cannot apply 2',
    blocked: 1,
  });
  expect(await market.heard()).toEqual([`${vendorId}#1`]);
  expect(errors.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      eventId: letter.eventId,
      listener: 'catalog',
      msg: expect.stringContaining('dead letter'),
    }),
  ]);
  expect(await readDeliveryStats(market.vendors)).toEqual([
    { listener: 'catalog', pending: 1, dead: 1, oldestPendingMs: expect.any(Number) },
  ]);
});

test('replayed after the cause is gone, it and what waited arrive in order', async () => {
  const { vendorId, letter } = await makeDeadLetter();
  broken.clear();
  expect(await replayDeadLetters(market.vendors, { ids: [letter.id] })).toBe(1);
  await dispatcher.idle();
  expect(await market.heard()).toEqual([`${vendorId}#1`, `${vendorId}#2`, `${vendorId}#3`]);
  expect(await listDeadLetters(market.vendors, { limit: 10 })).toEqual([]);
  expect(await readDeliveryStats(market.vendors)).toEqual([]);
  expect(await replayDeadLetters(market.vendors, { ids: [letter.id] })).toBe(0);
});

test('replaying all leaves what was not dead alone', async () => {
  const [first, second] = [await makeDeadLetter(), await makeDeadLetter()];
  broken.delete(`${first.vendorId}#2`);
  expect(await replayDeadLetters(market.vendors, { all: true })).toBe(2);
  await vi.waitFor(
    async () =>
      expect(await listDeadLetters(market.vendors, { limit: 10 })).toMatchObject([
        { id: second.letter.id, attempts: 2 },
      ]),
    { timeout: 10_000 },
  );
  expect((await market.heard()).filter((line) => line.startsWith(first.vendorId))).toHaveLength(3);
});

test('skipped, it never arrives, what waited does, and who did it stays', async () => {
  const { vendorId, letter } = await makeDeadLetter();
  expect(await skipDeadLetter(market.vendors, letter.id, { note: 'entered by hand', by: 'operator' })).toBe(true);
  await dispatcher.idle();
  expect(await market.heard()).toEqual([`${vendorId}#1`, `${vendorId}#3`]);
  expect(await listDeadLetters(market.vendors, { limit: 10 })).toEqual([]);
  const rows = await query(
    market.vendors.reader,
    'select state, skipped_by, skip_note, last_error from outbox_delivery',
  );
  expect(rows).toEqual([
    { state: 'skipped', skipped_by: 'operator', skip_note: 'entered by hand', last_error: 'cannot apply 2' },
  ]);
  expect(await skipDeadLetter(market.vendors, letter.id, { note: 'again', by: 'operator' })).toBe(false);
  expect(await replayDeadLetters(market.vendors, { all: true })).toBe(0);
});

test('a fact whose every delivery ended with its process is a dead letter too, and is not delivered once more', async () => {
  const vendorId = newVendor();
  await market.vendors.inTransaction(async (tx) => {
    await announce(tx, { type: 'vendor.applied', aggregateId: vendorId, sequence: 1, data: vendorCopy(vendorId) });
    await query(tx, 'update outbox_delivery set attempts = 2');
  });
  await dispatcher.idle();
  expect(await listDeadLetters(market.vendors, { limit: 10 })).toMatchObject([
    { aggregateId: vendorId, lastError: 'the process ended during the last attempt' },
  ]);
  expect(await market.heard()).toEqual([]);
});

test('an id is read as it was listed, and nothing else is', async () => {
  const { letter } = await makeDeadLetter();
  expect(parseDeadLetterId(letter.id)).toBe(letter.id);
  for (const text of ['', letter.eventId, `${letter.eventId}:nobody`, `${letter.id}:x`, `ord_1:catalog`]) {
    expect(parseDeadLetterId(text)).toBeNull();
  }
});
