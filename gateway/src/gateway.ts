import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@bazaar/runtime/log';
import type { Metrics } from '@bazaar/runtime/metrics';
import { createHealth } from '@bazaar/runtime/health';
import { pathOf, startHttpServer } from '@bazaar/runtime/http-server';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { z } from 'zod';
import { createCaching, type CachingOptions } from './caching/caching.ts';
import { createContractPaths } from './contracts/contract-paths.ts';
import { contractSettings } from './contracts/contract-settings.ts';
import { createAuthorizeOperation, type AuthorizationSettings } from './authorization/authorize-operation.ts';
import { findUndefinedPolicies } from './authorization/policies.ts';
import { createAcceptDocument } from './documents/accept-document.ts';
import { createFindDocument } from './documents/find-document.ts';
import { EVERY_TEXT, type OpenedDocuments } from './documents/open-documents.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { createPlanning } from './engine/plan-operation.ts';
import { createCosting } from './guards/cost/costing.ts';
import { costSettings } from './guards/cost/cost-settings.ts';
import { limitCost } from './guards/cost/limit-cost.ts';
import { limitPreparation } from './guards/limit-preparation.ts';
import { limitRate, type LimitRateOptions } from './guards/limit-rate.ts';
import { oncePerOperation } from './guards/once-per-operation.ts';
import { limitSettings } from './guards/limits/limit-settings.ts';
import { createApolloServer } from './http/apollo-server.ts';
import { defaultOrigins, type AllowedOrigins } from './http/cors.ts';
import { createForwardHeaders } from './http/forward-headers.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { createRequestHandler } from './http/handle-request.ts';
import { createPassThrough, type PassThrough } from './http/pass-through.ts';
import { createPlayground, type PlaygroundOptions } from './http/playground/playground.ts';
import { createStreamRoute } from './http/streams/stream-route.ts';
import { createAccessTokenVerifier, type AccessTokenOptions } from './identity/access-tokens.ts';
import { createClientAddress } from './identity/client-address.ts';
import { createIdentifyClient } from './identity/identify-client.ts';
import { createIdentify, identifyNobody, type Denylist } from './identity/identify.ts';
import { limitIdentification } from './identity/limit-identification.ts';
import { warnOfUncounted } from './identity/warn-of-uncounted.ts';
import { createIdentifyPartner } from './partners/identify-partner.ts';
import type { PartnerDirectory } from './partners/partner-directory.ts';
import type { UsageRecorder } from './partners/usage-recorder.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createRecogniseOperation } from './pipeline/recognise-operation.ts';
import type { SubgraphErrors } from './sources/passed-errors.ts';
import { createSubscriptions } from './subscriptions/federated-subscription.ts';
import { liveSettings, type GivenLiveSettings } from './subscriptions/live-settings.ts';
import { refuseUpgrade } from './subscriptions/refuse-upgrade.ts';
import { createSocketServer } from './subscriptions/socket-server.ts';
import { schemaReloaded } from './subscriptions/subscription-errors.ts';
import { createGatewayMetrics } from './telemetry/gateway-metrics.ts';
import { createRecordOperation } from './telemetry/record-operation.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** The way to each subgraph the supergraph names. */
  readonly doors: (name: string) => SubgraphDoor;
  /** What clients see of the errors of each subgraph. Default: all masked. */
  readonly errorsOf?: (subgraph: string) => SubgraphErrors;
  /** Who signs access tokens. Without it nobody is identified. */
  readonly identity?: AccessTokenOptions | undefined;
  /** Headers of clients, in lower case, that subgraphs get to see. Default: none. */
  readonly forwardHeaders?: readonly string[];
  readonly denylist: Denylist;
  /** Default: denied fields are null, and built-in policies alone are known. */
  readonly authorization?: AuthorizationSettings;
  readonly passThrough?: readonly PassThrough[];
  /** Example operations of the playground, which is at `/` outside production. */
  readonly playground?: PlaygroundOptions;
  /** Default 4000; `0` lets the system choose. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly log: Logger;
  /** Turns off introspection, the playground and hints about the schema. */
  readonly production: boolean;
  /** Default: outside production. */
  readonly introspection?: boolean | undefined;
  /** Which documents run, and who may register them. Default: every text runs, and none is kept. */
  readonly documents?: OpenedDocuments;
  /** Operations accepted before do without Apollo Server. Default true; false is for comparing. */
  readonly fastLane?: boolean;
  /** How much one operation may ask for. */
  readonly limits?: z.input<typeof limitSettings>;
  /** Fields of which one operation may have one, such as `Mutation.userSignIn`. Default: none. */
  readonly oncePerOperation?: readonly string[];
  /** What one operation may cost. Default: costs are not worked out. */
  readonly cost?: z.input<typeof costSettings>;
  /** How many operations a client may begin. Default: any number. */
  readonly rateLimits?: LimitRateOptions;
  /** Parts of the supergraph that are served as if they were all, each on a path of its own. */
  readonly contracts?: Readonly<
    Record<string, { readonly include?: readonly string[]; readonly exclude?: readonly string[] }>
  >;
  /** Who knows API keys and what they may run. Default: there are none. */
  readonly partners?: { readonly directory: PartnerDirectory; readonly usage: UsageRecorder };
  readonly timeouts?: {
    /** A query's budget, also for each event of a subscription. Default 10 s. */
    readonly queryMs?: number;
    /** A mutation's budget. Default 15 s. */
    readonly mutationMs?: number;
    /** How long new requests are still served after readiness turned to 503, so that load balancers notice. Default 0. */
    readonly drainDelayMs?: number;
    /** How long requests in flight and sockets have to end before they are cut. Default 20 s. */
    readonly drainMs?: number;
  };
  /** Proxies that are believed when they say for whom they ask: addresses, networks, or their names. Default: this machine and private networks. */
  readonly trustedProxies?: readonly string[];
  /** Browser origins that may read answers. Default: none in production, elsewhere pages of this machine. */
  readonly allowedOrigins?: AllowedOrigins | undefined;
  /** Whether those pages may send cookies: not where all origins are allowed. Default false. */
  readonly allowCredentials?: boolean;
  /** Headers in lower case that those pages may send, beside those that the gateway reads and `forwardHeaders`. */
  readonly allowHeaders?: readonly string[];
  /** Default 1 MiB, for GraphQL and for pass-through bodies. */
  readonly requestBodyLimitBytes?: number;
  /** What is kept of answers. Default: nothing. */
  readonly caching?: Omit<CachingOptions, 'supergraph' | 'metrics' | 'log'> | undefined;
  /** Limits of lasting connections. */
  readonly live?: GivenLiveSettings;
  /** Where the gateway adds what it counts. Default: nothing is counted. */
  readonly metrics?: Metrics | undefined;
}

