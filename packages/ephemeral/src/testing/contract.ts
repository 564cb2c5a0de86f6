import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ephemeral, PubSubMessage, Subscription } from '../ephemeral.ts';
import { createSessionDenylist } from '../session-denylist.ts';

/** Somewhere to open ephemera: each `open` is another process's view of the same place. */
export interface Place {
  open(): Ephemeral;
  stop(): Promise<void>;
}

const GAP: PubSubMessage = { kind: 'gap' };
const message = (text: string): PubSubMessage => ({ kind: 'message', message: text });
const END = { done: true, value: undefined };

/** For `expect.poll`: within eight seconds, but usually at once. */
export const SOON = { timeout: 8000, interval: 10 };

/** Reads the next `count` items. */
export async function take(subscription: Subscription, count: number): Promise<(PubSubMessage | undefined)[]> {
  const items: (PubSubMessage | undefined)[] = [];
  while (items.length < count) items.push((await subscription.next()).value);
  return items;
}

/** What every implementation of {@link Ephemeral} promises. */
export function describeEphemeralContract(createPlace: () => Place): void {
  let place: Place;
  let a: Ephemeral;
  let b: Ephemeral;
  beforeEach(() => {
    place = createPlace();
    a = place.open();
    b = place.open();
  });
  afterEach(() => place.stop());

  async function subscribe(to: Ephemeral, topic: string, options?: { maxQueued?: number }): Promise<Subscription> {
    const subscription = to.pubsub.subscribe(topic, options);
    await subscription.ready;
    return subscription;
  }

  /** Returns when `subscription`, which is not read, has everything that was published before. */
  async function settle(through: Ephemeral, topic: string, marker: Subscription): Promise<void> {
    await through.pubsub.publish(topic, 'settled');
    for await (const item of marker) if (item.kind === 'message' && item.message === 'settled') return;
  }

  describe('pubsub', () => {
    test('a message reaches every subscriber of its topic, in order, and no other', async () => {
      const here = await subscribe(a, 'orders');
      const there = await subscribe(b, 'orders');
      const elsewhere = await subscribe(b, 'carts');
      for (const text of ['one', '', 'drei 🦄', 'x'.repeat(1_000_000)]) await a.pubsub.publish('orders', text);
      await a.pubsub.publish('carts', 'another');
      const expected = [message('one'), message(''), message('drei 🦄'), message('x'.repeat(1_000_000))];
      expect(await take(here, 4)).toEqual(expected);
      expect(await take(there, 4)).toEqual(expected);
      expect(await take(elsewhere, 1)).toEqual([message('another')]);
    });

    test('nobody listens: publishing is no error', async () => {
      await expect(a.pubsub.publish('nobody', 'one')).resolves.toBeUndefined();
    });

    test('readers that wait are served in turn', async () => {
      const subscription = await subscribe(a, 'orders');
      const waiting = [subscription.next(), subscription.next(), subscription.next()];
      for (const text of ['1', '2', '3']) await b.pubsub.publish('orders', text);
      expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual([
        message('1'),
        message('2'),
        message('3'),
      ]);
    });

    test('a reader that falls behind gets a gap instead of what waited; the others get everything', async () => {
      const slow = await subscribe(a, 'orders', { maxQueued: 4 });
      const attentive = await subscribe(a, 'orders');
      const marker = await subscribe(a, 'orders');
      const texts = ['1', '2', '3', '4', '5'];
      for (const text of texts) await b.pubsub.publish('orders', text);
      await settle(b, 'orders', marker);
      // '5' was one too many: it and what came after it are still there.
      expect(await take(slow, 3)).toEqual([GAP, message('5'), message('settled')]);
      expect(await take(attentive, 5)).toEqual(texts.map(message));
      await b.pubsub.publish('orders', '6');
      expect(await take(slow, 1)).toEqual([message('6')]);
    });

    test('however far a reader falls behind, it holds no more than it may', async () => {
      const slow = await subscribe(a, 'orders', { maxQueued: 10 });
      const marker = await subscribe(a, 'orders');
      for (let i = 0; i < 1000; i += 1) await b.pubsub.publish('orders', String(i));
      await settle(b, 'orders', marker);
      const held = await take(slow, 1);
      while (!isDeepStrictEqual(held.at(-1), message('settled'))) held.push(...(await take(slow, 1)));
      expect(held.length).toBeLessThanOrEqual(11);
      expect(held[0]).toEqual(GAP);
      expect(held.filter((item) => item?.kind === 'gap')).toHaveLength(1);
    });

    test('return() ends a reader that waits, at once and for good', async () => {
      const subscription = await subscribe(a, 'orders');
      const waiting = [subscription.next(), subscription.next()];
      expect(await subscription.return()).toEqual(END);
      expect(await Promise.all(waiting)).toEqual([END, END]);
      await b.pubsub.publish('orders', 'late');
      expect(await subscription.next()).toEqual(END);
      expect(await subscription.return()).toEqual(END);
    });

    test('throw() ends it too, and throws', async () => {
      const subscription = await subscribe(a, 'orders');
      const waiting = subscription.next();
      await expect(subscription.throw(new Error('enough'))).rejects.toThrow('enough');
      expect(await waiting).toEqual(END);
      expect(await subscription.next()).toEqual(END);
    });

    test('leaving a loop returns, and what waited is dropped', async () => {
      const subscription = await subscribe(a, 'orders');
      for (const text of ['1', '2']) await b.pubsub.publish('orders', text);
      for await (const item of subscription) {
        expect(item).toEqual(message('1'));
        break;
      }
      expect(await subscription.next()).toEqual(END);
    });

    test('a topic that everyone left can be subscribed again', async () => {
      for (let round = 0; round < 5; round += 1) {
        const subscription = a.pubsub.subscribe('orders');
        if (round % 2 === 0) await subscription.ready;
        await subscription.return();
      }
      const subscription = await subscribe(a, 'orders');
      await b.pubsub.publish('orders', 'again');
      expect(await take(subscription, 1)).toEqual([message('again')]);
    });

    test('a subscription that ends before it was ready rejects ready', async () => {
      const subscription = a.pubsub.subscribe('orders');
      await subscription.return();
      // In this process a subscription is ready from the start.
      await expect(
        subscription.ready.then(
          () => 'ready',
          () => 'rejected',
        ),
      ).resolves.toMatch(/ready|rejected/);
    });

    test('ten thousand subscribers of a topic all hear it, and leave', async () => {
      const subscriptions = Array.from({ length: 10_000 }, () => a.pubsub.subscribe('orders'));
      await Promise.all(subscriptions.map(({ ready }) => ready));
      const waiting = subscriptions.map((subscription) => subscription.next());
      await b.pubsub.publish('orders', 'all');
      const heard = (await Promise.all(waiting)).filter(({ value }) => value?.kind === 'message');
      expect(heard).toHaveLength(10_000);
      await Promise.all(subscriptions.map((subscription) => subscription.return()));
    });

    test('stop() ends all subscriptions, also those that come later, and may be called twice', async () => {
      const subscription = await subscribe(a, 'orders');
      const waiting = subscription.next();
      await Promise.all([a.stop(), a.stop()]);
      await a.stop();
      expect(await waiting).toEqual(END);
      expect(await a.pubsub.subscribe('orders').next()).toEqual(END);
    });
  });

  describe('cache', () => {
    test('what is set is read, everywhere, until it is deleted', async () => {
      expect(await a.cache.get('key')).toBeNull();
      await a.cache.set('key', 'value', 60_000);
      await a.cache.set('empty', '', 60_000);
      expect([await a.cache.get('key'), await b.cache.get('key'), await b.cache.get('empty')]).toEqual([
        'value',
        'value',
        '',
      ]);
      await b.cache.set('key', 'other', 60_000);
      expect(await a.cache.get('key')).toBe('other');
      await a.cache.delete('key');
      expect([await a.cache.get('key'), await b.cache.get('key')]).toEqual([null, null]);
      await expect(a.cache.delete('never set')).resolves.toBeUndefined();
    });

    test('it is forgotten in its time, also in fractions of a millisecond', async () => {
      await a.cache.set('short', 'value', 150.5);
      await a.cache.set('long', 'value', 60_000);
      expect(await a.cache.get('short')).toBe('value');
      await expect.poll(() => a.cache.get('short'), SOON).toBeNull();
      expect(await a.cache.get('long')).toBe('value');
    });

    test.each([0, -5])('a time of %d keeps nothing, not even what was there', async (ttlMs) => {
      await a.cache.set('key', 'before', 60_000);
      await a.cache.set('key', 'value', ttlMs);
      expect(await a.cache.get('key')).toBeNull();
    });
  });

  describe('counters', () => {
    test('count up, each apart, for all together', async () => {
      const counts = await Promise.all(
        Array.from({ length: 100 }, (_, i) => (i % 2 ? a : b).counters.increment('hits', 60_000)),
      );
      expect(counts.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
      expect(await a.counters.increment('other', 60_000)).toBe(1);
    });

    test('begin anew a fixed time after the first, however often they are asked', async () => {
      const counts: number[] = [];
      while (counts.length < 2 || counts.at(-1) !== 1) {
        counts.push(await a.counters.increment('hits', 300));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      // Asking every 10 ms did not keep it alive.
      expect(counts.length).toBeGreaterThan(3);
      expect(counts.length).toBeLessThan(60);
      expect(counts).toEqual([...counts.slice(0, -1).map((_, i) => i + 1), 1]);
    });
  });

  describe('replicated sets', () => {
    test('an addition is known here at once, there a moment later, and in processes that come later', async () => {
      const here = a.replicatedSet('names');
      const there = b.replicatedSet('names');
      expect([await here.has('x'), await there.has('x')]).toEqual([false, false]);
      const adding = here.add('x', 60_000);
      expect(here.has('x')).toBe(true);
      await adding;
      await expect.poll(() => there.has('x'), SOON).toBe(true);
      expect(await there.has('y')).toBe(false);
      expect(await place.open().replicatedSet('names').has('x')).toBe(true);
      expect(await place.open().replicatedSet('others').has('x')).toBe(false);
    });

    test('once it has been read, it answers without waiting', async () => {
      const there = b.replicatedSet('names');
      await expect.poll(() => there.has('x'), SOON).toBe(false);
      await expect.poll(() => typeof there.has('x'), SOON).toBe('boolean');
    });

    test('members end in their time, at the latest end they were given', async () => {
      const [here, there] = [a.replicatedSet('names'), b.replicatedSet('names')];
      await here.add('short', 60);
      await here.add('long', 60_000);
      await here.add('long', 60);
      await here.add('never', 0);
      await expect.poll(() => there.has('long'), SOON).toBe(true);
      await expect.poll(() => here.has('short'), SOON).toBe(false);
      await expect.poll(() => there.has('short'), SOON).toBe(false);
      const later = place.open().replicatedSet('names');
      expect([await later.has('short'), await later.has('long'), await later.has('never')]).toEqual([
        false,
        true,
        false,
      ]);
      expect([await here.has('long'), await there.has('long')]).toEqual([true, true]);
    });

    test('listeners hear of each new member once, everywhere, until they leave', async () => {
      const heard: string[] = [];
      const [here, there] = [a.replicatedSet('names'), b.replicatedSet('names')];
      here.onAdded((name) => heard.push(`here ${name}`));
      const leave = there.onAdded((name) => heard.push(`there ${name}`));
      await here.add('x', 60_000);
      await there.add('x', 90_000);
      await expect.poll(() => heard.toSorted(), SOON).toEqual(['here x', 'there x']);
      leave();
      await here.add('y', 60_000);
      await expect.poll(() => there.has('y'), SOON).toBe(true);
      expect(heard.toSorted()).toEqual(['here x', 'here y', 'there x']);
    });

    test('members may be any text', async () => {
      const names = ['', ' ', 'a b', '12 ses', '🦄'];
      for (const name of names) await a.replicatedSet('names').add(name, 60_000);
      const later = place.open().replicatedSet('names');
      for (const name of names) expect(await later.has(name)).toBe(true);
      for (const name of names) await expect.poll(() => b.replicatedSet('names').has(name), SOON).toBe(true);
    });
  });

  describe('session denylist', () => {
    test('a denial counts here at once and everywhere a moment later, and is told', async () => {
      const [here, there] = [createSessionDenylist(a), createSessionDenylist(b)];
      const told: string[] = [];
      there.onDenied((sessionId) => told.push(sessionId));
      expect(await there.isDenied('ses_1')).toBe(false);
      const denying = here.deny('ses_1', 60_000);
      expect(here.isDenied('ses_1')).toBe(true);
      await denying;
      await expect.poll(() => told, SOON).toEqual(['ses_1']);
      expect(await there.isDenied('ses_1')).toBe(true);
      expect(await there.isDenied('ses_2')).toBe(false);
    });

    test('it outlives the process that denied', async () => {
      await createSessionDenylist(a).deny('ses_1', 60_000);
      expect(await createSessionDenylist(place.open()).isDenied('ses_1')).toBe(true);
    });

    test('after stop() no listener is called', async () => {
      const told: string[] = [];
      const [here, there] = [createSessionDenylist(a), createSessionDenylist(b)];
      const leave = there.onDenied((sessionId) => told.push(sessionId));
      await there.stop();
      leave();
      await here.deny('ses_1', 60_000);
      await expect.poll(() => there.isDenied('ses_1'), SOON).toBe(true);
      expect(told).toEqual([]);
    });
  });
}
