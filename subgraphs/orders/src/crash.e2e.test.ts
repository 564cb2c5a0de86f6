import { newId } from '@bazaar/ids/id';
import { query } from '@bazaar/postgres/rows';
import { CRASH_POINTS, type CrashPoint } from '@bazaar/runtime/crash-points';
import { migrationsOf } from '@bazaar/subgraph/migrations';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { startTestSubgraph } from '@bazaar/testkit/test-subgraph';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { orders } from './subgraph.ts';
import type { Answer } from './testing/answer.ts';
import { CHECKOUT_START } from './testing/documents.ts';
import type { FromMortal, ToMortal } from './testing/mortal-process.ts';
import type { TestNeighbours } from './testing/neighbours.ts';
import { buyer, inputFor, until } from './testing/scene.ts';
import { startStage } from './testing/stage.ts';

interface Mortal {
  send(message: ToMortal): void;
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
    died,
    answered: async () => {
      const response = await until(async () => answers.shift());
      // The test knows what it asked for.
      return (response as { data: Answer }).data;
    },
  };
}

describe('a process that is killed', { timeout: 60_000 }, () => {
  const points = CRASH_POINTS.filter((point) => point.startsWith('checkout.') || point.startsWith('webhook.'));

  it.concurrent.each(points)('at %s: the next one completes the order, once', async (crashAt) => {
    const stage = await startStage();
    const database = await createTestDatabase({ subgraphs: [{ schema: 'orders', migrations: migrationsOf(orders) }] });
    const caller = buyer();
    const cart = stage.neighbours.addCart(
      [{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 2_000 }],
      { buyerId: caller.sub },
    );
    const inCheckout = crashAt.startsWith('checkout.');
    const input = { ...inputFor(cart, caller), ...(inCheckout && { paymentMethod: 'pm_card_visa' }) };
    const mortal = await startMortal(stage, database.url, crashAt);
    stage.passWebhooksTo(async (request) => {
      mortal.send({ kind: 'raw', request: { ...request, body: request.body.toString('base64') } });
      // Nobody is left to acknowledge it.
      await mortal.died;
      throw new Error('died');
    });
    mortal.send({
      kind: 'ask',
      request: {
        query: CHECKOUT_START,
        variables: { input },
        caller,
        requestId: randomUUID(),
        deadline: Date.now() + 15_000,
      },
    });
    if (!inCheckout) {
      const { checkoutStart } = await mortal.answered();
      await stage.confirm(checkoutStart.checkout.clientSecret);
    }
    expect(await mortal.died).toBe('SIGKILL');

    const next = await startTestSubgraph(orders, {
      env: stage.env,
      neighbours: stage.neighbours.answers,
      databaseUrl: database.url,
    });
    stage.passWebhooksTo((request) => next.door.serveRaw(request));
    const rows = (sql: string) => query(next.database.reader, sql);
    try {
      await until(async () => (await rows('select 1 from checkout where next_at is not null')).length === 0, 15_000);
      expect(await rows('select state, failure from checkout')).toEqual([{ state: 'CONFIRMED', failure: null }]);
      expect(await rows('select status, payment_status from order_')).toEqual([
        { status: 'CONFIRMED', payment_status: 'PAID' },
      ]);
      expect(await rows('select status from payment')).toEqual([{ status: 'PAID' }]);
      expect(await rows(`select count(*)::integer as told from outbox_event where type = 'payment.success'`)).toEqual([
        { told: 1 },
      ]);
      expect(await stage.emulator.control.countIntents()).toMatchObject({ total: 1, received: 2_650, refunds: 0 });
      expect(cart).toMatchObject({ completed: 1, frozenBy: null });
      expect([...stage.neighbours.stock.values()]).toEqual([99]);
    } finally {
      await next.stop();
      await database.stop();
      await stage.stop();
    }
  });
});
