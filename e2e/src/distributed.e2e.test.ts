import { connect } from '@bazaar/bazaar/demo/people';
import type { DemoSummary } from '@bazaar/bazaar/demo/run-demo';
import {
  FollowOrderDocument,
  SearchPageDocument,
  SignOutDocument,
  StartCheckoutDocument,
} from '@bazaar/client/generated/operations';
import { generatePrivateJwk } from '@bazaar/identity/ed25519';
import { createInternalTokenMinter } from '@bazaar/identity/internal-tokens';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { connectControl } from '@bazaar/stripe-emulator/control/control';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { print } from 'graphql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { runCommand, type RunningCommand } from './support/command.ts';
import { openRawSocket } from './support/raw-socket.ts';
import { findRedis } from './support/redis.ts';
import { buy, checkoutInput, fillCart, guest, registerShopper, startCheckout } from './support/shopping.ts';
import { marketEnv } from './support/test-env.ts';
import { until } from './support/until.ts';

const REDIS_URL = process.env['REDIS_URL'] || 'redis://127.0.0.1:6379';
const redis = await findRedis(REDIS_URL);
if (!redis) process.stderr.write(`\nSKIPPED: sessions over Redis, because ${REDIS_URL} does not answer.\n\n`);

interface Process {
  readonly pid: number;
  readonly url: string;
  readonly internalUrl: string | undefined;
}

let folder: string;
let database: TestDatabase;
let market: RunningCommand;
let url: string;
const processes = new Map<string, Process>();

/** Gateway, five subgraphs and the payment emulator, as `npm run start:distributed` starts them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-distributed-'));
  database = await createTestDatabase({ subgraphs: [] });
  market = runCommand(['distributed'], {
    ...marketEnv(database.url, folder),
    NODE_ENV: 'development',
    DEMO_DATA: 'true',
    ...(redis && { REDIS_URL: redis }),
  });
  url = await market.line(/(http:\S+)\/graphql/, 110_000);
  await market.line(/^ +gateway +pid/m);
  for (const [, name = '', pid, at = '', , internalUrl] of market.stdout.matchAll(
    /^ +(\S+) +pid (\d+) +(http:\S+)( +internal (http:\S+))?$/gm,
  ))
    processes.set(name, { pid: Number(pid), url: at, internalUrl });
}, 120_000);
afterAll(async () => {
  market?.signal('SIGTERM');
  await market?.ended;
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

function processOf(name: string): Process {
  const found = processes.get(name);
  if (!found) throw new Error(`${name} does not run: ${market.stdout}`);
  return found;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Two things of the demo data that are in stock. */
async function findOffers(): Promise<{ offer: { id: string }; quantity: number }[]> {
  const { products } = await connect(url, null).request(SearchPageDocument, {
    where: { currency: 'USD', inStock: true, isDigital: false },
    first: 2,
    currency: 'USD',
  });
  return (products?.nodes ?? []).map(({ bestOffer }) => ({ offer: { id: bestOffer?.id ?? '' }, quantity: 1 }));
}

describe('the marketplace in processes of its own', () => {
  it('passes the demo: two vendors, live, and books that balance', { timeout: 60_000 }, async () => {
    const demo = runCommand(['demo', '--url', url, '--json'], {});
    expect(await demo.ended, demo.stderr).toEqual({ code: 0, signal: null });
    // What --json prints.
    const summary = JSON.parse(demo.stdout) as DemoSummary;
    expect(summary).toMatchObject({ order: { status: 'DELIVERED' }, problems: [], ledgerSums: { USD: 0 } });
    expect(summary.vendorOrders.map(({ status }) => status)).toEqual(['DELIVERED', 'DELIVERED']);
    expect(summary.updates.length).toBeGreaterThan(4);
  });
});

