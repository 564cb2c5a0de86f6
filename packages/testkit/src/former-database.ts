import { migrate } from '@bazaar/postgres/migrate';
import { readMigrationFiles } from '@bazaar/postgres/migration-files';
import { createLogger } from '@bazaar/runtime/log';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { createTestDatabase } from './test-database.ts';

/** A schema as it was before a migration: what a migration does to data is seen on data. */
export interface FormerDatabase {
  /** Runs SQL in the schema. */
  sql<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Applies the migration and all later ones. */
  upgrade(): Promise<void>;
  /** Drops the database. */
  stop(): Promise<void>;
}

/** Makes a database with the migrations whose number is below `before`, 13 digits. */
export async function openFormerDatabase({
  schema,
  migrations,
  before,
}: {
  readonly schema: string;
  readonly migrations: readonly URL[];
  readonly before: string;
}): Promise<FormerDatabase> {
  const files = await readMigrationFiles(migrations);
  if (!files.some(({ number }) => number === before)) throw new Error(`There is no migration ${before} of ${schema}.`);
  const folder = await mkdtemp(join(tmpdir(), 'bazaar-former-'));
  const former = files.filter(({ number }) => number < before);
  await Promise.all(former.map(({ fileName, sql }) => writeFile(join(folder, fileName), sql)));
  const database = await createTestDatabase({ subgraphs: [{ schema, migrations: [pathToFileURL(`${folder}/`)] }] });
  await rm(folder, { recursive: true });
  const client = new Client({ connectionString: database.url, options: `-c search_path=${schema},extensions` });
  await client.connect();
  return {
    async sql<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
      // The statement says what comes back.
      return (await client.query(sql, [...params])).rows as Row[];
    },
    async upgrade() {
      const log = createLogger({ name: 'former-database', level: 'warn' });
      await migrate({ url: database.url, schema, directories: migrations, log });
    },
    async stop() {
      await client.end();
      await database.stop();
    },
  };
}
