import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { armCrashPoint } from '@bazaar/runtime/crash-points';
import { createLifecycle, type Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { createProcessMetrics } from '@bazaar/runtime/metrics';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { createMarketMetrics } from '@bazaar/subgraph/market-metrics';
import type { RunningSubgraph } from '@bazaar/subgraph/start-subgraph';
import type { BazaarConfig } from './config.ts';
import { openDatabaseUrls } from './database-urls.ts';
import type { DemoAccount } from './demo-data/people.ts';
import { seedDemo } from './demo-data/seed-demo.ts';
import { demoContexts } from './seed-databases.ts';
import { openGateway } from './open-gateway.ts';
import { requireFreePort } from './require-free-port.ts';
import { loadSecrets } from './secrets.ts';
import { startPaymentProvider } from './payment-provider.ts';
import { startSubgraphs } from './start-subgraphs.ts';
import { tellConnectionBudget } from './tell-connection-budget.ts';

export interface RunningBazaar extends Stoppable {
  /** Without a trailing slash; GraphQL is at `/graphql`. */
  readonly url: string;
  readonly subgraphs: ReadonlyMap<SubgraphName, RunningSubgraph>;
  /** Who may sign in to the demo data; none without it. */
  readonly accounts: readonly DemoAccount[];
  /** Where the payment provider is reached; null when it is Stripe itself. */
  readonly stripeEmulatorUrl: string | null;
}

/** What a start tells about its progress. */
export type Progress = (step: string) => void;

/**
 * Starts the whole marketplace in this process: Postgres unless there is one, the payment emulator unless there is a Stripe key, five subgraphs
 * joined without HTTP, and the gateway.
 * @throws ConfigError, EmbeddedPostgresError, or what a part threw; whatever had started is stopped.
 */
export async function startBazaar(
  config: BazaarConfig,
  env: Readonly<Record<string, string | undefined>>,
  log: Logger,
  progress: Progress = () => undefined,
): Promise<RunningBazaar> {
  const lifecycle = createLifecycle(log);
  try {
    return await startParts();
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function startParts(): Promise<RunningBazaar> {
    armCrashPoint(config.CRASH_AT);
    await requireFreePort(config.HOST, config.PORT);
    const secrets = await loadSecrets(config, env);
    progress(config.DATABASE_URL ? 'Connecting to Postgres' : 'Starting the embedded Postgres');
    const databases = lifecycle.add('postgres', await openDatabaseUrls(config, secrets, log));
    const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl: config.REDIS_URL, log }));
    const provider = lifecycle.add('payment provider', await startPaymentProvider(config, secrets, log));

    progress('Starting users, vendors, catalog, cart and orders');
    const poolSize = config.DATABASE_POOL_SIZE;
    // Without an internal port nobody can read them.
    const metrics = config.INTERNAL_PORT === undefined ? undefined : createProcessMetrics();
    const subgraphs = await startSubgraphs(lifecycle, {
      env: { ...env, ...secrets, ...provider.env },
      databaseUrlOf: (name) => databases.urlOf(name),
      poolSize,
      ephemeral,
      metrics: metrics && createMarketMetrics(metrics),
      log,
    });
    // The databases are of one server.
    await tellConnectionBudget(subgraphs.named('users').database.reader, { processes: 1, poolSize, log });

    const { accounts } =
      (config.DEMO_DATA ?? config.NODE_ENV !== 'production')
        ? await seedDemo(
            demoContexts((name) => subgraphs.named(name).database),
            progress,
          )
        : { accounts: [] };

    progress('Starting the gateway');
    const gateway = await openGateway(lifecycle, { config, subgraphs, ephemeral, metrics, log });
    await provider.sendWebhooksTo(gateway.url);
    return {
      url: gateway.url,
      subgraphs: subgraphs.all,
      accounts,
      stripeEmulatorUrl: provider.emulatorUrl,
      stop: () => lifecycle.stop(),
    };
  }
}
