import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { createLogger } from '@bazaar/runtime/log';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onceByKey, type IdempotencyScope } from './idempotency.ts';
import { createInProcessNeighbours } from './in-process-neighbours.ts';
import { migrationsOf } from './migrations.ts';
import { startSubgraph, type RunningSubgraph } from './start-subgraph.ts';
import { createFixture } from './testing/fixture/fixture.ts';

let database: TestDatabase;
let subgraph: RunningSubgraph;
let count = 0;

beforeAll(async () => {
  const { definition } = createFixture();
  database = await createTestDatabase({ subgraphs: [{ schema: 'users', migrations: migrationsOf(definition) }] });
  subgraph = await startSubgraph(definition, {
    env: {},
    databaseUrl: database.url,
    poolSize: 10,
    ephemeral: createInProcessEphemeral(),
    neighbours: createInProcessNeighbours(() => undefined),
    log: createLogger({ name: 'idempotency', level: 'silent' }),
    now: () => new Date(),
  });
});
afterAll(async () => {
  await subgraph.stop();
  await database.stop();
});

function scope(given: Partial<IdempotencyScope> = {}): IdempotencyScope {
  return { caller: 'usr_a', operation: 'pay', key: `key-${++count}`, input: { amount: 1 }, ...given };
}

function once<Outcome>(given: IdempotencyScope, work: (tx: Tx) => Promise<Outcome>) {
  return subgraph.database.inTransaction((tx) => onceByKey(tx, given, () => work(tx)));
}

test('the first outcome is stored and replayed, and the work runs once', async () => {
  const given = scope();
  let runs = 0;
  const work = () => Promise.resolve({ kind: 'paid', run: ++runs, of: ['a', null] });
  const first = await once(given, work);
  expect(await once(given, work)).toEqual(first);
  expect(runs).toBe(1);
});

test('two, or twenty, at the same instant: one runs, all get its outcome', async () => {
  const given = scope();
  let runs = 0;
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      once(given, async () => {
        runs++;
        await sleep(30);
        return { run: runs };
      }),
    ),
  );
  expect(runs).toBe(1);
  expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ run: 1 })));
});

test('another input under the same key is a mistake, also while the first is under way', async () => {
  const given = scope();
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const first = once(given, async () => {
    begin();
    await sleep(50);
    return 'done';
  });
  await begun;
  expect(await once({ ...given, input: { amount: 2 } }, () => Promise.resolve('other'))).toEqual({
    kind: 'idempotencyKeyReused',
  });
  expect(await first).toBe('done');
});

test('the same key of another caller or operation is another key', async () => {
  const given = scope();
  const work = (name: string) => () => Promise.resolve(name);
  expect(await once(given, work('mine'))).toBe('mine');
  expect(await once({ ...given, caller: 'usr_b' }, work('theirs'))).toBe('theirs');
  expect(await once({ ...given, operation: 'refund' }, work('refund'))).toBe('refund');
});

test('work that fails stores nothing, and may be tried again', async () => {
  const given = scope();
  const failing = once(given, async (tx) => {
    await execute(tx, "insert into note values (1, 'half', 1)");
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const rows = await query(
    subgraph.database.reader,
    'select key from idempotency_key where key = $1 union all select text from note',
    [given.key],
  );
  expect(rows).toEqual([]);
  expect(await once(given, () => Promise.resolve('now'))).toBe('now');
});

test('of several at once whose first fails, the next one runs', async () => {
  const given = scope();
  let runs = 0;
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() =>
      once(given, async () => {
        await sleep(20);
        if (++runs === 1) throw new Error('no');
        return runs;
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))).toEqual([2, 2]);
});

test('keys are forgotten after a week, not after a day', async () => {
  const [old, young] = [scope(), scope()];
  for (const given of [old, young]) await once(given, () => Promise.resolve('done'));
  const age = 'update idempotency_key set created_at = now() - $2::interval where key = $1';
  await execute(subgraph.database.reader, age, [old.key, '8 days']);
  await execute(subgraph.database.reader, age, [young.key, '6 days']);
  expect(await subgraph.runSweep('clean-up')).toBe(1);
  expect(await once(young, () => Promise.resolve('again'))).toBe('done');
  expect(await once(old, () => Promise.resolve('again'))).toBe('again');
});
