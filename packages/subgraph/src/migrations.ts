import { EVENTS_MIGRATIONS } from '@bazaar/events/migrations';
import type { AnySubgraph } from './define-subgraph.ts';

/** Tables that every subgraph's schema has: its outbox, inbox and idempotency keys. */
export const SHARED_MIGRATIONS: readonly URL[] = [EVENTS_MIGRATIONS, new URL('../migrations/', import.meta.url)];

/** All directories of SQL files that make up a subgraph's schema. */
export function migrationsOf({ root }: Pick<AnySubgraph, 'root'>): URL[] {
  return [...SHARED_MIGRATIONS, new URL('migrations/', root)];
}
