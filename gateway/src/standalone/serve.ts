import { readFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { checkCounters } from '@bazaar/ephemeral/check-counters';
import { createSessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { ConfigError } from '@bazaar/runtime/config';
import { createHealth, type Health } from '@bazaar/runtime/health';
import { startInternalServer } from '@bazaar/runtime/internal-server';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { createProcessMetrics, type Metrics } from '@bazaar/runtime/metrics';
import { openDocuments } from '../documents/open-documents.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../gateway.ts';
import { readOperations } from '../http/playground/read-operations.ts';
import type { AccessTokenOptions } from '../identity/access-tokens.ts';
import { fetchKeysFrom, fetchKeysFromUrl } from '../identity/fetch-keys.ts';
import { createInternalTokenMinter, type MintInternalToken } from '../identity/internal-tokens.ts';
import { createHttpCommands } from '../partners/call-command.ts';
import { createPartnerDirectory } from '../partners/partner-directory.ts';
import { createUsageRecorder } from '../partners/usage-recorder.ts';
import type { Settings } from '../settings/settings.ts';
import { checkSubgraph } from '../sources/check-subgraph.ts';
import { listSubgraphs, type ListedSubgraph } from '../supergraph/subgraph-names.ts';
import { measureDoors } from '../telemetry/measure-doors.ts';
import { measureLostUsage } from '../telemetry/measure-usage.ts';
import { createLoadedSchema } from '../supergraph/loaded-schema.ts';
import { watchSupergraph } from '../supergraph/watch-supergraph.ts';
import { createHttpDoors, type HttpDoors, type Known } from './http-doors.ts';

/**
 * Serves any federation 2 supergraph as settings say: subgraphs behind HTTP, the public port, and an internal one for detailed health.
 * Its parts are added to `lifecycle`, which stops them.
 * @throws ConfigError
 */
export async function serve(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  lifecycle: Lifecycle,
  log: Logger,
): Promise<RunningGateway> {
  const { server, supergraph, production } = settings;
  const sdl = await readSupergraph(supergraph.path);
  const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl: settings.redis?.url, log }));
  const mintToken = settings.internalTokens && (await createInternalTokenMinter(settings.internalTokens));
  const doors = lifecycle.add('doors', createHttpDoors({ settings, env, mintToken, log }));
  doors.know(readSubgraphs(sdl)).taken();

  // Without an internal port nobody can read them.
  const metrics = server.internalPort === undefined ? undefined : createProcessMetrics();
  const loaded = createLoadedSchema(sdl);
  let health: Health | undefined;
  if (server.internalPort !== undefined && metrics) {
    measureDoors(metrics, () => doors.stats());
    health = createHealth(lifecycle.stopping);
    for (const name of doors.names()) health.add(name, () => checkSubgraph(doors.door(name)));
    if (settings.redis) health.add('redis', () => checkCounters(ephemeral));
    health.describe('supergraph', loaded.tell);
    health.describe('breakers', () =>
      Object.fromEntries(doors.stats().map(([name, { breaker }]) => [name, breaker.state])),
    );
    const internal = { host: server.host, port: server.internalPort, health, metrics, log };
    lifecycle.add('internal port', await startInternalServer(internal));
  }

  const partners = settings.partners && openPartners(settings.partners, { mintToken, lifecycle, metrics, log });
  const { operations } = settings.playground;
  const gateway = lifecycle.add(
    'gateway',
    await startGateway({
      supergraphSdl: sdl,
      doors: (name) => doors.door(name),
      errorsOf: (name) => doors.errorsOf(name),
      identity: identityOf(settings, doors),
      denylist: lifecycle.add('denylist', createSessionDenylist(ephemeral)),
      passThrough: settings.passThrough.filter(({ subgraph }) => doors.names().includes(subgraph)),
      documents: await openDocuments(settings.documents, ephemeral),
      playground: { operations: operations && !production ? await readOperations(operations) : [] },
      host: server.host,
      port: server.port,
      production,
      introspection: settings.introspection,
      trustedProxies: settings.trustedProxies,
      allowedOrigins: settings.cors.origins,
      allowCredentials: settings.cors.credentials,
      allowHeaders: settings.cors.allowHeaders,
      requestBodyLimitBytes: server.requestBodyLimitBytes,
      authorization: settings.authorization,
      limits: settings.limits,
      oncePerOperation: settings.oncePerOperation,
      cost: settings.cost,
      rateLimits: settings.rateLimits && { settings: settings.rateLimits, counters: ephemeral.counters },
      contracts: settings.contracts,
      partners,
      forwardHeaders: settings.forwardHeaders,
      live: settings.live,
      metrics,
      ...((settings.redis || !settings.caching.requireRedis) && {
        caching: {
          settings: settings.caching,
          pubsub: ephemeral.pubsub,
          shared: settings.redis && ephemeral.cache,
          onChange: () => doors.outdate(),
        },
      }),
      timeouts: { ...settings.timeouts, drainDelayMs: server.drainDelayMs, drainMs: server.drainMs },
      log,
    }),
  );
  if (supergraph.watch) {
    const unreadable = (): void => gateway.countRefusedSupergraph();
    const know = (changed: string): Known => {
      try {
        return doors.know(readSubgraphs(changed));
      } catch (error) {
        gateway.countRefusedSupergraph();
        throw error;
      }
    };
    const swap = (changed: string): void => {
      const known = know(changed);
      try {
        gateway.updateSupergraph(changed);
      } catch (error) {
        known.refused();
        throw error;
      }
      known.taken();
      loaded.swapped(changed);
      const served = new Set(readSubgraphs(changed).map(({ name }) => name));
      for (const name of doors.names())
        if (served.has(name)) health?.add(name, () => checkSubgraph(doors.door(name)));
        else health?.remove(name);
    };
    lifecycle.add('watcher', watchSupergraph({ path: supergraph.path, loaded: sdl, swap, unreadable, log }));
  }
  log.info({ url: gateway.url, subgraphs: doors.names() }, 'ready');
  return gateway;
}

