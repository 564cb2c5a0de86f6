import type { Logger } from '@bazaar/runtime/log';
import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { CommitOutcomeUnknown, isConnectionLost, isRetryable } from './errors.ts';
import { enterTransaction } from './nested-transactions.ts';
import type { Tx } from './tx.ts';

/**
 * Runs `work` in one READ COMMITTED transaction and commits it. A deadlock or serialization failure (40P01, 40001) runs `work` again
 * from scratch, up to three times: everything that `work` does must go through `tx`, or be harmless when repeated.
 * @throws CommitOutcomeUnknown when the connection was lost during COMMIT; otherwise whatever `work` threw, rolled back.
 */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

type Hook = () => void | Promise<void>;

const RETRIES = 3;
const RETRY_WAIT_MS = 10;

const hooksOf = new WeakMap<Tx, Hook[]>();

/**
 * Registers `hook` to run once the transaction has committed; never when it did not. Hooks start in the order of registration, the
 * transaction's result does not wait for them, and their errors are logged, never thrown: what must happen belongs into the outbox.
 */
export function afterCommit(tx: Tx, hook: Hook): void {
  const hooks = hooksOf.get(tx);
  if (!hooks) throw new Error('afterCommit() needs the open transaction that inTransaction() passed to its work.');
  hooks.push(hook);
}

/** `inTransaction` for one database, and `settled()`, which resolves when all transactions and hooks started so far have ended. */
export function createInTransaction(
  dataSource: DataSource,
  log: Logger,
): { inTransaction: InTransaction; settled: () => Promise<void> } {
  const running = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const forget = () => running.delete(work);
    work.then(forget, forget);
    return work;
  }

  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, hooks } = await runOnce(dataSource, work);
        for (const hook of hooks) void track(runHook(hook));
        return result;
      } catch (error) {
        if (!isRetryable(error) || attempt > RETRIES) throw error;
        log.debug({ attempt }, 'transaction runs again after a deadlock or serialization failure');
        await waitBefore(attempt);
      }
    }
  }

  async function runHook(hook: Hook): Promise<void> {
    try {
      await hook();
    } catch (error) {
      log.error({ err: error }, 'after-commit hook failed');
    }
  }

  return {
    inTransaction: (work) => track(run(work)),
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

async function runOnce<T>(
  dataSource: DataSource,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; hooks: readonly Hook[] }> {
  const runner = dataSource.createQueryRunner();
  // The only place that makes a Tx: the manager of a runner whose transaction is about to start.
  const tx = runner.manager as Tx;
  const hooks: Hook[] = [];
  hooksOf.set(tx, hooks);
  tx.transaction = () => Promise.reject(new Error('A transaction is open already: pass its tx on instead of nesting.'));
  try {
    return await enterTransaction(dataSource, async () => {
      await runner.startTransaction();
      const result = await runOrRollBack(runner, () => work(tx));
      await commit(runner);
      return { result, hooks };
    });
  } finally {
    hooksOf.delete(tx);
    await runner.release();
  }
}

async function runOrRollBack<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await rollBack(runner);
    throw error;
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  if (runner.isReleased) throw new Error('The connection was lost before COMMIT: nothing was saved.');
  const client = await clientOf(runner);
  let command: string;
  try {
    // Not by the runner, which hides the answer: after a failed statement Postgres answers COMMIT with ROLLBACK and no error.
    ({ command } = await client.query('COMMIT'));
  } catch (error) {
    if (isConnectionLost(error)) throw new CommitOutcomeUnknown(error);
    throw error;
  }
  if (command !== 'COMMIT') {
    throw new Error('A statement of this transaction failed and its error was swallowed: nothing was saved.');
  }
}

/** Rolls back; a connection that cannot even do that is closed, so that no one gets it from the pool with a transaction open. */
async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch {
    const client = await clientOf(runner);
    client.end().catch(() => undefined);
  }
}

async function clientOf(runner: QueryRunner): Promise<Client> {
  // TypeORM's Postgres runner hands out the pg client it holds.
  return (await runner.connect()) as Client;
}

function waitBefore(attempt: number): Promise<void> {
  const ms = RETRY_WAIT_MS * attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, ms));
}
