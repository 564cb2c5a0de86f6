import {
  createRedisPlace,
  isRedisThere,
  startRedisProxy,
  type RedisPlace,
  type RedisProxy,
} from '@bazaar/ephemeral/testing/test-redis';
import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { post } from '../testing/post.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { hashDocument } from './document-id.ts';
import { documentSettings, openDocuments } from './open-documents.ts';
import { createSharedDocuments, FOUND_MS, MISSING_MS } from './shared-documents.ts';
import { NO_DOCUMENTS } from './trusted-documents.ts';

const APPLE = 'query Apple { product(sku: "a") { name } }';
const ID = hashDocument(APPLE);
const PEAR = 'query Pear { product(sku: "b") { sku } }';
const FIG = 'query Fig { product(sku: "a") { sku } }';
const apple = { product: { name: 'Apple' } };

const persisted = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashDocument(text) } },
});

describe.skipIf(!(await isRedisThere()))('documents in Redis', () => {
  let place: RedisPlace;
  let proxy: RedisProxy;
  let ephemeral: Ephemeral;
  beforeEach(async () => {
    place = createRedisPlace();
    proxy = await startRedisProxy();
    ephemeral = place.open(proxy.url);
    await reachRedis();
  });
  afterEach(async () => {
    await place.stop();
    await proxy.stop();
  });

  const register = (text: string, id = hashDocument(text)) =>
    place.admin.set(`${place.keyPrefix}trusted-document:${id}`, text);
  const withdraw = (text: string) => place.admin.del(`${place.keyPrefix}trusted-document:${hashDocument(text)}`);

  /** Returns when commands are answered: on a busy machine the first may take too long. */
  async function reachRedis(): Promise<void> {
    const answers = (): Promise<boolean> =>
      ephemeral.published.find('anything').then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(true);
  }

  /** Cuts Redis off, and returns when commands fail. */
  async function loseRedis(): Promise<void> {
    proxy.cut();
    await expect(ephemeral.counters.increment('away', 1_000)).rejects.toThrow(EphemeralUnavailable);
  }

  async function start(settings: object, overrides: Parameters<typeof startFixture>[1] = {}): Promise<Fixture> {
    const fixture = await startFixture('memory', {
      documents: await openDocuments(documentSettings.parse({ shared: true, ...settings }), ephemeral),
      ...overrides,
    });
    onTestFinished(() => fixture.stop());
    return fixture;
  }

  const UNAVAILABLE = { status: 503, code: 'SUBGRAPH_UNAVAILABLE', retryAfter: '5', data: undefined };

  it('run by id and by text, under the key that a deployment is told', async () => {
    await register(APPLE);
    const fixture = await start({ mode: 'safelist' });
    expect(await post(fixture, { documentId: ID })).toMatchObject({ data: apple });
    expect(await post(fixture, { query: APPLE })).toMatchObject({ data: apple });
    expect(await post(fixture, { query: PEAR })).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_REGISTERED' });
    expect(await post(fixture, persisted(PEAR))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('that are known go on while Redis is away; of others it is said that nobody can tell, and they run when it is back', async () => {
    await Promise.all([APPLE, FIG].map((text) => register(text)));
    const fixture = await start({ mode: 'safelist' });
    expect(await post(fixture, { documentId: ID })).toMatchObject({ data: apple });
    await loseRedis();
    expect(await post(fixture, { documentId: ID })).toMatchObject({ data: apple });
    expect(await post(fixture, { query: APPLE })).toMatchObject({ data: apple });
    expect(await post(fixture, persisted(FIG))).toEqual(UNAVAILABLE);
    expect(await post(fixture, { query: FIG })).toEqual(UNAVAILABLE);
    expect(await post(fixture, { query: PEAR })).toEqual(UNAVAILABLE);
    proxy.restore();
    await expect.poll(() => post(fixture, persisted(FIG))).toMatchObject({ status: 200 });
    expect(await post(fixture, { query: PEAR })).toMatchObject({ code: 'DOCUMENT_NOT_REGISTERED' });
  });

  it('that cannot be looked up are told over a stream and over a WebSocket, which stays open', async () => {
    await register(APPLE);
    const fixture = await start({ mode: 'idsOnly' });
    expect(await post(fixture, { documentId: ID })).toMatchObject({ data: apple });
    await loseRedis();
    expect(await post(fixture, persisted(FIG), { accept: 'text/event-stream' })).toEqual(UNAVAILABLE);
    const client = fixture.connect();
    const ask = (text: string) => client.iterate({ query: '', ...persisted(text) }).next();
    const asked = [ask(FIG), ask(APPLE)];
    await expect(asked[0]).rejects.toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    expect((await asked[1])?.value).toEqual({ data: apple });
    await client.dispose();
  });

  it('that cannot be looked up are nobody’s fault: counted as unavailable, and against no limit', async () => {
    const metrics = new Registry();
    const settings = rateLimitSettings.parse({ anonymous: { query: 1 } });
    const fixture = await start(
      { mode: 'idsOnly' },
      { metrics, rateLimits: { settings, counters: ephemeral.counters } },
    );
    await loseRedis();
    const from = { 'x-forwarded-for': '203.0.113.1' };
    for (let times = 0; times < 4; times += 1) expect(await post(fixture, persisted(FIG), from)).toEqual(UNAVAILABLE);
    expect(await metrics.metrics()).toContain(
      'bazaar_gateway_refusals_total{code="SUBGRAPH_UNAVAILABLE",reason="unavailable"} 4\n',
    );
  });

  it.each(['off', 'log'])(
    'that cannot be looked up keep no text from running where every text runs (%s)',
    async (mode) => {
      const fixture = await start({ mode, automatic: 'signedIn' });
      await loseRedis();
      expect(await post(fixture, { query: APPLE })).toMatchObject({ data: apple });
      expect(await post(fixture, { ...persisted(APPLE), query: APPLE })).toMatchObject({ data: apple });
      // It may stand for another text, and whoever may not register would not send its text.
      expect(await post(fixture, { documentId: 'named', query: APPLE })).toEqual(UNAVAILABLE);
      expect(await post(fixture, persisted(APPLE))).toEqual(UNAVAILABLE);
      expect(fixture.logged.filter(({ msg }) => msg === 'an operation that is not registered')).toEqual([]);
    },
  );

  it.each([true, false])(
    'that clients register are unknown while Redis is away, and run with their text (shared: %s)',
    async (shared) => {
      const fixture = await start({ shared });
      await loseRedis();
      expect(await post(fixture, persisted(APPLE))).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
      expect(await post(fixture, { ...persisted(APPLE), query: APPLE })).toMatchObject({ data: apple });
      expect(await post(fixture, persisted(APPLE))).toMatchObject({ data: apple });
    },
  );

  describe('are asked for', () => {
    function open() {
      let nowMs = 1_000_000;
      let asked = 0;
      const published = {
        find(key: string) {
          asked += 1;
          return ephemeral.published.find(key);
        },
      };
      const documents = createSharedDocuments({ published, first: NO_DOCUMENTS, now: () => nowMs });
      return {
        find: (text: string) => documents.find(hashDocument(text)),
        asked: () => asked,
        pass: (ms: number) => void (nowMs += ms),
      };
    }

    it('once a minute, so that one that is taken out ends within that', async () => {
      await register(APPLE);
      const { find, asked, pass } = open();
      expect(await Promise.all([find(APPLE), find(APPLE)])).toEqual([APPLE, APPLE]);
      await withdraw(APPLE);
      pass(FOUND_MS - 1);
      expect([await find(APPLE), asked()]).toEqual([APPLE, 1]);
      pass(1);
      expect([await find(APPLE), asked()]).toEqual([undefined, 2]);
    });

    it('again after a second when they were not there', async () => {
      const { find, asked, pass } = open();
      expect([await find(APPLE), await find(APPLE), asked()]).toEqual([undefined, undefined, 1]);
      await register(APPLE);
      pass(MISSING_MS);
      expect(await find(APPLE)).toBe(APPLE);
    });

    it('in vain while Redis is away, where those that were taken out long before do not come back', async () => {
      await register(APPLE);
      const { find, pass } = open();
      expect(await find(APPLE)).toBe(APPLE);
      await withdraw(APPLE);
      pass(11 * FOUND_MS);
      await loseRedis();
      await expect(find(APPLE)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    });

    it('in vain while Redis is away: those that were there go on, until it is back and tells that they are not', async () => {
      await register(APPLE);
      const { find, pass } = open();
      expect(await find(APPLE)).toBe(APPLE);
      await withdraw(APPLE);
      await loseRedis();
      for (let minutes = 0; minutes < 3; minutes += 1) {
        pass(FOUND_MS);
        expect(await find(APPLE)).toBe(APPLE);
      }
      await expect(find(FIG)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
      proxy.restore();
      await reachRedis();
      pass(FOUND_MS);
      expect(await find(APPLE)).toBeUndefined();
    });
  });
});