export interface RunningGateway extends Stoppable {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
  /** Swaps the supergraph under load; open subscriptions end with `SUBSCRIPTION_SCHEMA_RELOAD`. @throws when the new one is not usable; the old one keeps serving. */
  updateSupergraph(supergraphSdl: string): void;
  /** Counts a new supergraph that is refused before it comes to {@link updateSupergraph}, which counts its own. */
  countRefusedSupergraph(): void;
}

/** The gateway's parts, from the inside out. `stop()` drains: readiness turns to 503 and what is in flight is answered. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { log, production, timeouts = {}, requestBodyLimitBytes: limitBytes = 1 << 20 } = options;
  const allowedOrigins = options.allowedOrigins ?? defaultOrigins(production);
  const draining = new AbortController();

  const metrics = options.metrics && createGatewayMetrics(options.metrics);
  const budgets = { queryMs: timeouts.queryMs ?? 10_000, mutationMs: timeouts.mutationMs ?? 15_000 };
  const contracts = contractSettings.parse(options.contracts ?? {});
  const caching =
    options.caching && createCaching({ ...options.caching, supergraph: () => engine.supergraph(), metrics, log });
  const engine: Engine = createEngine({
    supergraphSdl: options.supergraphSdl,
    doors: options.doors,
    errorsOf: options.errorsOf,
    contracts,
    budgets,
    entities: caching?.entities,
    metrics,
    log,
  });
  const live = liveSettings.parse(options.live ?? {});
  const subscriptions = createSubscriptions({ engine, settings: live, log });
  const introspection = options.introspection ?? !production;
  const limits = limitSettings.parse(options.limits ?? {});
  const cost = costSettings.parse(options.cost ?? {});
  const authorization = options.authorization ?? { mode: 'partial', policies: {} };
  const granted = options.rateLimits?.settings.preparation;
  const preparation = granted && limitPreparation({ settings: granted });
  // Developers come from their own machine, by no proxy.
  const warning = production ? warnOfUncounted(log) : undefined;
  const rate = options.rateLimits && limitRate(options.rateLimits, warning?.uncounted);
  const pipeline = createPipeline({
    recognise: createRecogniseOperation({
      findDocument: createFindDocument({
        ...(options.documents ?? EVERY_TEXT),
        partners: options.partners?.directory,
        limits,
        preparation,
        log,
      }),
      acceptDocument: createAcceptDocument({
        supergraph: () => engine.supergraph(),
        limits,
        rules: options.oncePerOperation ? [oncePerOperation(options.oncePerOperation)] : [],
        introspection,
        production,
        lookedUp: metrics?.documentLookedUp,
        preparation,
      }),
      limits,
      supergraph: () => engine.supergraph(),
      metrics,
    }),
    guards: rate ? [rate.guard] : [],
    rate,
    limitCost: limitCost(createCosting(cost.listLength), cost),
    authorize: createAuthorizeOperation(authorization),
    plan: createPlanning(log, { planned: metrics?.planned, preparation }),
    engine,
    responses: caching?.responses,
    subscriptions,
    record: createRecordOperation(log, metrics),
    usage: options.partners?.usage,
    metrics,
    log,
  });
  const apollo = createApolloServer({ engine, pipeline, production, introspection, log });
  await apollo.start();

  function tellUndefinedPolicies(): void {
    const undefinedPolicies = findUndefinedPolicies(engine.supergraph().rules, authorization.policies);
    if (undefinedPolicies.length > 0)
      log.warn({ policies: undefinedPolicies }, 'the schema names policies that nobody defines: nobody meets them');
  }
  tellUndefinedPolicies();

  const { denylist } = options;
  const forward = createForwardHeaders(options.forwardHeaders ?? []);
  const clientAddress = createClientAddress(options.trustedProxies, warning?.untold);
  const identify = limitIdentification(
    createIdentifyClient(
      options.identity ? createIdentify(createAccessTokenVerifier(options.identity), denylist) : identifyNobody,
      options.partners && createIdentifyPartner(options.partners.directory),
    ),
    rate,
  );
  const placeOf = createContractPaths(contracts);
  const connections = { pipeline, denylist, settings: live, metrics, log };
  const allowCredentials = options.allowCredentials ?? false;
  const sockets = createSocketServer({
    ...connections,
    identify,
    forward,
    clientAddress,
    allowedOrigins,
    allowCredentials,
  });
  const streams = createStreamRoute(connections);
  metrics?.watch('bazaar_gateway_sockets', () => sockets.open());
  metrics?.watch('bazaar_gateway_upstreams', () => subscriptions.upstreams());
  const handle = createRequestHandler({
    routes: {
      graphql: createGraphqlRoute({
        pipeline,
        apollo,
        fastLane: options.fastLane ?? true,
        streams,
        forward,
        forwardHeaders: options.forwardHeaders ?? [],
        clientAddress,
        identify,
        bodyLimitBytes: limitBytes,
        showPlans: !production,
        refused: metrics?.refused,
      }),
      passThrough: createPassThrough({
        routes: options.passThrough ?? [],
        door: (name) => engine.door(name),
        limitBytes,
      }),
      health: createHealth(draining.signal),
      ...(!production && { playground: createPlayground(options.playground ?? { operations: [] }) }),
    },
    placeOf,
    allowedOrigins,
    allowCredentials,
    allowHeaders: [...(options.forwardHeaders ?? []), ...(options.allowHeaders ?? [])],
    production,
    metrics,
    log,
  });
  const http = await startHttpServer({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 4000,
    log,
    handle,
    refused: metrics && (() => metrics.refused('BAD_REQUEST', 'protocol')),
  }).catch(async (error: unknown) => {
    await Promise.all([sockets.stop(), apollo.stop(), caching?.stop()]);
    throw error;
  });

  http.server.on('upgrade', (request, socket, head) => {
    // Nobody else listens on this socket any more, and an error without a listener would end the process.
    socket.on('error', () => socket.destroy());
    const { contract, path } = placeOf(pathOf(request));
    if (path === '/graphql') sockets.upgrade(request, socket, head, contract);
    else refuseUpgrade(socket, '404 Not Found');
  });

  let stopped: Promise<void> | undefined;
  async function drain(): Promise<void> {
    draining.abort();
    await sleep(timeouts.drainDelayMs ?? 0);
    const isDrained = Promise.all([http.stop(), sockets.stop(), streams.stop()]);
    const late = setTimeout(() => {
      log.warn('drained too slowly: cutting what is left');
      http.server.closeAllConnections();
      sockets.terminate();
    }, timeouts.drainMs ?? 20_000);
    await isDrained.finally(() => {
      clearTimeout(late);
    });
    await Promise.all([apollo.stop(), caching?.stop()]);
  }
  return {
    port: http.port,
    url: http.url,
    updateSupergraph(supergraphSdl) {
      const before = engine.supergraph();
      try {
        engine.update(supergraphSdl);
      } catch (error) {
        metrics?.swapped('refused');
        throw error;
      }
      metrics?.swapped('done');
      tellUndefinedPolicies();
      // Their plans belong to the old one. Everything new is in place: who subscribes again now gets it.
      if (engine.supergraph() !== before) subscriptions.endAll(schemaReloaded());
    },
    countRefusedSupergraph: () => metrics?.swapped('refused'),
    stop: () => (stopped ??= drain()),
  };
}