describe('an inner door', () => {
  async function wrongTokens(audience: string): Promise<(string | null)[]> {
    const privateKey = generatePrivateJwk();
    const mint = (issuer: string) => createInternalTokenMinter({ issuer, privateKey })(audience, null);
    const { token } = await registerShopper(url);
    return [null, 'nonsense', token, await mint('gateway'), await mint('orders'), await mint('stranger')];
  }

  function knock(at: string, path: string, token: string | null, body: object): Promise<Response> {
    return fetch(`${at}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  }

  it.each(SUBGRAPH_NAMES)('of %s stays shut without a token, and with a wrong one', async (name) => {
    const { url: at, internalUrl = '' } = processOf(name);
    for (const token of await wrongTokens(name)) {
      const answers = await Promise.all([
        knock(at, '/graphql', token, { query: '{ __typename }' }),
        knock(internalUrl, '/internal/commands/cart.freezeCart', token, {}),
        knock(internalUrl, '/internal/commands/no.suchCommand', token, {}),
        knock(internalUrl, '/internal/events', token, {}),
      ]);
      for (const answer of answers) {
        expect(answer.status, answer.url).toBe(401);
        expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      }
    }
  });

  it('does not lead in from the gateway, whatever headers a client sends', async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-bazaar-caller': '{"sub":"usr_1","roles":["ADMIN"]}',
        'x-user-id': 'usr_1',
        'x-bazaar-timeout-ms': '1',
      },
      body: JSON.stringify({ query: '{ me { id } ledgerAccounts { nodes { kind } } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { me: null, ledgerAccounts: null } });
    for (const path of ['/internal/commands/cart.freezeCart', '/internal/events', '/health/detailed'])
      expect((await fetch(`${url}${path}`, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe.skipIf(!redis)('sessions over Redis', () => {
  it('a signed-out token is refused by the gateway at once, and its sockets are closed', async () => {
    const leaving = await registerShopper(url);
    const socket = await openRawSocket(url, leaving.token);
    await leaving.client.request(SignOutDocument);
    const { status, errors } = await ask(url, '{ me { id } }', {}, leaving.token);
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await socket.closed()).toBe(4403);
  });
});

describe('a subgraph that is killed', () => {
  it('takes its own fields with it and nothing else, and nothing internal comes to light', async () => {
    const shopper = await registerShopper(url);
    const wants = await findOffers();
    const { order } = await buy(shopper, await fillCart(shopper, wants));
    const { pid, url: at, internalUrl = '' } = processOf('users');
    process.kill(pid, 'SIGKILL');
    await market.line(/users ended with SIGKILL/);

    const mixed = await ask(
      url,
      `query ($order: ID!) {
        regions { code }
        products(first: 2) { nodes { title bestOffer(currency: "USD") { vendor { name } } } }
        me { id email }
        order(id: $order) { number customer { displayName } }
      }`,
      { order: order?.id },
      shopper.token,
    );
    expect(mixed.status).toBe(200);
    const product = { title: expect.any(String), bestOffer: { vendor: { name: expect.any(String) } } };
    expect(mixed.data).toEqual({
      regions: expect.arrayContaining([{ code: 'US' }]),
      products: { nodes: [product, product] },
      me: null,
      order: { number: order?.number, customer: null },
    });
    const paths = mixed.errors.map(({ path = [] }) => path.slice(0, 2).join('.'));
    expect(paths.toSorted()).toEqual(['me', 'order.customer']);
    for (const { extensions } of mixed.errors) expect(extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
    for (const secret of [
      at,
      internalUrl,
      new URL(at).port,
      'ECONN',
      'localhost',
      '127.0.0.1',
      'node_modules',
      'users',
    ])
      expect(mixed.text).not.toContain(secret);

    // Whoever does not need it does not notice: a guest buys, and who is signed in already goes on.
    const someone = guest(url);
    expect(await buy(someone, await fillCart(someone, wants))).toMatchObject({ status: 'CONFIRMED', failure: null });
    const untouched = await ask(url, '{ myOrders { edges { node { number } } } }', {}, shopper.token);
    expect(untouched).toMatchObject({
      errors: [],
      data: { myOrders: { edges: [{ node: { number: order?.number } }] } },
    });
  });
});

describe('a gateway that is told to stop', () => {
  it('answers what it has begun, lets subscribers go, and takes nothing new', { timeout: 60_000 }, async () => {
    const stripe = connectControl(processOf('stripe-emulator').url);
    const [shopper, other] = [guest(url), guest(url)];
    const wants = await findOffers();
    const [cart, otherCart] = [await fillCart(shopper, wants), await fillCart(other, wants)];
    const followed = await startCheckout(other, checkoutInput(other, otherCart));
    const socket = await openRawSocket(url, null);
    socket.subscribe('1', print(FollowOrderDocument), {
      id: followed.order?.id,
      accessToken: followed.accessToken,
    });
    await socket.message('the current state', ({ type }) => type === 'next');

    // The provider takes its time, and the order to stop arrives meanwhile.
    await stripe.failCalls({ kind: 'delay', method: 'POST', path: '/v1/payment_intents', delayMs: 1_500 });
    const before = await stripe.countIntents();
    const started = Date.now();
    const inFlight = shopper.client.request(StartCheckoutDocument, {
      input: checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa' }),
    });
    await until('the stock is reserved', async () => {
      const { data } = await ask(url, '{ products(first: 1) { nodes { id } } }');
      return data && Date.now() - started > 500;
    });
    const { pid } = processOf('gateway');
    process.kill(pid, 'SIGTERM');

    expect(await socket.message('the end of the subscription', ({ type }) => type === 'complete')).toBeDefined();
    expect(await socket.closed()).toBe(1001);
    const { checkoutStart } = await inFlight;
    expect(Date.now() - started, 'the request was still under way').toBeGreaterThan(1_400);
    expect(checkoutStart?.checkout).toMatchObject({ status: 'CONFIRMED', order: { paymentStatus: 'PAID' } });
    expect((await stripe.countIntents()).received).toBeGreaterThan(before.received);
    await until('the gateway is gone', () => !isAlive(pid));
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect(await market.line(/gateway ended with (.+?)\. /)).toBe('exit code 0');
  });
});
