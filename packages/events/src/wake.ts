import type { DataSource } from 'typeorm';
import type { Reader } from '@bazaar/postgres/tx';

const sleepers = new WeakMap<DataSource, Set<() => void>>();

/** Calls `wake` whenever something of this process has made deliveries due in `reader`'s database. Returns how to end that. */
export function onWake(reader: Reader, wake: () => void): () => void {
  let wakes = sleepers.get(reader.dataSource);
  if (!wakes) sleepers.set(reader.dataSource, (wakes = new Set()));
  wakes.add(wake);
  return () => wakes.delete(wake);
}

/** Wakes this process' dispatchers of one database. Those of other processes find the work by polling. */
export function wakeDispatchers(dataSource: DataSource): void {
  for (const wake of sleepers.get(dataSource) ?? []) wake();
}