/** @throws ConfigError */
export function readSupergraph(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new ConfigError([`supergraph.path (SUPERGRAPH_PATH): ${path} cannot be read`]);
  });
}

/** @throws ConfigError */
export function readSubgraphs(sdl: string): ListedSubgraph[] {
  try {
    const subgraphs = listSubgraphs(sdl);
    if (subgraphs.length > 0) return subgraphs;
  } catch (error) {
    throw new ConfigError([`supergraph: ${error instanceof Error ? whereAndWhat(error) : 'is not GraphQL'}`]);
  }
  throw new ConfigError([
    'supergraph: names no subgraphs; it must be composed, for example with "rover supergraph compose"',
  ]);
}

/** A supergraph has thousands of lines. */
function whereAndWhat(error: Error): string {
  const [at] = (error instanceof GraphQLError && error.locations) || [];
  return at ? `${error.message} (line ${at.line}, column ${at.column})` : error.message;
}

function identityOf({ identity }: Settings, doors: HttpDoors): AccessTokenOptions | undefined {
  if (!identity) return undefined;
  const { issuer, audience, keys, tokens } = identity;
  if ('url' in keys) return { issuer, audience, tokens, fetchKeys: fetchKeysFromUrl(keys.url) };
  if (!doors.names().includes(keys.subgraph))
    throw new ConfigError([`identity.keys.subgraph: the supergraph has no subgraph ${keys.subgraph}`]);
  return { issuer, audience, tokens, fetchKeys: fetchKeysFrom(doors.door(keys.subgraph)) };
}

/** @throws ConfigError */
function openPartners(
  { subgraph, url }: NonNullable<Settings['partners']>,
  {
    mintToken,
    lifecycle,
    metrics,
    log,
  }: {
    readonly mintToken: MintInternalToken | undefined;
    readonly lifecycle: Lifecycle;
    readonly metrics: Metrics | undefined;
    readonly log: Logger;
  },
): GatewayOptions['partners'] {
  if (!mintToken)
    throw new ConfigError([
      'partners: internalTokens (INTERNAL_SIGNING_KEY) must be set: the subgraph asks who is asking',
    ]);
  const { call } = lifecycle.add('commands', createHttpCommands({ subgraph, url, mintToken }));
  const usage = lifecycle.add(
    'usage of documents',
    createUsageRecorder({ call, lost: metrics && measureLostUsage(metrics), log }),
  );
  return { directory: createPartnerDirectory({ call }), usage };
}
