import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { cachingSettings } from '@bazaar/gateway/caching/caching-settings';
import { documentSettings, openDocuments } from '@bazaar/gateway/documents/open-documents';
import { rateLimitSettings } from '@bazaar/gateway/guards/limit-rate';
import { startGateway, type GatewayOptions, type RunningGateway } from '@bazaar/gateway/gateway';
import { createInternalTokenMinter } from '@bazaar/gateway/identity/internal-tokens';
import { createHttpDoor } from '@bazaar/gateway/sources/http-door';
import { generatePrivateJwk } from '@bazaar/identity/ed25519';
import type { LogLevel } from '@bazaar/runtime/log';
import { createLogger } from '@bazaar/runtime/log';
import { createProcessMetrics } from '@bazaar/runtime/metrics';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { GraphQLSchema } from 'graphql';
import type { JWK } from 'jose';
import { createInProcessDoor } from './in-process-door.ts';

/** How the gateway reaches its subgraphs: each behind HTTP, with the internal tokens of production, or in its own process. */
export type Doors =
  | { readonly kind: 'http'; readonly urls: Readonly<Record<string, string>> }
  | { readonly kind: 'in-process'; readonly schemaOf: (name: string) => GraphQLSchema };

/**
 * What the gateway does beside executing. `guarded`: registered documents, limits, costs with budgets, rate limits, authorization, metrics, and a
 * log line for each request; `cached`: all that, and answers are kept.
 */
export type Steps = 'guarded' | 'cached';

/** Which way a known operation takes through the gateway. */
export type Lane = 'fast' | 'apollo';

export interface BazaarGatewayOptions {
  readonly port: number;
  readonly supergraphSdl: string;
  readonly doors: Doors;
  readonly lane: Lane;
  readonly identity: { readonly issuer: string; readonly audience: string; readonly keys: readonly JWK[] };
  /** How subscriptions behave. */
  readonly live?: GatewayOptions['live'];
  /** Default `warn`: the peers write no line per request either. */
  readonly logLevel?: LogLevel;
  /** Default: what every gateway does. */
  readonly steps?: { readonly are: Steps; readonly manifestPath: string } | undefined;
}

/** Starts the gateway of this repository as its process does, in production mode. The one place that knows its options. */
export async function startBazaarGateway(options: BazaarGatewayOptions): Promise<RunningGateway> {
  const { port, supergraphSdl, doors, lane, identity, steps } = options;
  const log = createLogger({ name: 'gateway', level: options.logLevel ?? (steps ? 'info' : 'warn') });
  const mintToken = await createInternalTokenMinter({ issuer: 'gateway', signingKey: generatePrivateJwk() });
  const opened = new Map<string, SubgraphDoor>();

  function openDoor(name: string): SubgraphDoor {
    if (doors.kind === 'in-process') return createInProcessDoor(doors.schemaOf(name), log);
    const url = doors.urls[name];
    if (url === undefined) throw new Error(`The subgraph ${name} has no address.`);
    // As the marketplace has it, but for sharing: whoever sends the same request again and again would be measured at its best.
    return createHttpDoor({ name, url, batching: { maxOperations: 25 }, mintToken, log });
  }

  const gateway = {
    supergraphSdl,
    doors: (name: string): SubgraphDoor => {
      const door = opened.get(name) ?? openDoor(name);
      opened.set(name, door);
      return door;
    },
    identity: {
      issuer: identity.issuer,
      audience: identity.audience,
      fetchKeys: () => Promise.resolve({ keys: [...identity.keys] }),
    },
    // Nobody signs out during a run.
    denylist: { isDenied: () => false, onDenied: () => () => undefined },
    port,
    log,
    production: true,
    live: options.live,
    fastLane: lane === 'fast',
  };
  return startGateway(steps ? { ...gateway, ...(await optionsOf(steps)) } : gateway);
}

/** More than anybody sends in a run. */
const NO_END = 1_000_000_000;
const EVERY_KIND = { query: NO_END, mutation: NO_END, subscription: NO_END };

async function optionsOf({
  are,
  manifestPath,
}: NonNullable<BazaarGatewayOptions['steps']>): Promise<Partial<GatewayOptions>> {
  const ephemeral = createInProcessEphemeral();
  const { counters, pubsub } = ephemeral;
  return {
    documents: await openDocuments(documentSettings.parse({ mode: 'off', manifests: [manifestPath] }), ephemeral),
    cost: { mode: 'enforce', budget: NO_END },
    metrics: createProcessMetrics(),
    oncePerOperation: ['Query.user'],
    rateLimits: { settings: rateLimitSettings.parse({ anonymous: EVERY_KIND, signedIn: EVERY_KIND }), counters },
    ...(are === 'cached' && {
      caching: { settings: cachingSettings.parse({ responses: true, entities: true, defaultMaxAgeS: 3_600 }), pubsub },
    }),
  };
}
