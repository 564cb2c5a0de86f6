import { openDatabase, type Database } from '@bazaar/postgres/open-database';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { DemoAccount } from './demo-data/people.ts';
import { seedDemo, type DemoContexts } from './demo-data/seed-demo.ts';
import type { Progress } from './start-bazaar.ts';
import { SUBGRAPHS } from './subgraphs.ts';

/** Fills the databases of subgraphs that have started elsewhere with the demo data. */
export async function seedDatabases(
  urlOf: (name: SubgraphName) => string,
  log: Logger,
  progress: Progress,
): Promise<readonly DemoAccount[]> {
  const lifecycle = createLifecycle(log);
  const databases = new Map<SubgraphName, Database>();
  try {
    for (const { name, entities } of SUBGRAPHS) {
      const database = await openDatabase({
        url: urlOf(name),
        schema: name,
        entities,
        poolSize: 2,
        applicationName: 'bazaar seed',
        statementTimeoutMs: 60_000,
        log,
      });
      databases.set(name, lifecycle.add(name, database));
    }
    const { accounts } = await seedDemo(demoContexts(databases), progress);
    return accounts;
  } finally {
    await lifecycle.stop();
  }
}

/** What the demo data goes into, of the databases of a running marketplace. @throws when one is missing. */
export function demoContexts(databases: ReadonlyMap<SubgraphName, Database>): DemoContexts {
  function databaseOf(name: SubgraphName): Database {
    const database = databases.get(name);
    if (!database) throw new Error(`${name} has no database.`);
    return database;
  }
  return {
    users: databaseOf('users'),
    vendors: databaseOf('vendors'),
    cart: databaseOf('cart'),
    catalog: databaseOf('catalog'),
    now: () => new Date(),
  };
}
