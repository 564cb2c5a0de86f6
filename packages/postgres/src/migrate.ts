import type { Logger } from '@bazaar/runtime/log';
import { Client } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { identifier, sessionOptions } from './connection-settings.ts';
import { readMigrationFiles, type MigrationFile } from './migration-files.ts';
import { quietLogger } from './quiet-logger.ts';

/** A migration that cannot have its table lock within this time fails, rather than queue all traffic behind itself. Milliseconds. */
const TABLE_LOCK_MS = 10_000;

export interface MigrateOptions {
  readonly url: string;
  /** Must exist: making it is `provision`'s job. */
  readonly schema: string;
  /** Becomes this role, so that the tables belong to it. */
  readonly role?: string | undefined;
  readonly directories: readonly URL[];
  readonly log: Logger;
}

/**
 * Brings a schema up to date with its SQL files, each in a transaction of its own, and returns the names of those that ran.
 * One history per schema: TypeORM's table `migration`, and `migration_checksum` beside it. Of several starters at once one works and
 * the others wait (advisory lock per schema). Files that the history has and the directories lack are fine: an older build meets a newer database.
 * @throws Error when the schema does not exist, an applied file has changed, a new file's number is below an applied one, or a file fails.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const files = await readMigrationFiles(options.directories);
  const session = sessionOptions(options.url, { ...options, statementTimeoutMs: 0, lockTimeoutMs: 0 });
  // This connection holds the lock and waits for it without limit; it is never inside a transaction.
  const keeper = new Client({
    connectionString: session.url,
    options: session.options,
    application_name: `migrate ${options.schema}`,
  });
  await keeper.connect();
  try {
    await requireSchema(keeper, options.schema);
    await keeper.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${options.schema}`]);
    const applied = await readHistory(keeper, options.schema);
    const pending = pendingFiles(files, applied, options.schema);
    if (pending.length > 0) await run(pending, options);
    return pending.map((file) => file.fileName);
  } finally {
    await keeper.end();
  }
}

interface Applied {
  readonly number: string;
  readonly name: string;
  readonly checksum: string | null;
}

/** @throws Error when the files and the history contradict each other. */
function pendingFiles(files: readonly MigrationFile[], applied: readonly Applied[], schema: string): MigrationFile[] {
  const byName = new Map(applied.map((migration) => [migration.name, migration]));
  for (const file of files) {
    const checksum = byName.get(file.historyName)?.checksum;
    if (typeof checksum === 'string' && checksum !== file.checksum) {
      throw new Error(
        `Migration ${file.fileName} has changed since it was applied to schema ${schema}. ` +
          'Restore the file and put the change into a new migration.',
      );
    }
  }
  const pending = files.filter((file) => !byName.has(file.historyName));
  const last = applied.reduce<Applied | null>((max, one) => (max && max.number >= one.number ? max : one), null);
  const early = pending.find((file) => last !== null && file.number <= last.number);
  if (early && last) {
    throw new Error(
      `Migration ${early.fileName} is new, but ${last.name} with a higher number is already applied to schema ${schema}. ` +
        'Give the new file a number above it.',
    );
  }
  return pending;
}

async function run(files: readonly MigrationFile[], options: MigrateOptions): Promise<void> {
  const { log, schema } = options;
  const session = sessionOptions(options.url, { ...options, statementTimeoutMs: 0, lockTimeoutMs: TABLE_LOCK_MS });
  const startedAt = performance.now();
  const dataSource = new DataSource({
    type: 'postgres',
    url: session.url,
    schema,
    applicationName: `migrate ${schema}`,
    poolSize: 2,
    installExtensions: false,
    logger: quietLogger,
    migrationsTableName: 'migration',
    migrations: files.map((file) => migrationClass(file, schema, log)),
    extra: { options: session.options },
  });
  await dataSource.initialize();
  try {
    await dataSource.query(
      `create table if not exists ${identifier(schema)}.migration_checksum (name text primary key, sha256 text not null)`,
    );
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
  log.info({ schema, files: files.length, durationMs: Math.round(performance.now() - startedAt) }, 'schema migrated');
}

/** TypeORM takes migrations as classes: this makes one of a SQL file. */
function migrationClass(file: MigrationFile, schema: string, log: Logger): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = file.historyName;

    async up(runner: QueryRunner): Promise<void> {
      const startedAt = performance.now();
      try {
        await runner.query(file.sql);
      } catch (error) {
        throw new Error(
          `Migration ${file.fileName} of schema ${schema} failed${place(error, file.sql)}: ${reason(error)}`,
          {
            cause: error,
          },
        );
      }
      await runner.query(`insert into ${identifier(schema)}.migration_checksum (name, sha256) values ($1, $2)`, [
        file.historyName,
        file.checksum,
      ]);
      const durationMs = Math.round(performance.now() - startedAt);
      log.info({ schema, file: file.fileName, durationMs }, 'migration applied');
    }

    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
    }
  };
}

async function requireSchema(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ database: string; schema_exists: boolean }>(
    'select current_database() as database, exists (select from pg_namespace where nspname = $1) as schema_exists',
    [schema],
  );
  if (!rows[0]?.schema_exists) {
    throw new Error(
      `Schema ${schema} does not exist in database ${rows[0]?.database}. Run "npm run bazaar -- provision" first.`,
    );
  }
}

async function readHistory(client: Client, schema: string): Promise<Applied[]> {
  const { rows } = await client.query<{ migrations: boolean; checksums: boolean }>(
    'select to_regclass($1) is not null as migrations, to_regclass($2) is not null as checksums',
    [`${identifier(schema)}.migration`, `${identifier(schema)}.migration_checksum`],
  );
  if (!rows[0]?.migrations || !rows[0].checksums) return [];
  const history = await client.query<Applied>(
    `select m."timestamp"::text as number, m.name, c.sha256 as checksum
       from ${identifier(schema)}.migration m left join ${identifier(schema)}.migration_checksum c using (name)`,
  );
  return history.rows;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** ` at line n`, when the server said where in the file it stopped. */
function place(error: unknown, sql: string): string {
  if (typeof error !== 'object' || error === null || !('position' in error)) return '';
  const position = Number(error.position);
  return Number.isInteger(position) && position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : '';
}
