import type { Logger } from '@bazaar/runtime/log';
import type { Pool } from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { sessionOptions } from './connection-settings.ts';
import { createInTransaction, type InTransaction } from './in-transaction.ts';
import { observedClient } from './observed-client.ts';
import { quietLogger } from './quiet-logger.ts';
import { query } from './rows.ts';
import { SnakeNaming } from './snake-naming.ts';
import type { Reader } from './tx.ts';

/** How long a statement waits for a free connection of the pool before it fails, in milliseconds. */
const POOL_WAIT_MS = 5_000;
/** How long an unused connection stays open, in milliseconds. */
const IDLE_MS = 10_000;

export interface DatabaseOptions {
  readonly url: string;
  /** The schema that unqualified names mean. */
  readonly schema: string;
  /** Becomes this role on every connection, when the URL's own role is a member of it. */
  readonly role?: string | undefined;
  readonly entities: readonly EntitySchema[];
  /** Most connections at a time. None is kept open while idle. */
  readonly poolSize: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** The server cancels a statement that runs longer, in milliseconds. */
  readonly statementTimeoutMs: number;
  /** Told of each statement how long it took. */
  readonly ran?: ((durationMs: number) => void) | undefined;
  readonly log: Logger;
}

export interface Database {
  readonly schema: string;
  readonly reader: Reader;
  readonly inTransaction: InTransaction;
  /** @throws when the database does not answer. */
  ping(): Promise<void>;
  /** How the pool is used now. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  /** Waits for after-commit hooks and open transactions, then closes all connections. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Opens one schema of a database and proves with one connection that it answers. Further connections open when needed and close after
 * ten idle seconds. Session settings travel in the start-up packet. Nothing is created or synchronised: that is `migrate`.
 * @throws when the server cannot be reached or refuses the login.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { log, schema } = options;
  const session = sessionOptions(options.url, options);
  const dataSource = new DataSource({
    type: 'postgres',
    url: session.url,
    schema,
    entities: [...options.entities],
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    logger: quietLogger,
    poolSize: options.poolSize,
    connectTimeoutMS: POOL_WAIT_MS,
    applicationName: options.applicationName,
    poolErrorHandler: (error: unknown) => log.warn({ err: error }, 'an idle database connection was lost'),
    extra: {
      Client: observedClient(log, options),
      options: session.options,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
    },
  });
  await dataSource.initialize();
  const { inTransaction, settled } = createInTransaction(dataSource, log);
  let stopping: Promise<void> | undefined;
  return {
    schema,
    reader: dataSource.manager,
    inTransaction,
    async ping() {
      await query(dataSource.manager, 'select 1');
    },
    connections() {
      const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
      return { open: totalCount, idle: idleCount, waiting: waitingCount };
    },
    stop() {
      stopping ??= settled().then(() => dataSource.destroy());
      return stopping;
    },
  };
}

/** TypeORM's Postgres driver keeps its pool as `master`. */
function poolOf({ driver }: DataSource): Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'> {
  return (driver as unknown as { master: Pool }).master;
}
