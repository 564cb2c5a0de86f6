import { migrate } from '@bazaar/postgres/migrate';
import { urlOfServer } from '@bazaar/runtime/http-server';
import { createLifecycle, type Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { migrationsOf } from '@bazaar/subgraph/migrations';
import type { BazaarConfig } from '../config.ts';
import { openDatabaseUrls } from '../database-urls.ts';
import type { DemoAccount } from '../demo-data/people.ts';
import { seedDemo } from '../demo-data/seed-demo.ts';
import { freePorts } from '../distributed/free-ports.ts';
import { openDatabases } from '../open-databases.ts';
import { startPaymentProvider } from '../payment-provider.ts';
import { requireFreePort } from '../require-free-port.ts';
import { loadSecrets } from '../secrets.ts';
import { demoContexts } from '../seed-databases.ts';
import type { Progress, RunningBazaar } from '../start-bazaar.ts';
import { SUBGRAPHS } from '../subgraphs.ts';
import { tellConnectionBudget } from '../tell-connection-budget.ts';
import { createForkWorker } from './fork-worker.ts';
import { keepWorkers } from './keep-workers.ts';

/** What can be seen of a marketplace whose work is done in other processes. */
export type RunningWorkers = Pick<RunningBazaar, 'url' | 'accounts' | 'stripeEmulatorUrl'> & Stoppable;

/**
 * Starts the whole marketplace as WORKERS processes that share its port. This one does once what is done once (roles, schemas, migrations, demo data, the
 * payment emulator), then hands connections to the workers and starts those again that end.
 * @throws ConfigError, or what a part threw; whatever had started is stopped.
 */
export async function startWorkers(
  config: BazaarConfig,
  env: Readonly<Record<string, string | undefined>>,
  log: Logger,
  progress: Progress,
): Promise<RunningWorkers> {
  const lifecycle = createLifecycle(log);
  try {
    return await startParts();
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function startParts(): Promise<RunningWorkers> {
    await requireFreePort(config.HOST, config.PORT);
    const secrets = await loadSecrets(config, env);
    progress('Connecting to Postgres');
    const databases = lifecycle.add('postgres', await openDatabaseUrls(config, secrets, log));
    const accounts = await prepareDatabases((name) => databases.urlOf(name));
    const provider = lifecycle.add('payment provider', await startPaymentProvider(config, secrets, log));

    progress(`Starting ${config.WORKERS} workers`);
    // A port that the system chooses would be another one for a worker that is started later.
    const [port = config.PORT] = config.PORT === 0 ? await freePorts(1) : [];
    const fork = createForkWorker({ port, databaseUrls: urlsOf(databases.urlOf), paymentEnv: { ...provider.env } });
    lifecycle.add('workers', await keepWorkers({ count: config.WORKERS, fork, log }));
    const url = urlOfServer(config.HOST, port);
    await provider.sendWebhooksTo(url);
    return { url, accounts, stripeEmulatorUrl: provider.emulatorUrl, stop: () => lifecycle.stop() };
  }

  /** Migrates every schema and brings the demo data in, if there is to be any. */
  async function prepareDatabases(urlOf: (name: SubgraphName) => string): Promise<readonly DemoAccount[]> {
    for (const definition of SUBGRAPHS) {
      const { name } = definition;
      await migrate({ url: urlOf(name), schema: name, directories: migrationsOf(definition), log });
    }
    const errand = createLifecycle(log);
    try {
      const databaseOf = await openDatabases(errand, SUBGRAPHS, { urlOf, applicationName: 'bazaar start', log });
      const { WORKERS: processes, DATABASE_POOL_SIZE: poolSize } = config;
      // The databases are of one server.
      await tellConnectionBudget(databaseOf('users').reader, { processes, poolSize, log });
      if (!(config.DEMO_DATA ?? config.NODE_ENV !== 'production')) return [];
      return (await seedDemo(demoContexts(databaseOf), progress)).accounts;
    } finally {
      await errand.stop();
    }
  }
}

function urlsOf(urlOf: (name: SubgraphName) => string): Record<SubgraphName, string> {
  // Made from the list of names, so none is missing.
  return Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, urlOf(name)])) as Record<SubgraphName, string>;
}
