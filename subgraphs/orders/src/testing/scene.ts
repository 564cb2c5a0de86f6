import { newId } from '@bazaar/ids/id';
import type { UserId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { EventEnvelope, EventType } from '@bazaar/schema/events/all-events';
import { startStripeEmulator, type StripeEmulator } from '@bazaar/stripe-emulator/start-stripe-emulator';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '@bazaar/testkit/test-subgraph';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { orders } from '../subgraph.ts';
import type { Answer, LiveAnswer } from './answer.ts';
import { CHECKOUT_START } from './documents.ts';
import { createTestNeighbours, type TestCart, type TestNeighbours } from './neighbours.ts';

export const WEBHOOK_SECRET = 'whsec_orders_test_secret';
const SECRET_KEY = 'sk_test_orders';
const PUBLISHABLE_KEY = 'pk_test_orders';

/** The real subgraph with an emulated Stripe that calls its webhook, and hand-written neighbours. */
export interface Scene extends AsyncDisposable {
  readonly subgraph: TestSubgraph;
  readonly emulator: StripeEmulator;
  readonly neighbours: TestNeighbours;
  readonly env: Readonly<Record<string, string>>;
  /** Posts to the webhook as the gateway would. */
  readonly webhookUrl: string;
  /** Runs an operation and returns its data; GraphQL errors fail the test. */
  ask(document: string, variables: Record<string, unknown>, caller?: CallerClaims | null): Promise<Answer>;
  start(
    cart: TestCart,
    caller: CallerClaims | null,
    overrides?: Record<string, unknown>,
  ): Promise<Answer['checkoutStart']>;
  /** The buyer confirms in their browser, as the provider's library does. */
  confirm(clientSecret: string, method?: string): Promise<unknown>;
  /** The delivered facts of one type. */
  heard<Type extends EventType>(type: Type): EventEnvelope<Type>[];
  rows(sql: string, ...params: unknown[]): Promise<Record<string, unknown>[]>;
  /** Opens a subscription and collects what it yields. */
  follow(document: string, variables: Record<string, unknown>, caller?: CallerClaims | null): Followed;
  /** Waits until `probe` returns something. */
  until<T>(probe: () => Promise<T | null | undefined | false>, withinMs?: number): Promise<T>;
}

/** A subscription under way. */
export interface Followed {
  readonly seen: LiveAnswer[];
  /** Resolves when the other side ends it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export async function startScene(
  options: { env?: Record<string, string>; webhooks?: boolean; now?: TestSubgraphOptions['now'] } = {},
): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'orders-stripe-'));
  let subgraph: TestSubgraph | undefined;
  const gateway = await startGateway(() => subgraph);
  const emulator = await startStripeEmulator({
    dataDir,
    webhooks: options.webhooks === false ? [] : [{ url: gateway.url, secret: WEBHOOK_SECRET }],
    log: createLogger({ name: 'stripe-emulator', level: 'silent' }),
    production: false,
    deliveries: { retryDelaysMs: [50, 50, 100], timeoutMs: 2_000 },
  });
  const neighbours = createTestNeighbours();
  const env = {
    ORDER_TOKEN_SECRET: 'a-secret-for-tests-of-at-least-32-characters',
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: emulator.url,
    STRIPE_TIMEOUT_MS: '1000',
    PAYMENT_POLL_MS: '60000',
    ...options.env,
  };
  const running = await startTestSubgraph(orders, {
    env,
    neighbours: neighbours.answers,
    ...(options.now && { now: options.now }),
  });
  subgraph = running;
  const browser = new Stripe(PUBLISHABLE_KEY, {
    host: '127.0.0.1',
    port: emulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });

  async function ask(
    document: string,
    variables: Record<string, unknown>,
    caller: CallerClaims | null = null,
  ): Promise<Answer> {
    const response = await running.ask(document, variables, caller);
    if (response.errors) throw new Error(JSON.stringify(response.errors));
    // The test knows what it asked for.
    return response.data as unknown as Answer;
  }

  return {
    subgraph: running,
    emulator,
    neighbours,
    env,
    webhookUrl: gateway.url,
    ask,
    start: async (cart, caller, overrides = {}) =>
      (await ask(CHECKOUT_START, { input: { ...inputFor(cart, caller), ...overrides } }, caller)).checkoutStart,
    confirm: (clientSecret, method = 'pm_card_visa') =>
      browser.rawRequest('POST', `/v1/payment_intents/${clientSecret.split('_secret_')[0]}/confirm`, {
        client_secret: clientSecret,
        payment_method: method,
        return_url: 'https://shop.example/return',
      }),
    follow(document, variables, caller = null) {
      const live = running.follow(document, variables, caller);
      const seen: LiveAnswer[] = [];
      const reading = (async () => {
        // The test knows what it follows.
        for await (const { data } of live) seen.push(data as unknown as LiveAnswer);
      })();
      return {
        seen,
        ended: reading,
        async stop() {
          await live.return?.();
          await reading;
        },
      };
    },
    heard: (type) =>
      // The type says which data an event carries.
      running.delivered.map(({ event }) => event).filter((event) => event.type === type) as EventEnvelope<
        typeof type
      >[],
    rows: (sql, ...params) => query(running.database.reader, sql, params),
    until,
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await running.stop();
      await emulator.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a client sends to check `cart` out. */
export function inputFor(cart: TestCart, caller: CallerClaims | null): Record<string, unknown> {
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    expectedVersion: cart.version,
    expectedTotal: { amount: cart.quote.totalAmount, currency: cart.currency },
    email: caller ? null : 'guest@example.com',
    shippingAddress: ADDRESS,
  };
}

export const ADDRESS = {
  firstName: 'Ada',
  lastName: 'Byron',
  line1: '12 Analytical Row',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
};

export async function until<T>(probe: () => Promise<T | null | undefined | false>, withinMs = 8_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error('It did not come to pass in time.');
    await sleep(20);
  }
}

/** Passes webhooks through, as the gateway does. */
async function startGateway(
  subgraph: () => TestSubgraph | undefined,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const raw = { method, path: url, headers, body: Buffer.concat(chunks), requestId: randomUUID() };
      const answered = subgraph()?.door.serveRaw(raw) ?? Promise.reject(new Error('not started'));
      answered.then(
        ({ status, headers: sent, body }) => response.writeHead(status, sent).end(body),
        () => response.writeHead(503).end(),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function buyer(userId: UserId = newId('usr')): CallerClaims {
  return { sub: userId, sid: newId('ses'), roles: ['CUSTOMER'], vendors: [] };
}

export function member(vendorId: string, role = 'OWNER'): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['CUSTOMER', 'VENDOR'], vendors: [{ id: vendorId, role }] };
}

export function staff(role = 'ADMIN'): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: [role], vendors: [] };
}
