import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { DataSource } from 'typeorm';

type Listener = (tags: readonly string[]) => void;

const noted = new WeakMap<Tx, Set<string>>();
const listeners = new WeakMap<DataSource, Set<Listener>>();

/**
 * Notes what a transaction changes, as readers know it: `Product:prd_…` is one thing, `Product:*` all of a type. Once it has committed, everyone who keeps
 * answers hears it, all of a transaction at once. That is a signal, not a fact: who must not miss it listens to an event.
 */
export function noteChanged(tx: Tx, ...tags: readonly string[]): void {
  let known = noted.get(tx);
  if (!known) {
    const all = (known = new Set<string>());
    noted.set(tx, all);
    afterCommit(tx, () => {
      for (const tell of listeners.get(tx.dataSource) ?? []) tell([...all]);
    });
  }
  for (const tag of tags) known.add(tag);
}

/** Calls `listener` with what each transaction of this process has changed in `reader`'s database, as soon as it has committed. Returns how to end that. */
export function onChanged(reader: Reader, listener: Listener): () => void {
  let known = listeners.get(reader.dataSource);
  if (!known) listeners.set(reader.dataSource, (known = new Set()));
  known.add(listener);
  return () => known.delete(listener);
}
