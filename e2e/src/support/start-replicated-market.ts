import { signIn, type Person } from '@bazaar/bazaar/demo/people';
import { readBazaarConfig } from '@bazaar/bazaar/config';
import { openDatabaseUrls } from '@bazaar/bazaar/database-urls';
import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { generateInternalKeys } from '@bazaar/bazaar/distributed/internal-keys';
import { startPaymentProvider } from '@bazaar/bazaar/payment-provider';
import { loadSecrets } from '@bazaar/bazaar/secrets';
import { SUBGRAPHS } from '@bazaar/bazaar/subgraphs';
import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import {
  GATEWAY_ISSUER,
  createInternalTokenMinter,
  createInternalTokenVerifier,
} from '@bazaar/identity/internal-tokens';
import type { PrivateJwk } from '@bazaar/identity/ed25519';
import type { Database } from '@bazaar/postgres/open-database';
import { query } from '@bazaar/postgres/rows';
import { createHealth } from '@bazaar/runtime/health';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { createHttpNeighbours } from '@bazaar/subgraph/http/http-neighbours';
import { serveDoors } from '@bazaar/subgraph/http/serve-doors';
import { startSubgraph } from '@bazaar/subgraph/start-subgraph';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';
import { offerSomething, type TestOffer, type TestVendor } from './goods.ts';
import { openBalancer } from './open-balancer.ts';
import { seedMarket } from './seed-market.ts';
import { marketEnv } from './test-env.ts';
import { until } from './until.ts';

const KINDS = ['orders', 'gateway'] as const;
type Replicated = (typeof KINDS)[number];

export interface ReplicatedMarket {
  /** The gateways, each a process of its own. The first one prefers the first process of orders, the second one the second. */
  readonly urls: readonly [string, string];
  readonly vendors: readonly [TestVendor, TestVendor];
  /** The processes of orders. */
  readonly orders: readonly [Replica, Replica];
  offer(vendor: TestVendor, terms: { readonly stock: number; readonly amount: number }): Promise<TestOffer>;
  /** Signs in at one of the gateways. */
  signIn(url: string, account: { readonly email: string; readonly password: string }): Promise<Person>;
  stop(): Promise<void>;
}

/** A process that can end and begin again, at the same ports. */
export interface Replica {
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  start(): Promise<void>;
}

/**
 * Starts a marketplace with two gateways and two processes of orders, which hear of each other through the Redis at `redisUrl` alone. The other
 * subgraphs run in this process, behind HTTP. Two vendors, nothing on sale.
 */
