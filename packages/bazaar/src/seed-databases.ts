import type { Database } from '@bazaar/postgres/open-database';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { DemoAccount } from './demo-data/people.ts';
import { seedDemo, type DemoContexts } from './demo-data/seed-demo.ts';
import { openDatabases } from './open-databases.ts';
import type { Progress } from './start-bazaar.ts';
import { SUBGRAPHS } from './subgraphs.ts';

/** Fills the databases of subgraphs that have started elsewhere with the demo data. */
export async function seedDatabases(
  urlOf: (name: SubgraphName) => string,
  log: Logger,
  progress: Progress,
): Promise<readonly DemoAccount[]> {
  const lifecycle = createLifecycle(log);
  try {
    const databaseOf = await openDatabases(lifecycle, SUBGRAPHS, { urlOf, applicationName: 'bazaar seed', log });
    const { accounts } = await seedDemo(demoContexts(databaseOf), progress);
    return accounts;
  } finally {
    await lifecycle.stop();
  }
}

/** What the demo data goes into. */
export function demoContexts(databaseOf: (name: SubgraphName) => Database): DemoContexts {
  return {
    users: databaseOf('users'),
    vendors: databaseOf('vendors'),
    cart: databaseOf('cart'),
    catalog: databaseOf('catalog'),
    now: () => new Date(),
  };
}
