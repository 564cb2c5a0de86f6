import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXTENSIONS_SCHEMA } from '@bazaar/postgres/connection-settings';
import { migrate } from '@bazaar/postgres/migrate';
import { readMigrationFiles } from '@bazaar/postgres/migration-files';
import { refuseNestedTransactions } from '@bazaar/postgres/nested-transactions';
import { createLogger } from '@bazaar/runtime/log';
import { Client, DatabaseError } from 'pg';
import { DATABASE_PREFIX, TEMPLATE_PREFIX, dropDatabase, dropOldDatabases, nowSeconds } from './server-databases.ts';
import { startTestPostgres } from './test-postgres.ts';

export interface TestSubgraph {
  readonly schema: string;
  readonly migrations: readonly URL[];
}

export interface TestDatabase {
  /** A database of its own, with the rights of a superuser. */
  readonly url: string;
  /** Drops the database, closing connections that are still open. Idempotent. */
  stop(): Promise<void>;
}

/**
 * A fresh database with the schemas of `subgraphs`, cloned from a template that was migrated once per content of the migration files.
 * From the first call on, nested transactions throw in this process.
 */
export async function createTestDatabase(options: { subgraphs: readonly TestSubgraph[] }): Promise<TestDatabase> {
  refuseNestedTransactions();
  const serverUrl = await startTestPostgres();
  const template = await templateName(options.subgraphs);
  const name = `${DATABASE_PREFIX}${nowSeconds()}_${randomBytes(5).toString('hex')}`;
  await withClient(serverUrl, async (admin) => {
    await cloneTemplate(admin, template, name, () => makeTemplate(admin, serverUrl, template, options.subgraphs));
  });
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(serverUrl, name),
    stop() {
      stopping ??= withClient(serverUrl, (admin) => dropDatabase(admin, name));
      return stopping;
    },
  };
}

async function templateName(subgraphs: readonly TestSubgraph[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { schema, migrations } of subgraphs) {
    hash.update(`schema ${schema}\n`);
    for (const file of await readMigrationFiles(migrations)) hash.update(`${file.historyName} ${file.checksum}\n`);
  }
  return `${TEMPLATE_PREFIX}${hash.digest('hex').slice(0, 20)}`;
}

/** The mark of a finished template is Postgres' own flag, set last. */
async function isReady(admin: Client, template: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
  return rowCount === 1;
}

async function makeTemplate(
  admin: Client,
  serverUrl: string,
  template: string,
  subgraphs: readonly TestSubgraph[],
): Promise<void> {
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
  try {
    if (await isReady(admin, template)) return;
    await dropDatabase(admin, template);
    await dropOldDatabases(admin);
    await admin.query(`create database ${template}`);
    const url = urlOf(serverUrl, template);
    await withClient(url, async (client) => {
      await client.query(`create schema ${EXTENSIONS_SCHEMA}`);
      for (const extension of ['pg_trgm', 'unaccent']) {
        await client.query(`create extension ${extension} schema ${EXTENSIONS_SCHEMA}`);
      }
      for (const { schema } of subgraphs) await client.query(`create schema ${schema}`);
    });
    const log = createLogger({ name: 'test-database', level: 'warn' });
    for (const { schema, migrations } of subgraphs) await migrate({ url, schema, directories: migrations, log });
    await admin.query(`comment on database ${template} is '${nowSeconds()}'`);
    await admin.query(`alter database ${template} is_template true`);
  } finally {
    await admin.query('select pg_advisory_unlock(hashtextextended($1, 0))', [template]);
  }
}

async function cloneTemplate(admin: Client, template: string, name: string, make: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if (!(await isReady(admin, template))) await make();
    try {
      await admin.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      // 55006: a connection to the template is still closing. 3D000: another run of tests has dropped it meanwhile.
      const mayPass = error instanceof DatabaseError && (error.code === '55006' || error.code === '3D000');
      if (attempt === 5 || !mayPass) throw error;
      await sleep(50);
    }
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'testkit' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
