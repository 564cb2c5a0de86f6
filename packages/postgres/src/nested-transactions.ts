import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';

/**
 * Finds `inTransaction()` called inside an open transaction of the same database: the inner one would take a second connection, see
 * nothing of the outer one, and with a busy pool wait for itself. Only tests turn this on, since async context tracking slows every
 * promise of a process a little.
 */
let open: AsyncLocalStorage<{ readonly dataSource: DataSource; isOpen: boolean }> | undefined;

/** From now on nested transactions throw in this process. */
export function refuseNestedTransactions(): void {
  open ??= new AsyncLocalStorage();
}

/** Runs `work` as the inside of a transaction of `dataSource`. */
export async function enterTransaction<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  if (open === undefined) return work();
  const outer = open.getStore();
  if (outer?.isOpen && outer.dataSource === dataSource) {
    throw new Error('inTransaction() was called inside a transaction of the same database: pass its tx on instead.');
  }
  const here = { dataSource, isOpen: true };
  try {
    return await open.run(here, work);
  } finally {
    here.isOpen = false;
  }
}
