import { signIn } from '@bazaar/bazaar/demo/people';
import { readBazaarConfig } from '@bazaar/bazaar/config';
import { openDatabaseUrls } from '@bazaar/bazaar/database-urls';
import { generateInternalKeys } from '@bazaar/bazaar/distributed/internal-keys';
import { startPaymentProvider } from '@bazaar/bazaar/payment-provider';
import { loadSecrets } from '@bazaar/bazaar/secrets';
import { SUBGRAPHS } from '@bazaar/bazaar/subgraphs';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { createSessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { startGateway, type GatewayOptions } from '@bazaar/gateway/gateway';
import { fetchKeysFrom } from '@bazaar/gateway/identity/fetch-keys';
import { createInternalTokenMinter as createGatewayMinter } from '@bazaar/gateway/identity/internal-tokens';
import { createHttpDoor } from '@bazaar/gateway/sources/http-door';
import {
  GATEWAY_ISSUER,
  createInternalTokenMinter,
  createInternalTokenVerifier,
} from '@bazaar/identity/internal-tokens';
import type { PrivateJwk } from '@bazaar/identity/ed25519';
import type { Database } from '@bazaar/postgres/open-database';
import { createHealth } from '@bazaar/runtime/health';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { createHttpNeighbours } from '@bazaar/subgraph/http/http-neighbours';
import { serveDoors } from '@bazaar/subgraph/http/serve-doors';
import { startSubgraph } from '@bazaar/subgraph/start-subgraph';
import { createTestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerSomething } from './goods.ts';
import { seedMarket } from './seed-market.ts';
import type { Market } from './start-market.ts';
import { marketEnv } from './test-env.ts';

/** What both kinds of marketplace of this process can do for a test. */
export type AnyMarket = Pick<Market, 'url' | 'vendors' | 'offer' | 'signIn' | 'stop'>;

export interface HttpMarket extends AnyMarket {
  /** Opens one more gateway to the same subgraphs, and returns its address. It stops with the marketplace. */
  openGateway(options: Pick<GatewayOptions, 'documents'>): Promise<string>;
}

const SUPERGRAPH = new URL('../../../schema/supergraph.graphql', import.meta.url);

/**
 * Starts the parts of a deployment in this process: gateway and five subgraphs that reach each other over HTTP alone, with internal tokens, on a
 * database of their own, with two vendors and nothing on sale.
 */
export async function startHttpMarket(): Promise<HttpMarket> {
  const log = createLogger({ name: 'e2e', level: 'silent' });
  const lifecycle = createLifecycle(log);
  const dataDir = await mkdtemp(join(tmpdir(), 'bazaar-e2e-'));
  lifecycle.add('data directory', { stop: () => rm(dataDir, { recursive: true, force: true }) });
  const database = lifecycle.add('database', await createTestDatabase({ subgraphs: [] }));
  const env = marketEnv(database.url, dataDir);
  const config = readBazaarConfig(env);
  const secrets = await loadSecrets(config, env);
  const roles = lifecycle.add('roles', await openDatabaseUrls(config, secrets, log));
  const provider = lifecycle.add('payment provider', await startPaymentProvider(config, secrets, log));
  const ephemeral = lifecycle.add('ephemeral', createInProcessEphemeral());
  const { own, trusted } = generateInternalKeys([GATEWAY_ISSUER, ...SUBGRAPH_NAMES]);

  const databases = new Map<SubgraphName, Database>();
  const doors = new Map<string, SubgraphDoor>();
  const mintToken = await createGatewayMinter({ issuer: GATEWAY_ISSUER, signingKey: keyOf(own, GATEWAY_ISSUER) });
  // Nobody listens there; the real ones are filled in as subgraphs start.
  const internalUrls = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, 'http://127.0.0.1:1']));
  for (const definition of SUBGRAPHS) {
    const { name } = definition;
    const mint = createInternalTokenMinter({ issuer: name, privateKey: keyOf(own, name) });
    const neighbours = createHttpNeighbours(internalUrls as Record<SubgraphName, string>, mint);
    const subgraph = lifecycle.add(
      name,
      await startSubgraph(definition, {
        env: { ...env, ...secrets, ...provider.env },
        databaseUrl: roles.urlOf(name),
        poolSize: config.DATABASE_POOL_SIZE,
        ephemeral,
        neighbours: lifecycle.add(`neighbours of ${name}`, neighbours),
        log,
        now: () => new Date(),
      }),
    );
    const { port, internalPort } = await serveDoors(lifecycle, {
      subgraph,
      verify: createInternalTokenVerifier({ audience: name, trusted }),
      health: createHealth(lifecycle.stopping),
      host: '127.0.0.1',
      port: 0,
      internalPort: 0,
      log,
    });
    databases.set(name, subgraph.database);
    internalUrls[name] = internalPort.url;
    const door = createHttpDoor({ name, url: port.url, mintToken, log });
    doors.set(name, lifecycle.add(`door to ${name}`, door));
  }

  const denylist = lifecycle.add('denylist', createSessionDenylist(ephemeral));
  const supergraphSdl = await readFile(SUPERGRAPH, 'utf8');
  async function openGateway(options: Pick<GatewayOptions, 'documents'> = {}): Promise<string> {
    const gateway = await startGateway({
      supergraphSdl,
      doors: (name) => found(name, doors.get(name)),
      identity: { issuer: 'bazaar', audience: 'bazaar', fetchKeys: fetchKeysFrom(found('users', doors.get('users'))) },
      denylist,
      passThrough: [{ method: 'POST', path: '/webhooks/stripe', subgraph: 'orders' }],
      port: 0,
      production: false,
      log,
      ...options,
    });
    return lifecycle.add('gateway', gateway).url;
  }

  const url = await openGateway();
  await provider.sendWebhooksTo(url);
  const { vendors } = await seedMarket((name) => found(name, databases.get(name)));
  return {
    url,
    vendors,
    offer: (vendor, terms) => offerSomething(found('catalog', databases.get('catalog')), vendor, terms),
    signIn: (account) => signIn(url, account),
    openGateway,
    stop: () => lifecycle.stop(),
  };
}

function keyOf(keys: ReadonlyMap<string, PrivateJwk>, name: string): PrivateJwk {
  return found(`the key of ${name}`, keys.get(name));
}

function found<Thing>(name: string, thing: Thing | undefined): Thing {
  if (!thing) throw new Error(`${name} is missing.`);
  return thing;
}
