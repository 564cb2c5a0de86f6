import { startEmbeddedPostgres } from '@bazaar/postgres/embedded/start-embedded-postgres';
import { provision } from '@bazaar/postgres/provision';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { BazaarConfig } from './config.ts';
import type { Secrets } from './secrets.ts';

export interface DatabaseUrls extends Stoppable {
  /** The URL with which this subgraph's restricted role signs in. */
  urlOf(name: SubgraphName): string;
}

/** Finds or starts Postgres and makes each subgraph's schema and role in it, if they are not there. */
export async function openDatabaseUrls(
  config: Pick<BazaarConfig, 'DATABASE_URL' | 'DATA_DIR' | 'NODE_ENV'>,
  secrets: Pick<Secrets, 'DATABASE_ROLE_SECRET'>,
  log: Logger,
): Promise<DatabaseUrls> {
  const embedded = config.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({
        dataDir: join(config.DATA_DIR, 'postgres'),
        log,
        production: config.NODE_ENV === 'production',
      });
  const adminUrl = config.DATABASE_URL ?? embedded?.url ?? '';
  const passwords = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [
      name,
      createHmac('sha256', secrets.DATABASE_ROLE_SECRET).update(name).digest('base64url'),
    ]),
  );
  try {
    const { urls } = await provision({ adminUrl, subgraphs: SUBGRAPH_NAMES, passwords, log });
    return {
      urlOf(name) {
        const url = urls[name];
        if (!url) throw new Error(`${name} was not provisioned.`);
        return url;
      },
      stop: async () => embedded?.stop(),
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
