import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { environment } from '@bazaar/runtime/config';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { readBazaarConfig } from './config.ts';
import { tellDatabaseRefusal } from './database-refusal.ts';
import { openAdminDatabase } from './database-urls.ts';
import { openDatabases, type TablesOf } from './open-databases.ts';

/**
 * Runs one errand of a command on the databases of `subgraphs`, with the rights of the database's owner: nothing is made, migrated or changed
 * beside what `work` does. Errors that an operator can mend are printed without a stack and end the command with exit code 1.
 */
export async function withDatabases(
  subgraphs: readonly TablesOf[],
  work: (databaseOf: (name: SubgraphName) => Database) => Promise<void>,
): Promise<void> {
  const log = createLogger({ name: 'bazaar', level: 'error' });
  const lifecycle = createLifecycle(log);
  try {
    const config = readBazaarConfig(environment());
    const admin = lifecycle.add('postgres', await openAdminDatabase(config, log));
    const options = { urlOf: () => admin.url, applicationName: 'bazaar command', log };
    const databaseOf = await openDatabases(lifecycle, subgraphs, options);
    for (const { name } of subgraphs) await requireTables(databaseOf(name));
    await work(databaseOf);
  } catch (error) {
    const told = tellDatabaseRefusal(error);
    if (!(told instanceof OperatorError)) throw told;
    process.stderr.write(`${told.message}\n`);
    process.exitCode = 1;
  } finally {
    await lifecycle.stop();
  }
}

async function requireTables({ schema, reader }: Database): Promise<void> {
  const [found] = await query(reader, `select 1 from pg_tables where schemaname = $1 and tablename = 'outbox_event'`, [
    schema,
  ]);
  if (!found)
    throw new OperatorError(`The database has no tables of ${schema} yet: start the marketplace once, it makes them.`);
}
