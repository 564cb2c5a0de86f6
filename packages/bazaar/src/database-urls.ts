import { startEmbeddedPostgres } from '@bazaar/postgres/embedded/start-embedded-postgres';
import { provision } from '@bazaar/postgres/provision';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { join } from 'node:path';
import type { BazaarConfig } from './config.ts';
import { tellDatabaseRefusal } from './database-refusal.ts';
import { rolePasswords } from './role-passwords.ts';
import type { Secrets } from './secrets.ts';

type Where = Pick<BazaarConfig, 'DATABASE_URL' | 'DATA_DIR' | 'NODE_ENV'>;

export interface AdminDatabase extends Stoppable {
  /** The URL of whoever owns the database. Contains a password: not for logs. */
  readonly url: string;
}

/** The database of DATABASE_URL, or the embedded server of DATA_DIR, which is joined when it runs and started otherwise. Changes nothing in it. */
export async function openAdminDatabase(config: Where, log: Logger): Promise<AdminDatabase> {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, stop: async () => undefined };
  return startEmbeddedPostgres({
    dataDir: join(config.DATA_DIR, 'postgres'),
    log,
    production: config.NODE_ENV === 'production',
  });
}

export interface DatabaseUrls extends Stoppable {
  /** The URL with which this subgraph's restricted role signs in. */
  urlOf(name: SubgraphName): string;
}

/**
 * Finds or starts Postgres and makes each subgraph's schema and role in it, if they are not there. Their passwords become those of this data
 * directory: only whoever starts the subgraphs calls this.
 * @throws OperatorError when the server cannot be reached, or refuses the login.
 */
export async function openDatabaseUrls(
  config: Where,
  secrets: Pick<Secrets, 'DATABASE_ROLE_SECRET'>,
  log: Logger,
): Promise<DatabaseUrls> {
  const admin = await openAdminDatabase(config, log);
  const passwords = rolePasswords(secrets.DATABASE_ROLE_SECRET);
  try {
    const { urls } = await provision({ adminUrl: admin.url, subgraphs: SUBGRAPH_NAMES, passwords, log });
    return {
      urlOf(name) {
        const url = urls[name];
        if (!url) throw new Error(`${name} was not provisioned.`);
        return url;
      },
      stop: () => admin.stop(),
    };
  } catch (error) {
    await admin.stop();
    throw tellDatabaseRefusal(error);
  }
}
