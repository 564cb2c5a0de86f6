import { newId } from '@bazaar/ids/id';
import type { UserId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { EventEnvelope, EventType } from '@bazaar/schema/events/all-events';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '@bazaar/testkit/test-subgraph';
import type { GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orders } from '../subgraph.ts';
import type { Answer, LiveAnswer } from './answer.ts';
import { CHECKOUT_START } from './documents.ts';
import type { TestCart } from './neighbours.ts';
import { startStage, type Stage, type StageOptions } from './stage.ts';

/** The real subgraph with an emulated Stripe that calls its webhook, and hand-written neighbours. */
export interface Scene extends Stage, AsyncDisposable {
  readonly subgraph: TestSubgraph;
  /** Runs an operation and returns its data; GraphQL errors fail the test. */
  ask(document: string, variables: Record<string, unknown>, caller?: CallerClaims | null): Promise<Answer>;
  start(
    cart: TestCart,
    caller: CallerClaims | null,
    overrides?: Record<string, unknown>,
  ): Promise<Answer['checkoutStart']>;
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
  /** Resolves when the other side ends it, with the reasons it gave. */
  readonly ended: Promise<readonly GraphQLFormattedError[]>;
  stop(): Promise<void>;
}

export async function startScene(options: StageOptions & Pick<TestSubgraphOptions, 'now'> = {}): Promise<Scene> {
  const stage = await startStage(options);
  const running = await startTestSubgraph(orders, {
    env: stage.env,
    neighbours: stage.neighbours.answers,
    ...(options.now && { now: options.now }),
  });
  stage.passWebhooksTo((request) => running.door.serveRaw(request));

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
    ...stage,
    ask,
    start: async (cart, caller, overrides = {}) =>
      (await ask(CHECKOUT_START, { input: { ...inputFor(cart, caller), ...overrides } }, caller)).checkoutStart,
    follow(document, variables, caller = null) {
      const live = running.follow(document, variables, caller);
      const seen: LiveAnswer[] = [];
      const reading = (async () => {
        const reasons: GraphQLFormattedError[] = [];
        for await (const { data, errors = [] } of live) {
          // The test knows what it follows.
          if (data) seen.push(data as unknown as LiveAnswer);
          reasons.push(...errors);
        }
        return reasons;
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
      await running.stop();
      await stage.stop();
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

export function buyer(userId: UserId = newId('usr')): CallerClaims {
  return { sub: userId, sid: newId('ses'), roles: ['CUSTOMER'], vendors: [] };
}

export function member(vendorId: string, role = 'OWNER'): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: ['CUSTOMER', 'VENDOR'], vendors: [{ id: vendorId, role }] };
}

export function staff(role = 'ADMIN'): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: [role], vendors: [] };
}
