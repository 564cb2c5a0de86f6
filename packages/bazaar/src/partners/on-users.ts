import type { Database } from '@bazaar/postgres/open-database';
import { users } from '@bazaar/users/subgraph';
import { withDatabases } from '../with-databases.ts';

/** Runs an errand on the tables of `users`, which keeps partners and their documents. */
export function onUsers(work: (context: Database & { readonly now: () => Date }) => Promise<void>): Promise<void> {
  return withDatabases([users], (databaseOf) => work({ ...databaseOf('users'), now: () => new Date() }));
}
