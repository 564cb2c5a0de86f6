import { newId } from '@bazaar/ids/id';
import { query } from '@bazaar/postgres/rows';
import { CRASH_POINTS, type CrashPoint } from '@bazaar/runtime/crash-points';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { migrationsOf } from '@bazaar/subgraph/migrations';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { startTestSubgraph, type TestSubgraph } from '@bazaar/testkit/test-subgraph';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { orders } from './subgraph.ts';
import type { Answer } from './testing/answer.ts';
import { CHECKOUT_CANCEL, CHECKOUT_START } from './testing/documents.ts';
import type { FromMortal, ToMortal } from './testing/mortal-process.ts';
import type { TestNeighbours } from './testing/neighbours.ts';
import { buyer, inputFor, until } from './testing/scene.ts';
import { startStage, type Stage } from './testing/stage.ts';

interface Mortal {
  send(message: ToMortal): void;
  ask(query: string, variables: Record<string, unknown>, caller: CallerClaims): void;
  /** The next answer to an operation. */
  answered(): Promise<Answer>;
  /** Resolves with the signal that ended it. */
  readonly died: Promise<string | null>;
}

async function startMortal(
  stage: { env: Readonly<Record<string, string>>; neighbours: TestNeighbours },
  databaseUrl: string,
  crashAt: CrashPoint,
): Promise<Mortal> {
  const child: ChildProcess = fork(fileURLToPath(new URL('testing/mortal-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--conditions=source'],
  });
  const answers: unknown[] = [];
  let started = false;
  const send = (message: ToMortal): void => void (child.connected && child.send(message, () => undefined));
  child.on('message', (message: FromMortal) => {
    if (message.kind === 'started') started = true;
    else if (message.kind === 'answered') answers.push(message.response);
    else void answer(message);
  });
  async function answer({ call, name, input }: FromMortal & { kind: 'command' }): Promise<void> {
    // The command's own contract types its input.
    send({ kind: 'answer', call, answer: await stage.neighbours.answers[name]?.(input as never) });
  }
  const died = once(child, 'exit').then(([, signal]) => signal as string | null);
  send({ kind: 'start', env: stage.env, databaseUrl, crashAt });
  await until(async () => started || child.exitCode !== null, 30_000);
  return {
    send,
    ask(query, variables, caller) {
      const request = { query, variables, caller, requestId: randomUUID(), deadline: Date.now() + 15_000 };
      send({ kind: 'ask', request });
    },
    died,
    answered: async () => {
      const response = await until(async () => answers.shift());
      // The test knows what it asked for.
      return (response as { data: Answer }).data;
    },
  };
}

/** One thing that a buyer has in their cart, on a stage and a database that survive whatever happens to the process. */
async function setScene() {
  const stage = await startStage();
  const database = await createTestDatabase({ subgraphs: [{ schema: 'orders', migrations: migrationsOf(orders) }] });
  const caller = buyer();
  const cart = stage.neighbours.addCart(
    [{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 2_000 }],
    { buyerId: caller.sub },
  );
  return { stage, database, caller, cart };
}

/** The next process, once no checkout has anything left to do. */
async function recover(stage: Stage, databaseUrl: string): Promise<TestSubgraph> {
  const { env, neighbours } = stage;
  const next = await startTestSubgraph(orders, { env, neighbours: neighbours.answers, databaseUrl });
  stage.passWebhooksTo((request) => next.door.serveRaw(request));
  const open = `select from checkout where next_at is not null`;
  await until(async () => (await query(next.database.reader, open)).length === 0, 15_000);
  return next;
}

const pointsOf = (...of: string[]) => CRASH_POINTS.filter((point) => of.includes(point.split('.')[0] ?? ''));
const PURCHASE = pointsOf('checkout', 'webhook');
const COMPENSATION = pointsOf('compensation');
/** Killed at beside the dispatcher: packages/events/src/takeover.e2e.test.ts. */
const EVENTS = pointsOf('events');

it('there is no crash point at which nothing is killed', () => {
  expect([...PURCHASE, ...COMPENSATION, ...EVENTS].toSorted()).toEqual([...CRASH_POINTS].toSorted());
});

