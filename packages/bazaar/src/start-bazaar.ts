import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { createSessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { startGateway } from '@bazaar/gateway/gateway';
import { readOperations } from '@bazaar/gateway/http/playground/read-operations';
import { fetchKeysFrom } from '@bazaar/gateway/identity/fetch-keys';
import { connectionBudget, usableConnections } from '@bazaar/postgres/connection-budget';
import { armCrashPoint } from '@bazaar/runtime/crash-points';
import { Fault } from '@bazaar/runtime/faults';
import { createHealth } from '@bazaar/runtime/health';
import { startHealthServer } from '@bazaar/runtime/health-server';
import { createLifecycle, type Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { createInProcessNeighbours } from '@bazaar/subgraph/in-process-neighbours';
import { startSubgraph, type RunningSubgraph } from '@bazaar/subgraph/start-subgraph';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BazaarConfig } from './config.ts';
import { openDatabaseUrls } from './database-urls.ts';
import type { DemoAccount } from './demo-data/people.ts';
import { seedDemo } from './demo-data/seed-demo.ts';
import { demoContexts } from './seed-databases.ts';
import { requireFreePort } from './require-free-port.ts';
import { loadSecrets } from './secrets.ts';
import { startPaymentProvider } from './payment-provider.ts';
import { SUBGRAPHS } from './subgraphs.ts';

export interface RunningBazaar extends Stoppable {
  /** Without a trailing slash; GraphQL is at `/graphql`. */
  readonly url: string;
  readonly subgraphs: ReadonlyMap<SubgraphName, RunningSubgraph>;
  /** Who may sign in to the demo data; none without it. */
  readonly accounts: readonly DemoAccount[];
  /** Where the payment provider is reached; null when it is Stripe itself. */
  readonly stripeEmulatorUrl: string | null;
}

const SCHEMA = new URL('../../../schema/', import.meta.url);
const SUPERGRAPH = new URL('supergraph.graphql', SCHEMA);
const EXAMPLES = fileURLToPath(new URL('operations/examples/', SCHEMA));
/** The HTTP doors of the marketplace beside GraphQL: their owners verify who knocks. */
const PASS_THROUGH = [
  { method: 'GET', path: '/.well-known/jwks.json', subgraph: 'users' },
  { method: 'POST', path: '/webhooks/stripe', subgraph: 'orders' },
];

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
    const subgraphs = new Map<SubgraphName, RunningSubgraph>();
    const neighbours = createInProcessNeighbours((name) => subgraphs.get(name)?.internal);
    for (const definition of SUBGRAPHS) {
      const running = await startSubgraph(definition, {
        env: { ...env, ...secrets, ...provider.env },
        databaseUrl: databases.urlOf(definition.name),
        poolSize: config.DATABASE_POOL_SIZE,
        ephemeral,
        neighbours,
        log,
        now: () => new Date(),
      });
      subgraphs.set(definition.name, lifecycle.add(definition.name, running));
    }

    function running(name: string): RunningSubgraph {
      // A name that is no subgraph's simply is not in the map.
      const subgraph = subgraphs.get(name as SubgraphName);
      if (!subgraph) throw new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the marketplace is not available.');
      return subgraph;
    }

    const production = config.NODE_ENV === 'production';
    // The databases are of one server.
    const usable = await usableConnections(running('users').database.reader);
    const budget = connectionBudget({
      processes: subgraphs.size,
      poolSize: config.DATABASE_POOL_SIZE,
      maxConnections: usable,
    });
    if (budget.fits) log.info(budget.message);
    else log.warn(budget.message);

    const { accounts } =
      (config.DEMO_DATA ?? !production)
        ? await seedDemo(
            demoContexts((name) => running(name).database),
            progress,
          )
        : { accounts: [] };

    progress('Starting the gateway');
    const denylist = createSessionDenylist(ephemeral);
    lifecycle.add('denylist', denylist);
    const gateway = lifecycle.add(
      'gateway',
      await startGateway({
        supergraphSdl: await readFile(SUPERGRAPH, 'utf8'),
        doors: (name) => running(name).door,
        identity: {
          issuer: config.ACCESS_TOKEN_ISSUER,
          audience: config.ACCESS_TOKEN_AUDIENCE,
          fetchKeys: fetchKeysFrom(running('users').door),
        },
        denylist,
        passThrough: PASS_THROUGH,
        // What every subscription of the marketplace begins with.
        live: { lateJoiners: 'currentState' },
        playground: { operations: production ? [] : await readOperations(EXAMPLES) },
        host: config.HOST,
        port: config.PORT,
        trustedProxies: config.TRUSTED_PROXIES,
        allowedOrigins: config.ALLOWED_ORIGINS.includes('*') ? '*' : config.ALLOWED_ORIGINS,
        production,
        log,
      }),
    );
    if (config.INTERNAL_PORT !== undefined) {
      const health = createHealth(lifecycle.stopping);
      for (const [name, { database }] of subgraphs) health.add(`${name} database`, () => database.ping());
      const internal = { host: config.HOST, port: config.INTERNAL_PORT, health, log };
      lifecycle.add('internal port', await startHealthServer(internal));
    }
    await provider.sendWebhooksTo(gateway.url);
    return {
      url: gateway.url,
      subgraphs,
      accounts,
      stripeEmulatorUrl: provider.emulatorUrl,
      stop: () => lifecycle.stop(),
    };
  }
}
