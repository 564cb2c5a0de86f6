import { connect } from '@bazaar/bazaar/demo/people';
import type { DemoSummary } from '@bazaar/bazaar/demo/run-demo';
import { FollowOrderDocument, SearchPageDocument } from '@bazaar/client/generated/operations';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { print } from 'graphql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runCommand, type RunningCommand } from './support/command.ts';
import { alive, descendantsOf } from './support/processes.ts';
import { openRawSocket, type RawSocket } from './support/raw-socket.ts';
import { findRedis } from './support/redis.ts';
import { checkoutInput, fillCart, guest, startCheckout } from './support/shopping.ts';
import { marketEnv } from './support/test-env.ts';
import { startTraffic } from './support/traffic.ts';
import { until } from './support/until.ts';

const REDIS_URL = process.env['REDIS_URL'] || 'redis://127.0.0.1:6379';
const redis = await findRedis(REDIS_URL);
if (!redis) process.stderr.write(`\nSKIPPED: workers, because ${REDIS_URL} does not answer.\n\n`);

/** A line of the log. */
interface Logged {
  readonly msg: string;
  /** The worker that wrote it, or that it is about. */
  readonly worker?: number;
  readonly pid?: number;
}

function logOf(market: RunningCommand): Logged[] {
  const lines = market.stdout.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Logged);
}

/** The pids of the workers, without the compiler that each of them has in a checkout. */
async function workersOf(market: RunningCommand): Promise<number[]> {
  const children = await descendantsOf(market.pid);
  return children.filter(({ parent, name }) => parent === market.pid && name !== 'esbuild').map(({ pid }) => pid);
}

describe.skipIf(!redis)('WORKERS=2', { timeout: 120_000 }, () => {
  let folder: string;
  let database: TestDatabase;
  let market: RunningCommand;
  let url: string;

  function start(): RunningCommand {
    return runCommand(['start'], {
      ...marketEnv(database.url, folder),
      NODE_ENV: 'development',
      DEMO_DATA: 'true',
      LOG_LEVEL: 'info',
      WORKERS: '2',
      REDIS_URL: redis ?? '',
    });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bazaar-workers-'));
    database = await createTestDatabase({ subgraphs: [] });
    market = start();
    url = await market.line(/(http:\S+)\/graphql/);
  }, 90_000);
  afterAll(async () => {
    await market?.kill();
    await database?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('counts the pools of both, and shares one port and one payment emulator among them', async () => {
    const pools = 2 * SUBGRAPH_NAMES.length;
    expect(logOf(market).map(({ msg }) => msg)).toContainEqual(
      expect.stringContaining(`${pools} pools of 8 connections`),
    );
    expect(await workersOf(market)).toHaveLength(2);
    const demo = runCommand(['demo', '--url', url, '--json'], {});
    expect(await demo.ended, demo.stderr).toEqual({ code: 0, signal: null });
    // What --json prints.
    expect(JSON.parse(demo.stdout) as DemoSummary).toMatchObject({ order: { status: 'DELIVERED' }, problems: [] });
    await until('both have answered', () => {
      const busy = new Set(logOf(market).flatMap(({ msg, worker }) => (msg === 'request' ? [worker] : [])));
      return busy.has(1) && busy.has(2);
    });
  });

  it('bring a change to those who follow at either, and replace one that is killed under traffic', async () => {
    const shopper = guest(url);
    const { products } = await connect(url, null).request(SearchPageDocument, {
      where: { currency: 'USD', inStock: true },
      first: 1,
      currency: 'USD',
    });
    const offer = { id: products?.nodes[0]?.bestOffer?.id ?? '' };
    const cart = await fillCart(shopper, [{ offer, quantity: 1 }]);
    const { id: checkoutId, order, accessToken } = await startCheckout(shopper, checkoutInput(shopper, cart));
    const sockets: RawSocket[] = [];
    for (let count = 0; count < 8; count++) {
      const socket = await openRawSocket(url, null);
      socket.subscribe('1', print(FollowOrderDocument), { id: order?.id, accessToken });
      await socket.message('the current state', ({ type }) => type === 'next');
      sockets.push(socket);
    }
    const { errors } = await ask(
      url,
      'mutation ($input: CheckoutCancelInput!) { checkoutCancel(input: $input) { userErrors { code } } }',
      { input: { checkoutId, accessToken } },
    );
    expect(errors).toEqual([]);
    await Promise.all(
      sockets.map((socket) =>
        socket.message('the change', ({ payload }) => JSON.stringify(payload ?? '').includes('"CANCELLED"')),
      ),
    );

    const [victim = 0, survivor] = await workersOf(market);
    const traffic = startTraffic(url, '{ regions { code } }', 8);
    await until('there is traffic', () => traffic.answered() > 50);
    process.kill(victim, 'SIGKILL');
    const dead = await until('its end is told', () => logOf(market).find(({ pid }) => pid === victim));
    const logged = logOf(market).length;
    // Some followed at it, and some at the other: the change had reached both.
    await until('its sockets are closed', () => sockets.some(({ closeCode }) => closeCode() === 1006));
    expect(sockets.some(({ closeCode }) => closeCode() === undefined)).toBe(true);

    await until(
      'its successor answers',
      () =>
        logOf(market)
          .slice(logged)
          .some(({ msg, worker }) => msg === 'request' && worker === dead.worker),
      60_000,
    );
    const now = await workersOf(market);
    expect(now).toHaveLength(2);
    expect(now).toContain(survivor);
    expect(now).not.toContain(victim);
    const { failures } = await traffic.stop();
    // Those under way at the one that was killed, one for each of the eight at most, and each of them hears that it is lost.
    expect(failures.filter((failure) => failure !== 'connection lost')).toEqual([]);
    expect(failures.length).toBeLessThanOrEqual(8);
    for (const socket of sockets) socket.cut();
  });

  it('answer what they have begun when they are told to stop, and leave nothing behind', async () => {
    const children = (await descendantsOf(market.pid)).map(({ pid }) => pid);
    const traffic = startTraffic(url, '{ products(first: 5) { nodes { title } } }', 4);
    await until('there is traffic', () => traffic.answered() > 20);
    market.signal('SIGTERM');
    expect(await market.ended, market.stderr).toEqual({ code: 0, signal: null });
    const { failures } = await traffic.stop();
    expect(failures.filter((failure) => failure !== 'refused' && failure !== 'connection lost')).toEqual([]);
    await until('nothing is left', async () => (await alive(children)).length === 0, 5_000);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    expect(market.stderr).toBe('');
  });

  it('do not outlive the first process, when that one is killed', async () => {
    const another = start();
    await another.line(/(http:\S+)\/graphql/);
    const children = (await descendantsOf(another.pid)).map(({ pid }) => pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    await another.kill();
    await until('nothing is left', async () => (await alive(children)).length === 0);
  });
});

describe('WORKERS=2 is refused', () => {
  it.each([
    ['without Redis', { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' }, /- REDIS_URL: .*WORKERS.*live updates/],
    ['with the embedded Postgres', { REDIS_URL: 'redis://127.0.0.1:1' }, /- DATABASE_URL: .*WORKERS.*embedded/],
  ])('%s, before anything starts', async (_, env, reason) => {
    const command = runCommand(['start'], { WORKERS: '2', DATA_DIR: join(tmpdir(), 'bazaar-never-made'), ...env });
    expect(await command.ended).toEqual({ code: 1, signal: null });
    expect(command.stderr).toMatch(reason);
    expect(command.stderr, 'a person reads it').not.toMatch(/\n\s+at /);
  });
});
