import type { Logger } from '@bazaar/runtime/log';
import { createHealth } from '@bazaar/runtime/health';
import { startHttpServer } from '@bazaar/runtime/http-server';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createEngine } from './engine/engine.ts';
import { createApolloServer } from './http/apollo-server.ts';
import type { AllowedOrigins } from './http/cors.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { createRequestHandler } from './http/handle-request.ts';
import { createPassThrough, type PassThrough } from './http/pass-through.ts';
import { createAccessTokenVerifier, type AccessTokenOptions } from './identity/access-tokens.ts';
import { createIdentification, type Denylist } from './identity/identify.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** The way to each subgraph the supergraph names. */
  readonly doors: (name: string) => SubgraphDoor;
  readonly identity: AccessTokenOptions;
  readonly denylist: Denylist;
  readonly passThrough?: readonly PassThrough[];
  /** Default 4000; `0` lets the system choose. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly log: Logger;
  /** Turns off introspection, the playground and hints about the schema. */
  readonly production: boolean;
  readonly timeouts?: {
    /** A query's budget, also for each event of a subscription. Default 10 s. */
    readonly queryMs?: number;
    /** A mutation's budget. Default 15 s. */
    readonly mutationMs?: number;
    /** How long a client may take to send its request. Default 30 s. */
    readonly requestMs?: number;
  };
  /** Browser origins that may read answers. Default: none. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Default 1 MiB, for GraphQL and for pass-through bodies. */
  readonly requestBodyLimitBytes?: number;
}

export interface RunningGateway extends Stoppable {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
  /** Swaps the supergraph under load. @throws when the new one is not usable; the old one keeps serving. */
  updateSupergraph(supergraphSdl: string): void;
}

/** The gateway's parts, from the inside out. `stop()` drains: readiness turns to 503 and what is in flight is answered. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { log, production, timeouts = {}, allowedOrigins = [], requestBodyLimitBytes: limitBytes = 1 << 20 } = options;
  const draining = new AbortController();

  const engine = createEngine({
    supergraphSdl: options.supergraphSdl,
    doors: options.doors,
    budgets: { queryMs: timeouts.queryMs ?? 10_000, mutationMs: timeouts.mutationMs ?? 15_000 },
    log,
  });
  const apollo = createApolloServer({ engine, production, log });
  await apollo.start();

  const { identify } = createIdentification(createAccessTokenVerifier(options.identity), options.denylist);
  const handle = createRequestHandler({
    routes: {
      graphql: createGraphqlRoute({ apollo, identify, bodyLimitBytes: limitBytes }),
      passThrough: createPassThrough({
        routes: options.passThrough ?? [],
        door: (name) => engine.door(name),
        limitBytes,
      }),
      health: createHealth(draining.signal),
    },
    allowedOrigins,
    production,
    log,
  });
  const http = await startHttpServer({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 4000,
    log,
    handle,
    requestTimeoutMs: timeouts.requestMs ?? 30_000,
  });

  let stopped: Promise<void> | undefined;
  async function drain(): Promise<void> {
    draining.abort();
    await http.stop();
    await apollo.stop();
  }
  return {
    port: http.port,
    url: http.url,
    updateSupergraph: (supergraphSdl) => engine.update(supergraphSdl),
    stop: () => (stopped ??= drain()),
  };
}
