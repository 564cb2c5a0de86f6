import { startChild, untilReady, type Child } from './child-process.ts';
import { freePorts } from './free-ports.ts';
import { generateInternalKeys } from './internal-keys.ts';
import type { BazaarConfig } from '../config.ts';
import { openDatabaseUrls } from '../database-urls.ts';
import type { DemoAccount } from '../demo-data/people.ts';
import { requireFreePort } from '../require-free-port.ts';
import { loadSecrets } from '../secrets.ts';
import { seedDatabases } from '../seed-databases.ts';
import type { Progress } from '../start-bazaar.ts';
import { NOTIFICATION_TYPES } from '@bazaar/orders/payments/stripe/notification-types';
import { createLifecycle, type Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import type { AnySubgraph } from '@bazaar/subgraph/define-subgraph';
import { GATEWAY_VARIABLES } from '@bazaar/gateway/settings/variables';
import { GATEWAY_ISSUER } from '@bazaar/identity/internal-tokens';
import { SUBGRAPHS } from '../subgraphs.ts';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface DistributedBazaar extends Stoppable {
  readonly url: string;
  /** Null when payments go to Stripe itself. */
  readonly stripeEmulatorUrl: string | null;
  readonly accounts: readonly DemoAccount[];
  /** The processes by name: `gateway`, the five subgraphs, `stripe-emulator`. */
  readonly processes: ReadonlyMap<string, MarketProcess>;
}

export interface MarketProcess extends Child {
  readonly url: string;
  /** Commands, deliveries and detailed health; null for the emulator, which has no such port. */
  readonly internalUrl: string | null;
}

const SCHEMA = new URL('../../../../schema/', import.meta.url);

/** The entry of a package beside this one: TypeScript where this file is TypeScript, its build otherwise. */
function entryOf(folder: string): URL {
  const root = new URL(`../../../../${folder}/`, import.meta.url);
  return new URL(import.meta.url.endsWith('.ts') ? 'src/main.ts' : 'dist/main.js', root);
}

/**
 * Starts the marketplace as the processes of a deployment (gateway, five subgraphs, payment emulator) on free ports of this machine, with
 * the database of DATABASE_URL or an embedded one. Without REDIS_URL sessions that end are denied by the gateway only once their token expires.
 */
export async function startDistributed(
  config: BazaarConfig,
  env: Readonly<Record<string, string | undefined>>,
  log: Logger,
  progress: Progress,
): Promise<DistributedBazaar> {
  const lifecycle = createLifecycle(log);
  try {
    return await startProcesses();
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function startProcesses(): Promise<DistributedBazaar> {
    await requireFreePort(config.HOST, config.PORT);
    const secrets = await loadSecrets(config, env);
    progress(config.DATABASE_URL ? 'Connecting to Postgres' : 'Starting the embedded Postgres');
    const databases = lifecycle.add('postgres', await openDatabaseUrls(config, secrets, log));
    const keys = generateInternalKeys([GATEWAY_ISSUER, ...SUBGRAPH_NAMES]);
    const processes = new Map<string, MarketProcess>();

    const ports = await portsFor([
      ...SUBGRAPH_NAMES,
      ...SUBGRAPH_NAMES.map(internal),
      'stripe-emulator',
      'gateway',
      internal('gateway'),
    ]);
    const gatewayPort = config.PORT === 0 ? ports('gateway') : config.PORT;
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const stripeUrl = `http://127.0.0.1:${ports('stripe-emulator')}`;
    const common: Record<string, string> = {
      NODE_ENV: config.NODE_ENV,
      LOG_LEVEL: config.LOG_LEVEL,
      ...(config.REDIS_URL && { REDIS_URL: config.REDIS_URL }),
    };

    async function start(name: string, folder: string, own: Record<string, string>, health: string): Promise<void> {
      const child = lifecycle.add(name, startChild(name, entryOf(folder), { ...common, ...own }));
      const internalUrl = own['INTERNAL_PORT'] ? `http://127.0.0.1:${own['INTERNAL_PORT']}` : null;
      processes.set(name, { ...child, url: `http://127.0.0.1:${own['PORT']}`, internalUrl });
      await untilReady(child, `http://127.0.0.1:${own['PORT']}${health}`);
    }

    const stripe = config.STRIPE_SECRET_KEY ? {} : await startEmulator();
    async function startEmulator(): Promise<Record<string, string>> {
      progress('Starting the payment emulator');
      const own = {
        PORT: String(ports('stripe-emulator')),
        DATA_DIR: join(config.DATA_DIR, 'stripe-emulator'),
        WEBHOOK_URL: `${gatewayUrl}/webhooks/stripe`,
        WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET,
        WEBHOOK_EVENTS: NOTIFICATION_TYPES.join(','),
      };
      await start('stripe-emulator', 'packages/stripe-emulator', own, '/_emulator/health');
      return {
        STRIPE_SECRET_KEY: 'sk_test_emulator',
        STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
        STRIPE_API_BASE: stripeUrl,
      };
    }

    progress('Starting users, vendors, catalog, cart and orders');
    const internalUrls = Object.fromEntries(
      SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_INTERNAL_URL`, `http://127.0.0.1:${ports(internal(name))}`]),
    );
    function subgraphEnv({ name, config: variables }: AnySubgraph): Record<string, string> {
      return {
        ...pick(env, Object.keys(variables)),
        ...secrets,
        ...stripe,
        ...internalUrls,
        DATABASE_URL: databases.urlOf(name),
        DATABASE_POOL_SIZE: String(config.DATABASE_POOL_SIZE),
        PORT: String(ports(name)),
        INTERNAL_PORT: String(ports(internal(name))),
        INTERNAL_SIGNING_KEY: JSON.stringify(keys.own.get(name)),
        INTERNAL_TRUSTED_KEYS: JSON.stringify(keys.trusted),
        ...(env[`${name.toUpperCase()}_CRASH_AT`] && { CRASH_AT: env[`${name.toUpperCase()}_CRASH_AT`] ?? '' }),
      };
    }
    await Promise.all(
      SUBGRAPHS.map((definition) =>
        start(definition.name, `subgraphs/${definition.name}`, subgraphEnv(definition), '/health/ready'),
      ),
    );

    const accounts =
      (config.DEMO_DATA ?? config.NODE_ENV !== 'production')
        ? await seedDatabases((name) => databases.urlOf(name), log, progress)
        : [];

    progress('Starting the gateway');
    await start(
      'gateway',
      'gateway',
      {
        ...pick(env, Object.keys(GATEWAY_VARIABLES)),
        HOST: config.HOST,
        PORT: String(gatewayPort),
        INTERNAL_PORT: String(config.INTERNAL_PORT ?? ports(internal('gateway'))),
        GATEWAY_CONFIG: fileURLToPath(new URL('../deploy/gateway.yaml', SCHEMA)),
        SUPERGRAPH_PATH: fileURLToPath(new URL('supergraph.graphql', SCHEMA)),
        PLAYGROUND_OPERATIONS: fileURLToPath(new URL('operations/examples/', SCHEMA)),
        INTERNAL_SIGNING_KEY: JSON.stringify(keys.own.get(GATEWAY_ISSUER)),
        PARTNERS_INTERNAL_URL: `http://127.0.0.1:${ports(internal('users'))}`,
        ...Object.fromEntries(
          SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports(name)}/graphql`]),
        ),
      },
      '/health/ready',
    );

    return {
      url: gatewayUrl,
      stripeEmulatorUrl: config.STRIPE_SECRET_KEY ? null : stripeUrl,
      accounts,
      processes,
      stop: () => lifecycle.stop(),
    };
  }
}

/** The given variables of `names`: a process is told what it knows, and nothing else. */
function pick(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function internal(name: string): string {
  return `${name} (internal)`;
}

async function portsFor(names: readonly string[]): Promise<(name: string) => number> {
  const free = await freePorts(names.length);
  const ports = new Map(names.map((name, index) => [name, free[index]]));
  return (name) => {
    const port = ports.get(name);
    if (port === undefined) throw new Error(`${name} has no port.`);
    return port;
  };
}
