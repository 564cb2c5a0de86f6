import { AsyncLocalStorage } from 'node:async_hooks';

/** Made by the first `countStatements`: until then no process pays for async context tracking. */
let ledgers: AsyncLocalStorage<string[]> | undefined;

const TRANSACTION_CONTROL = /^\s*(begin|start transaction|commit|rollback|savepoint|release|set)\b/i;

/**
 * Runs `work` and lists the SQL that it ran, in order: TypeORM's own statements and raw ones, over all databases of this process
 * that `openDatabase` opened, without BEGIN, COMMIT, ROLLBACK, SAVEPOINT and SET. Statements of concurrent work elsewhere are not in it.
 * For tests: the first call turns on async context tracking, which slows every promise of the process a little.
 */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  ledgers ??= new AsyncLocalStorage();
  const statements: string[] = [];
  const result = await ledgers.run(statements, work);
  return { result, statements };
}

/** Writes a statement that is about to run into the ledger of the surrounding `countStatements`, if there is one. */
export function noteStatement(sql: string): void {
  if (ledgers === undefined) return;
  const statements = ledgers.getStore();
  if (statements !== undefined && !TRANSACTION_CONTROL.test(sql)) statements.push(sql);
}
