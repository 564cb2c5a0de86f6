import { openDatabase, type Database } from '@bazaar/postgres/open-database';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { AnySubgraph } from '@bazaar/subgraph/define-subgraph';

/** A subgraph as far as its tables go; without `entities` its database speaks plain SQL. */
export type TablesOf = Pick<AnySubgraph, 'name' | 'entities'>;

/** Opens the databases of subgraphs that run elsewhere or not at all, for an errand, until `lifecycle` stops. Nothing is migrated. */
export async function openDatabases(
  lifecycle: Lifecycle,
  subgraphs: readonly TablesOf[],
  options: { readonly urlOf: (name: SubgraphName) => string; readonly applicationName: string; readonly log: Logger },
): Promise<(name: SubgraphName) => Database> {
  const databases = new Map<SubgraphName, Database>();
  for (const { name, entities } of subgraphs) {
    const database = await openDatabase({
      url: options.urlOf(name),
      schema: name,
      entities,
      poolSize: 2,
      applicationName: options.applicationName,
      statementTimeoutMs: 60_000,
      log: options.log,
    });
    databases.set(name, lifecycle.add(name, database));
  }
  return (name) => {
    const database = databases.get(name);
    if (!database) throw new Error(`The database of ${name} is not open.`);
    return database;
  };
}
