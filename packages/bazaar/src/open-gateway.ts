import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { checkCounters } from '@bazaar/ephemeral/check-counters';
import { createSessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { cachingSettings } from '@bazaar/gateway/caching/caching-settings';
import { documentSettings, openDocuments } from '@bazaar/gateway/documents/open-documents';
import { startGateway, type RunningGateway } from '@bazaar/gateway/gateway';
import { rateLimitSettings } from '@bazaar/gateway/guards/limit-rate';
import { readOperations } from '@bazaar/gateway/http/playground/read-operations';
import { createLoadedSchema } from '@bazaar/gateway/supergraph/loaded-schema';
import { fetchKeysFrom } from '@bazaar/gateway/identity/fetch-keys';
import { createPartnerDirectory } from '@bazaar/gateway/partners/partner-directory';
import { createUsageRecorder } from '@bazaar/gateway/partners/usage-recorder';
import { measureLostUsage } from '@bazaar/gateway/telemetry/measure-usage';
import { createHealth } from '@bazaar/runtime/health';
import { startInternalServer } from '@bazaar/runtime/internal-server';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { Metrics } from '@bazaar/runtime/metrics';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readContracts } from '@bazaar/schema/read-subgraphs';
import type { BazaarConfig } from './config.ts';
import { GATEWAY_SETTINGS } from './gateway-settings.ts';
import { createGatewayCommands } from './gateway-commands.ts';
import type { JoinedSubgraphs } from './start-subgraphs.ts';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const SUPERGRAPH = new URL('supergraph.graphql', SCHEMA);
const CONTRACTS = fileURLToPath(new URL('supergraph.yaml', SCHEMA));
const EXAMPLES = fileURLToPath(new URL('operations/examples/', SCHEMA));
/** The HTTP doors of the marketplace beside GraphQL: their owners verify who knocks. */
const PASS_THROUGH = [
  { method: 'GET', path: '/.well-known/jwks.json', subgraph: 'users' },
  { method: 'POST', path: '/webhooks/stripe', subgraph: 'orders' },
];

/** Opens the gateway before the subgraphs of this process, and the internal port if there is to be one, until `lifecycle` stops. */
export async function openGateway(
  lifecycle: Lifecycle,
  {
    config,
    subgraphs,
    ephemeral,
    metrics,
    log,
  }: {
    readonly config: BazaarConfig;
    readonly subgraphs: JoinedSubgraphs;
    readonly ephemeral: Ephemeral;
    readonly metrics?: Metrics | undefined;
    readonly log: Logger;
  },
): Promise<RunningGateway> {
  const production = config.NODE_ENV === 'production';
  const denylist = createSessionDenylist(ephemeral);
  lifecycle.add('denylist', denylist);
  const call = createGatewayCommands((name) => subgraphs.all.get(name)?.internal);
  const usage = lifecycle.add(
    'usage of documents',
    createUsageRecorder({ call, lost: metrics && measureLostUsage(metrics), log }),
  );
  const supergraphSdl = await readFile(SUPERGRAPH, 'utf8');
  const gateway = lifecycle.add(
    'gateway',
    await startGateway({
      supergraphSdl,
      doors: (name) => subgraphs.named(name).door,
      identity: {
        issuer: config.ACCESS_TOKEN_ISSUER,
        audience: config.ACCESS_TOKEN_AUDIENCE,
        fetchKeys: fetchKeysFrom(subgraphs.named('users').door),
      },
      denylist,
      documents: await openDocuments(documentSettings.parse(GATEWAY_SETTINGS.documents), ephemeral),
      partners: { directory: createPartnerDirectory({ call }), usage },
      contracts: await readContracts(CONTRACTS),
      oncePerOperation: GATEWAY_SETTINGS.oncePerOperation,
      cost: GATEWAY_SETTINGS.cost,
      rateLimits: { settings: rateLimitSettings.parse(GATEWAY_SETTINGS.rateLimits), counters: ephemeral.counters },
      passThrough: PASS_THROUGH,
      caching: {
        settings: cachingSettings.parse(GATEWAY_SETTINGS.caching),
        pubsub: ephemeral.pubsub,
        shared: config.REDIS_URL ? ephemeral.cache : undefined,
      },
      live: GATEWAY_SETTINGS.live,
      metrics,
      playground: { operations: production ? [] : await readOperations(EXAMPLES) },
      host: config.HOST,
      port: config.PORT,
      trustedProxies: config.TRUSTED_PROXIES,
      allowedOrigins: config.ALLOWED_ORIGINS?.includes('*') ? '*' : config.ALLOWED_ORIGINS,
      production,
      log,
    }),
  );
  if (config.INTERNAL_PORT !== undefined && metrics) {
    const health = createHealth(lifecycle.stopping);
    for (const [name, { database }] of subgraphs.all) health.add(`${name} database`, () => database.ping());
    if (config.REDIS_URL) health.add('redis', () => checkCounters(ephemeral));
    health.describe('supergraph', createLoadedSchema(supergraphSdl).tell);
    const internal = { host: config.HOST, port: config.INTERNAL_PORT, health, metrics, log };
    lifecycle.add('internal port', await startInternalServer(internal));
  }
  return gateway;
}
