import { inspect } from 'node:util';
import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EphemeralUnavailable } from './ephemeral-unavailable.ts';
import type { Ephemeral } from './ephemeral.ts';
import { openEphemeral } from './open-ephemeral.ts';
import { createRedisEphemeral } from './redis.ts';
import { connectRedis } from './redis/connection.ts';
import { createSessionDenylist } from './session-denylist.ts';
import { TEST_REDIS_URL } from './testing/config.ts';
import { SOON, describeEphemeralContract, take } from './testing/contract.ts';
import {
  createRedisPlace,
  isRedisThere,
  silentLog,
  startRedisProxy,
  type RedisPlace,
  type RedisProxy,
} from './testing/test-redis.ts';

const GAP = { kind: 'gap' };
const message = (text: string) => ({ kind: 'message', message: text });

describe.skipIf(!(await isRedisThere()))('in Redis', () => {
  describe('as everywhere', () => {
    describeEphemeralContract(createRedisPlace);
  });

  let place: RedisPlace;
  beforeEach(() => void (place = createRedisPlace()));
  afterEach(() => place.stop());

  async function subscribersOf(topic: string): Promise<number> {
    const [, count] = (await place.admin.pubsub('NUMSUB', `${place.keyPrefix}topic:${topic}`)).map(Number);
    return count ?? 0;
  }

  async function connections(): Promise<string[]> {
    const lines = String(await place.admin.client('LIST')).split('\n');
    return lines.flatMap((line) => new RegExp(` name=${place.keyPrefix}(\\S+) `).exec(line)?.[1] ?? []).toSorted();
  }

  describe('economy', () => {
    test('a process has two connections and subscribes a topic once, however many read it', async () => {
      const ephemeral = place.open();
      const subscriptions = Array.from({ length: 50 }, () => ephemeral.pubsub.subscribe('orders'));
      await Promise.all(subscriptions.map(({ ready }) => ready));
      expect(await connections()).toEqual(['commands', 'listening']);
      expect(await subscribersOf('orders')).toBe(1);

      for (const subscription of subscriptions.slice(1)) await subscription.return();
      expect(await subscribersOf('orders')).toBe(1);
      await subscriptions[0]?.return();
      await expect.poll(() => subscribersOf('orders'), SOON).toBe(0);
    });

    test('everything written bears the prefix and has an end', async () => {
      const ephemeral = place.open();
      await ephemeral.cache.set('key', 'value', 60_000);
      await ephemeral.counters.increment('hits', 60_000);
      await ephemeral.replicatedSet('names').add('x', 60_000);
      const keys = await place.admin.keys(`${place.keyPrefix}*`);
      expect(keys.map((key) => key.slice(place.keyPrefix.length)).toSorted()).toEqual([
        'cache:key',
        'count:hits',
        'set:names',
      ]);
      const ends = await Promise.all(keys.map((key) => place.admin.pttl(key)));
      expect(ends.filter((ms) => ms <= 0 || ms > 60_000)).toEqual([]);
    });

    test('stop() leaves no connection', async () => {
      const ephemeral = place.open();
      await ephemeral.pubsub.subscribe('orders').ready;
      await ephemeral.stop();
      await expect.poll(connections, SOON).toEqual([]);
      await expect(ephemeral.pubsub.publish('orders', 'x')).rejects.toThrow(EphemeralUnavailable);
    });
  });

  describe('a killed connection', () => {
    test('the listening one: every subscriber gets a gap, then messages again; topics are still subscribed once', async () => {
      const ephemeral = place.open();
      const sender = place.open();
      const subscriptions = ['orders', 'orders', 'carts'].map((topic) => ephemeral.pubsub.subscribe(topic));
      await Promise.all(subscriptions.map(({ ready }) => ready));
      await sender.pubsub.publish('orders', 'before');
      expect(await place.killConnections('listening')).toBeGreaterThan(0);

      const [first, second, carts] = subscriptions;
      if (!first || !second || !carts) throw new Error('three were subscribed');
      expect(await take(first, 2)).toEqual([message('before'), GAP]);
      expect(await take(second, 2)).toEqual([message('before'), GAP]);
      expect(await take(carts, 1)).toEqual([GAP]);
      await sender.pubsub.publish('orders', 'after');
      await sender.pubsub.publish('carts', 'after');
      for (const subscription of subscriptions) expect(await take(subscription, 1)).toEqual([message('after')]);
      expect(await subscribersOf('orders')).toBe(1);
    });

    test('a topic that was left meanwhile is not subscribed again', async () => {
      const ephemeral = place.open();
      const left = ephemeral.pubsub.subscribe('orders');
      const kept = ephemeral.pubsub.subscribe('carts');
      await Promise.all([left.ready, kept.ready]);
      await place.killConnections('listening');
      await left.return();
      expect(await take(kept, 1)).toEqual([GAP]);
      expect(await subscribersOf('orders')).toBe(0);
    });

    test('the one for commands: the next command waits for the new one', async () => {
      const ephemeral = place.open();
      await ephemeral.cache.set('key', 'value', 60_000);
      expect(await place.killConnections('commands')).toBe(1);
      await expect.poll(connections, SOON).not.toContain('commands');
      expect(await ephemeral.counters.increment('hits', 60_000)).toBe(1);
      expect(await ephemeral.cache.get('key')).toBe('value');
    });

    test('fifteen kills do not wear it out', async () => {
      const ephemeral = place.open();
      const subscription = ephemeral.pubsub.subscribe('orders');
      await subscription.ready;
      for (let round = 0; round < 15; round += 1) {
        await place.killConnections('listening');
        expect(await take(subscription, 1)).toEqual([GAP]);
      }
      await ephemeral.pubsub.publish('orders', 'still here');
      expect(await take(subscription, 1)).toEqual([message('still here')]);
    });
  });

  describe('Redis is away', () => {
    let proxy: RedisProxy;
    beforeEach(async () => void (proxy = await startRedisProxy()));
    afterEach(() => proxy.stop());

    async function msUntilRejected(work: Promise<unknown>): Promise<number> {
      const from = performance.now();
      await expect(work).rejects.toThrow(EphemeralUnavailable);
      return performance.now() - from;
    }

    test('what must not fail silently rejects within about a second, then at once; the cache is empty; it comes back', async () => {
      const ephemeral = place.open(proxy.url);
      const subscription = ephemeral.pubsub.subscribe('orders');
      await subscription.ready;
      await ephemeral.cache.set('key', 'value', 60_000);
      proxy.cut();

      // The first may be under way when the connection breaks, the second waits for a new one in vain, the third knows.
      expect(await msUntilRejected(ephemeral.pubsub.publish('orders', 'lost'))).toBeLessThan(1800);
      expect(await msUntilRejected(ephemeral.pubsub.publish('orders', 'lost'))).toBeLessThan(1800);
      expect(await msUntilRejected(ephemeral.pubsub.publish('orders', 'lost'))).toBeLessThan(300);
      expect(await msUntilRejected(ephemeral.counters.increment('hits', 60_000))).toBeLessThan(300);
      expect(await msUntilRejected(ephemeral.cache.delete('key'))).toBeLessThan(300);
      expect(await ephemeral.cache.get('key')).toBeNull();
      await expect(ephemeral.cache.set('key', 'other', 60_000)).resolves.toBeUndefined();

      const late = ephemeral.pubsub.subscribe('carts');
      expect(await msUntilRejected(late.ready)).toBeLessThan(3000);

      proxy.restore();
      expect(await take(subscription, 1)).toEqual([GAP]);
      expect(await take(late, 1)).toEqual([GAP]);
      await expect.poll(() => ephemeral.cache.get('key'), SOON).toBe('value');
      await ephemeral.pubsub.publish('orders', 'back');
      expect(await take(subscription, 1)).toEqual([message('back')]);
    });

    test('a start without Redis: it works from the moment it is there', async () => {
      proxy.cut();
      const ephemeral = await openEphemeral({ redisUrl: proxy.url, keyPrefix: place.keyPrefix, log: silentLog });
      const subscription = ephemeral.pubsub.subscribe('orders');
      proxy.restore();
      await subscription.ready;
      await expect
        .poll(
          () =>
            ephemeral.pubsub.publish('orders', 'hello').then(
              () => true,
              () => false,
            ),
          SOON,
        )
        .toBe(true);
      expect(await take(subscription, 1)).toEqual([message('hello')]);
      await ephemeral.stop();
    });

    test('is one plain line in the log, whatever asks in vain', async () => {
      const { log, lines } = collectLog();
      const ephemeral = createRedisEphemeral({ url: 'redis://127.0.0.1:1', keyPrefix: place.keyPrefix, log });
      const { pubsub, cache, counters, published } = ephemeral;
      await Promise.allSettled([
        pubsub.subscribe('orders').ready,
        pubsub.publish('orders', 'hello'),
        cache.get('key'),
        counters.increment('key', 1_000),
        published.find('key'),
        ephemeral.replicatedSet('denied').has('key'),
        createSessionDenylist(ephemeral).isDenied('ses_1'),
      ]);
      expect(await ephemeral.cache.get('key')).toBeNull();
      await ephemeral.stop();
      expect(lines).toEqual([
        expect.objectContaining({
          level: 40,
          msg: 'Redis is away: this process goes on by itself',
          reason: expect.stringContaining('ECONNREFUSED') as string,
        }),
      ]);
      expect(Object.keys(lines[0] ?? {})).not.toContain('err');
    });

    test('it can be stopped while Redis is away', async () => {
      const ephemeral = place.open(proxy.url);
      await ephemeral.pubsub.subscribe('orders').ready;
      proxy.cut();
      const waiting = ephemeral.pubsub.subscribe('carts').next();
      await ephemeral.stop();
      expect(await waiting).toEqual({ done: true, value: undefined });
    });

    test('an answer that does not come is given up after a second', async () => {
      const ephemeral = place.open(proxy.url);
      await ephemeral.counters.increment('hits', 60_000);
      proxy.freeze();
      const elapsed = await msUntilRejected(ephemeral.counters.increment('hits', 60_000));
      expect(elapsed).toBeGreaterThan(500);
      expect(elapsed).toBeLessThan(1800);
    });

    test('an error tells nothing of what was sent', async () => {
      const ephemeral = place.open(proxy.url);
      await place.admin.set(`${place.keyPrefix}count:secret`, 'no number');
      const error: unknown = await ephemeral.counters.increment('secret', 60_000).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'EphemeralUnavailable', message: expect.stringContaining('not an integer') });
      expect(inspect(error, { depth: 5, showHidden: true })).not.toContain('secret');
    });

    test('a connection whose other end vanished without a word is noticed and replaced', async () => {
      const connection = connectRedis({
        url: proxy.url,
        name: `${place.keyPrefix}x`,
        absence: { begin: () => undefined, end: () => undefined },
        log: silentLog,
        heartbeatMs: 100,
      });
      expect(await connection.run((redis) => redis.ping())).toBe('PONG');
      proxy.freeze();
      const answer = (): Promise<string> => connection.run((redis) => redis.ping()).catch(() => 'none');
      await expect.poll(answer, SOON).toBe('PONG');
      await connection.stop();
    });
  });

  describe('replicated sets when the connection is lost', () => {
    let proxy: RedisProxy;
    let distant: Ephemeral;
    beforeEach(async () => {
      proxy = await startRedisProxy();
      distant = place.open(proxy.url);
    });
    afterEach(() => proxy.stop());

    test('what was added meanwhile is learned, and told, when it is back', async () => {
      const [here, there] = [createSessionDenylist(place.open()), createSessionDenylist(distant)];
      const told: string[] = [];
      there.onDenied((sessionId) => told.push(sessionId));
      await expect.poll(() => there.isDenied('ses_0') === false, SOON).toBe(true);
      proxy.cut();
      await here.deny('ses_1', 60_000);
      expect(await there.isDenied('ses_1')).toBe(false);
      proxy.restore();
      await expect.poll(() => told, SOON).toEqual(['ses_1']);
      expect(there.isDenied('ses_1')).toBe(true);
      await expect.poll(() => there.isDenied('ses_2') === false, SOON).toBe(true);
    });

    test('while Redis is away it answers from what it knows: known stays denied, the rest is accepted', async () => {
      const there = createSessionDenylist(distant);
      await there.deny('ses_1', 60_000);
      proxy.cut();
      await expect.poll(() => there.isDenied('ses_2') instanceof Promise, SOON).toBe(true);
      expect(there.isDenied('ses_1')).toBe(true);
      expect(await there.isDenied('ses_2')).toBe(false);
    });

    test('while it cannot hear it asks', async () => {
      const [here, there] = [createSessionDenylist(place.open()), createSessionDenylist(distant)];
      await expect.poll(() => there.isDenied('ses_0') === false, SOON).toBe(true);
      proxy.refuse();
      await place.killConnections('listening');
      await expect.poll(() => there.isDenied('ses_0') instanceof Promise, SOON).toBe(true);
      await here.deny('ses_1', 60_000);
      const answer = there.isDenied('ses_1');
      expect(answer).toBeInstanceOf(Promise);
      expect(await answer).toBe(true);
    });

    test('an addition that failed counts here, and reaches the others later', async () => {
      const [here, there] = [createSessionDenylist(place.open()), createSessionDenylist(distant)];
      await expect.poll(() => there.isDenied('ses_0') === false, SOON).toBe(true);
      proxy.cut();
      await expect(there.deny('ses_1', 60_000)).rejects.toThrow(EphemeralUnavailable);
      expect(there.isDenied('ses_1')).toBe(true);
      proxy.restore();
      await expect.poll(() => here.isDenied('ses_1'), SOON).toBe(true);
    });

    test('a Redis that was emptied is filled again by those who know', async () => {
      const here = createSessionDenylist(place.open());
      await here.deny('ses_1', 60_000);
      await place.admin.del(`${place.keyPrefix}set:denied-sessions`);
      await place.killConnections('listening');
      await expect.poll(() => place.admin.zcard(`${place.keyPrefix}set:denied-sessions`), SOON).toBe(1);
      expect(await createSessionDenylist(place.open()).isDenied('ses_1')).toBe(true);
    });
  });

  test.each(['localhost:6379', 'http://localhost:6379', ''])('%j is no Redis URL', (url) => {
    expect(() => createRedisEphemeral({ url, keyPrefix: 'x:', log: silentLog })).toThrow(TypeError);
  });

  test('without a URL it stays in this process', async () => {
    const ephemeral = await openEphemeral({ redisUrl: undefined, log: silentLog });
    await ephemeral.cache.set('key', 'value', 60_000);
    expect(await ephemeral.cache.get('key')).toBe('value');
    expect(await place.open().cache.get('key')).toBeNull();
    expect(TEST_REDIS_URL).toMatch(/^redis/);
    await ephemeral.stop();
  });
});
