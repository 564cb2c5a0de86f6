import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { publishChanges } from '@bazaar/ephemeral/changes';
import { createLogger } from '@bazaar/runtime/log';
import { expect, test } from 'vitest';
import { createCacheStore } from './cache-store.ts';
import { followChanges } from './follow-changes.ts';
import { untilHearing, policyFor } from './testing/kept.ts';

const log = createLogger({ name: 'test', level: 'silent' });

async function openStore(options: { maxBytes?: number; maxEntryBytes?: number } = {}) {
  const { pubsub } = createInProcessEphemeral();
  const feed = followChanges(pubsub, { log });
  await untilHearing(feed);
  let nowMs = 1_000_000;
  const store = createCacheStore({ feed, maxBytes: 1 << 20, maxEntryBytes: 1 << 16, ...options, now: () => nowMs });
  return {
    store,
    feed,
    change: async (...tags: string[]) => {
      await publishChanges(pubsub, tags);
      await feed.caughtUp();
    },
    pass: (ms: number) => (nowMs += ms),
  };
}

test('what is kept ends with its age, and may stand in for as long as its hint says, not longer', async () => {
  const { store, pass } = await openStore();
  store.keep('k', { text: 'x', tags: [] }, policyFor(10, 5), store.begin());
  const kept = store.peek('k');
  expect([kept?.freshUntilMs, kept?.usableUntilMs]).toEqual([1_010_000, 1_015_000]);
  pass(14_999);
  expect(store.peek('k')).toBeDefined();
  pass(1);
  expect(store.peek('k')).toBeUndefined();
});

test('what has changed stands in for nothing', async () => {
  const { store, change } = await openStore();
  store.keep('one', { text: 'x', tags: ['Product:1'] }, policyFor(10, 500), store.begin());
  store.keep('list', { text: 'x', tags: ['Product:*'] }, policyFor(10, 500), store.begin());
  store.keep('other', { text: 'x', tags: ['Product:2', 'Offer:1'] }, policyFor(10, 500), store.begin());
  await change('Product:1');
  expect(['one', 'list', 'other'].map((key) => store.peek(key)?.text)).toEqual([undefined, undefined, 'x']);
  await change('Offer:*');
  expect(store.peek('other')).toBeUndefined();
});

test('a change between beginning and end of reading wins', async () => {
  const { store, change } = await openStore();
  const begun = store.begin();
  await change('Product:1');
  store.keep('old', { text: 'old', tags: ['Product:1'] }, policyFor(10), begun);
  expect(store.peek('old')).toBeUndefined();
  store.keep('new', { text: 'new', tags: ['Product:1'] }, policyFor(10), store.begin());
  expect(store.peek('new')?.text).toBe('new');
});

test('memory is bounded, and what is too large is not kept', async () => {
  const { store } = await openStore({ maxBytes: 100_000, maxEntryBytes: 20_000 });
  store.keep('huge', { text: 'x'.repeat(20_000), tags: [] }, policyFor(10), store.begin());
  expect(store.peek('huge')).toBeUndefined();
  for (let at = 0; at < 1_000; at++)
    store.keep(`k${at}`, { text: 'x'.repeat(1_000), tags: ['Product:1'] }, policyFor(10), store.begin());
  const left = Array.from({ length: 1_000 }, (_, at) => store.peek(`k${at}`)).filter(Boolean).length;
  expect(left).toBeGreaterThan(30);
  expect(left * 2_000).toBeLessThan(100_000);
});

test('when everything has changed, nothing is left', async () => {
  const { store, change } = await openStore();
  store.keep('k', { text: 'x', tags: [] }, policyFor(10), store.begin());
  await change('*');
  expect(store.peek('k')).toBeUndefined();
});

test('answers and entities are counted apart', async () => {
  const { store } = await openStore();
  store.keep('answer', { text: '{"data":{}}', dataEnd: 10, tags: [] }, policyFor(10, 0), store.begin());
  for (const key of ['one', 'other']) store.keep(key, { text: '{}', tags: [] }, policyFor(10, 0), store.begin());
  expect(store.entries()).toEqual({ response: 1, entity: 2 });
});