export async function startReplicatedMarket(redisUrl: string): Promise<ReplicatedMarket> {
  const log = createLogger({ name: 'e2e', level: 'silent' });
  const lifecycle = createLifecycle(log);
  try {
    return await start();
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  async function start(): Promise<ReplicatedMarket> {
    const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-replicated-'));
    lifecycle.add('data directory', { stop: () => rm(dataDir, { recursive: true, force: true }) });
    const database = lifecycle.add('database', await createTestDatabase({ subgraphs: [] }));
    const env = marketEnv(database.url, dataDir);
    const config = readBazaarConfig(env);
    const secrets = await loadSecrets(config, env);
    const roles = lifecycle.add('roles', await openDatabaseUrls(config, secrets, log));
    const provider = lifecycle.add('payment provider', await startPaymentProvider(config, secrets, log));
    const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl, log }));
    const keys = generateInternalKeys([GATEWAY_ISSUER, ...SUBGRAPH_NAMES]);
    const trusted = JSON.stringify(keys.trusted);

    const [
      ordersA = 0,
      ordersB = 0,
      internalA = 0,
      internalB = 0,
      gatewayA = 0,
      gatewayB = 0,
      healthA = 0,
      healthB = 0,
    ] = await freePorts(8);
    const ordersInternal = lifecycle.add('door to orders', await openBalancer([internalA, internalB]));

    const databases = new Map<SubgraphName, Database>();
    const urls = new Map<SubgraphName, string>();
    // Nobody listens at the first of them; the real ones are filled in as subgraphs start.
    const internalUrls = Object.fromEntries(
      SUBGRAPH_NAMES.map((name) => [name, name === 'orders' ? ordersInternal.url : 'http://127.0.0.1:1']),
    ) as Record<SubgraphName, string>;
    for (const definition of SUBGRAPHS) {
      const { name } = definition;
      if (name === 'orders') continue;
      const mint = createInternalTokenMinter({ issuer: name, privateKey: keyOf(keys.own, name) });
      const neighbours = lifecycle.add(`neighbours of ${name}`, createHttpNeighbours(internalUrls, mint));
      const subgraph = lifecycle.add(
        name,
        await startSubgraph(definition, {
          env: { ...env, ...secrets, ...provider.env },
          databaseUrl: roles.urlOf(name),
          poolSize: config.DATABASE_POOL_SIZE,
          ephemeral,
          neighbours,
          log,
          now: () => new Date(),
        }),
      );
      const { port, internalPort } = await serveDoors(lifecycle, {
        subgraph,
        verify: createInternalTokenVerifier({ audience: name, trusted: keys.trusted }),
        health: createHealth(lifecycle.stopping),
        host: '127.0.0.1',
        port: 0,
        internalPort: 0,
        log,
      });
      databases.set(name, subgraph.database);
      urls.set(name, port.url);
      internalUrls[name] = internalPort.url;
    }

    function replica(kind: Replicated, port: number, own: Readonly<Record<string, string>>): Replica {
      let child: Child | undefined;
      const replicated: Replica = {
        async start() {
          const common = { REDIS_URL: redisUrl, LOG_LEVEL: 'warn', NODE_ENV: 'development', PORT: String(port) };
          const workspace = kind === 'gateway' ? 'gateway' : `subgraphs/${kind}`;
          child = await startChild(workspace, { ...common, ...own }, `http://127.0.0.1:${port}/health/ready`);
        },
        end: async (signal) => (await child?.kill(signal)) ?? null,
      };
      lifecycle.add(`${kind} on ${port}`, { stop: async () => void (await replicated.end('SIGKILL')) });
      return replicated;
    }

    const ordersEnv = (internalPort: number): Record<string, string> => ({
      ...secrets,
      ...provider.env,
      ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_INTERNAL_URL`, internalUrls[name]])),
      DATABASE_URL: roles.urlOf('orders'),
      INTERNAL_PORT: String(internalPort),
      INTERNAL_SIGNING_KEY: JSON.stringify(keys.own.get('orders')),
      INTERNAL_TRUSTED_KEYS: trusted,
    });
    const gatewayEnv = (internalPort: number, ordersUrl: string): Record<string, string> => ({
      ...Object.fromEntries([...urls].map(([name, url]) => [`${name.toUpperCase()}_URL`, url])),
      ORDERS_URL: ordersUrl,
      GATEWAY_CONFIG: 'deploy/gateway.yaml',
      INTERNAL_PORT: String(internalPort),
      INTERNAL_SIGNING_KEY: JSON.stringify(keys.own.get(GATEWAY_ISSUER)),
    });
    const [forA, forB] = [await openBalancer([ordersA, ordersB]), await openBalancer([ordersB, ordersA])];
    for (const balancer of [forA, forB]) lifecycle.add('door to orders', balancer);
    const orders = [
      replica('orders', ordersA, ordersEnv(internalA)),
      replica('orders', ordersB, ordersEnv(internalB)),
    ] as const;
    const gateways = [
      replica('gateway', gatewayA, gatewayEnv(healthA, forA.url)),
      replica('gateway', gatewayB, gatewayEnv(healthB, forB.url)),
    ];
    await Promise.all(orders.map((each) => each.start()));
    await Promise.all(gateways.map((each) => each.start()));
    const gatewayUrls = [`http://127.0.0.1:${gatewayA}`, `http://127.0.0.1:${gatewayB}`] as const;
    await provider.sendWebhooksTo(gatewayUrls[0]);

    const { vendors } = await seedMarket((name) => found(name, databases.get(name)));
    // Vendors' owners find their memberships in their tokens once users has heard of them.
    await until('users has heard of the vendors', async () => {
      const [row] = await query<{ n: number }>(found('vendors', databases.get('vendors')).reader, OPEN_DELIVERIES);
      return row?.n === 0;
    });
    return {
      urls: gatewayUrls,
      vendors,
      orders,
      offer: (vendor, terms) => offerSomething(found('catalog', databases.get('catalog')), vendor, terms),
      signIn,
      stop: () => lifecycle.stop(),
    };
  }
}

const OPEN_DELIVERIES = `select count(*)::int as n from outbox_delivery where state <> 'skipped'`;

function keyOf(keys: ReadonlyMap<string, PrivateJwk>, name: string): PrivateJwk {
  return found(`the key of ${name}`, keys.get(name));
}

function found<Thing>(name: string, thing: Thing | undefined): Thing {
  if (!thing) throw new Error(`${name} is missing.`);
  return thing;
}
