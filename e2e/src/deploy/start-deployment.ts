import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEnvironment, type Environment } from '@bazaar/deploy/environment';
import { startEmbeddedPostgres } from '@bazaar/postgres/embedded/start-embedded-postgres';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { readCompose } from './compose-file.ts';
import { localServices, type LocalService, type LocalServices } from './local-services.ts';

export interface Deployment {
  readonly environment: Environment;
  readonly services: LocalServices;
  /** Everything but Postgres, Redis and the one-shot setup. */
  readonly running: readonly LocalService[];
  /** Asks the gateway. */
  ask(query: string, token?: string): Promise<unknown>;
  /** Stops Postgres too, and removes its files. */
  stop(): Promise<void>;
}

/** The services in the order in which their conditions let them start. */
const IN_ORDER = [['stripe-emulator'], SUBGRAPH_NAMES, ['gateway']] as const;

/**
 * Does what `docker compose up --wait` does with docker-compose.yml and a generated environment, without Docker: the commands run in `root`,
 * on a Postgres of their own (roles are one server's, so no other test may make the same) and without Redis.
 * @throws Error with the output of what did not come up.
 */
export async function startDeployment(root: string): Promise<Deployment> {
  const directory = await mkdtemp(join(tmpdir(), 'bazaar-deployment-'));
  // Under root, Postgres runs as another user.
  await chmod(directory, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(directory, 'postgres'),
    log: createLogger({ name: 'postgres', level: 'warn' }),
  });
  const environment = await makeEnvironment({ adminUrl: postgres.url, emulator: true });
  const { services: described } = readCompose(environment);
  const services = await localServices(root, described, { REDIS_URL: '', DATA_DIR: directory });

  async function stop(): Promise<void> {
    services.killAll();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }

  try {
    const setup = services.start('setup');
    if ((await setup.ended) !== 0) throw new Error(`setup failed:\n${setup.output()}`);
    const running: LocalService[] = [];
    for (const names of IN_ORDER) {
      const together = names.map((name) => services.start(name));
      await Promise.all(together.map((service) => services.untilHealthy(service)));
      running.push(...together);
    }
    const gateway = running.at(-1);
    return {
      environment,
      services,
      running,
      async ask(query, token) {
        const response = await fetch(`http://127.0.0.1:${gateway?.port}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ query }),
        });
        return response.json();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