describe('a process that is killed', { timeout: 60_000 }, () => {
  it.concurrent.each(PURCHASE)('at %s: the next one completes the order, once', async (crashAt) => {
    const { stage, database, caller, cart } = await setScene();
    const inCheckout = crashAt.startsWith('checkout.');
    const input = { ...inputFor(cart, caller), ...(inCheckout && { paymentMethod: 'pm_card_visa' }) };
    const mortal = await startMortal(stage, database.url, crashAt);
    stage.passWebhooksTo(async (request) => {
      mortal.send({ kind: 'raw', request: { ...request, body: request.body.toString('base64') } });
      // Nobody is left to acknowledge it.
      await mortal.died;
      throw new Error('died');
    });
    mortal.ask(CHECKOUT_START, { input }, caller);
    if (!inCheckout) {
      const { checkoutStart } = await mortal.answered();
      await stage.confirm(checkoutStart.checkout.clientSecret);
    }
    expect(await mortal.died).toBe('SIGKILL');

    const next = await recover(stage, database.url);
    try {
      expect(await next.sql('select state, failure from checkout')).toEqual([{ state: 'CONFIRMED', failure: null }]);
      expect(await next.sql('select status, payment_status from order_')).toEqual([
        { status: 'CONFIRMED', payment_status: 'PAID' },
      ]);
      expect(await next.sql('select status from payment')).toEqual([{ status: 'PAID' }]);
      expect(await told(next)).toEqual({ 'order.created': 1, 'payment.success': 1 });
      expect(await stage.emulator.control.countIntents()).toMatchObject({ total: 1, received: 2_650, refunds: 0 });
      expect(cart).toMatchObject({ completed: 1, frozenBy: null });
      expect([...stage.neighbours.stock.values()]).toEqual([99]);
    } finally {
      await next.stop();
      await database.stop();
      await stage.stop();
    }
  });

  // The hardest case: the money is held already when the buyer gives up, and nobody here has heard of it.
  it.concurrent.each(COMPENSATION)('at %s: the next one undoes the rest, once', async (crashAt) => {
    const { stage, database, caller, cart } = await setScene();
    const mortal = await startMortal(stage, database.url, crashAt);
    const input = inputFor(cart, caller);
    mortal.ask(CHECKOUT_START, { input }, caller);
    const { checkout } = (await mortal.answered()).checkoutStart;
    await stage.confirm(checkout.clientSecret);
    expect(await stage.emulator.control.countIntents()).toMatchObject({ capturable: 2_650 });
    mortal.ask(CHECKOUT_CANCEL, { input: { checkoutId: checkout.id } }, caller);
    expect(await mortal.died).toBe('SIGKILL');

    const next = await recover(stage, database.url);
    try {
      await stage.emulator.control.deliveriesIdle();
      await until(async () => (await next.sql('select from webhook_event where applied_at is null')).length === 0);
      expect(await next.sql('select state, failure->>$1 as why from checkout', ['code'])).toEqual([
        { state: 'CANCELLED', why: 'CHECKOUT_CANCELLED' },
      ]);
      expect(await next.sql('select status, payment_status from order_')).toEqual([
        { status: 'CANCELLED', payment_status: 'VOIDED' },
      ]);
      expect(await next.sql('select status, captured_amount from payment')).toEqual([
        { status: 'VOIDED', captured_amount: '0' },
      ]);
      expect(await told(next)).toEqual({ 'order.created': 1, 'payment.failed': 1 });
      expect(await stage.emulator.control.countIntents()).toMatchObject({
        byStatus: { canceled: 1 },
        received: 0,
        capturable: 0,
      });
      expect([...stage.neighbours.stock.values()]).toEqual([100]);
      expect([...stage.neighbours.reservations.values()]).toMatchObject([{ stage: 'released' }]);
      expect(cart).toMatchObject({ frozenBy: null, completed: 0 });
      expect(await start(next, input, caller), 'the same key tells what became of it').toMatchObject({
        status: 'CANCELLED',
        order: { status: 'CANCELLED' },
      });
      expect(await start(next, inputFor(cart, caller), caller), 'the cart can be bought again').toMatchObject({
        status: 'AWAITING_PAYMENT',
      });
    } finally {
      await next.stop();
      await database.stop();
      await stage.stop();
    }
  });
});

/** How often each fact was announced. */
async function told(subgraph: TestSubgraph): Promise<Record<string, number>> {
  const facts = await subgraph.sql<{ type: string; n: number }>(
    'select type, count(*)::integer as n from outbox_event group by 1',
  );
  return Object.fromEntries(facts.map(({ type, n }) => [type, n]));
}

async function start(subgraph: TestSubgraph, input: Record<string, unknown>, caller: CallerClaims): Promise<unknown> {
  const { checkoutStart } = await subgraph.answer<Answer>(CHECKOUT_START, { input }, caller);
  return checkoutStart.checkout;
}
