import { Pool } from 'undici';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationRequest, OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import { batchOperations } from './batch-operations.ts';
import { breakCircuit } from './break-circuit.ts';
import { createHeaderWriter } from './call-headers.ts';
import { CallFailure, faultOf } from './call-failure.ts';
import { Cancellation } from './cancellation.ts';
import { runForOne } from './flight.ts';
import { createGraphqlWsUpstream } from './graphql-ws-upstream.ts';
import { limitConnections } from './limit-connections.ts';
import { passRaw } from './pass-raw.ts';
import { postCall } from './post-call.ts';
import { retryQueries } from './retry-queries.ts';
import { runAlone } from './run-alone.ts';
import { shareInFlight } from './share-in-flight.ts';
import { createSseUpstream } from './sse-upstream.ts';
import { subgraphSettings, type GivenSubgraphSettings, type SubgraphSettings } from './subgraph-settings.ts';
import { createSubgraphStats, type SubgraphStats } from './subgraph-stats.ts';
import type { SubscriptionUpstream } from './subscription-upstream.ts';
import { UnderWay } from './under-way.ts';
import { createHttp1Wire } from './wire/http1-wire.ts';
import { createUndiciWire } from './wire/undici-wire.ts';
import { announceEvents, announceMutations, createMutationWatch, type MutationWatch } from './watch-mutations.ts';
import { createBodyWriter } from './write-body.ts';

export interface HttpDoorOptions extends GivenSubgraphSettings {
  /** The subgraph's name, which is the audience of its tokens. */
  readonly name: string;
  /** Without it calls carry no token, for subgraphs that ask for none. */
  readonly mintToken?: MintInternalToken | undefined;
  /** What doors to subgraphs that change each other's data share, for `shareInFlight`. Default: one of its own. */
  readonly mutations?: MutationWatch;
  readonly log: Logger;
}

export interface HttpDoor extends SubgraphDoor, Stoppable {
  execute(request: OperationRequest): Promise<OperationResponse>;
  readonly stats: Readonly<SubgraphStats>;
}

const CONNECT_MS = 2_000;

/**
 * A subgraph behind HTTP. From the outside in, an operation passes: its deadline and its client (with others who ask the same), its batch, repetition,
 * the circuit breaker, and one of the connections. Calls are not pipelined: one that is cancelled ends its connection, and would end its neighbours.
 */
export function createHttpDoor(options: HttpDoorOptions): HttpDoor {
  const { name, mintToken, mutations = createMutationWatch(), log, ...given } = options;
  const settings = subgraphSettings.parse(given);
  const address = new URL(settings.url);
  const { origin, pathname } = address;
  const base = pathname.replace(/\/+$/, '');
  const stats = createSubgraphStats();
  const pool = new Pool(origin, {
    connections: settings.connections,
    pipelining: 1,
    maxResponseSize: settings.maxResponseBytes,
    connect: { timeout: CONNECT_MS, ...settings.tls },
    // Calls have deadlines of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const places = limitConnections(settings, stats);
  const path = `${base}${settings.graphqlPath}`;

  const writeHeaders = createHeaderWriter({ name, accept: 'application/json', headers: settings.headers, mintToken });
  const writeBody = createBodyWriter();
  const wire =
    address.protocol === 'http:'
      ? createHttp1Wire({ url: address, path, connectMs: CONNECT_MS, maxResponseBytes: settings.maxResponseBytes })
      : createUndiciWire(pool, path);
  const post = postCall({ wire, places, writeHeaders, stats });
  const send = retryQueries(breakCircuit(post, settings, { name, stats, log }), settings, { stats });
  const run = settings.batching ? batchOperations(send, settings.batching.maxOperations, stats) : runAlone(send);
  const sharing = settings.shareInFlight ? shareInFlight(run, stats) : undefined;
  const ignoreMutations = sharing && mutations.onWritten(sharing.outdate);
  const answer = announceMutations(sharing?.run ?? runForOne(run), mutations);

  const pass = passRaw({ pool, places, base, timeoutMs: settings.passThroughTimeoutMs });
  const upstream = createUpstream({ name, settings, url: `${origin}${path}`, mintToken, writeBody, log });

  const underWay = new UnderWay();
  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    // Calls that wait for a connection or for their next try are still answered.
    await Promise.all([upstream.stop(), underWay.over()]);
    ignoreMutations?.();
    await Promise.all([wire.close(), pool.close()]);
  }

  return {
    stats,
    async execute(request) {
      stats.operations += 1;
      underWay.begin();
      const { caller, clientAddress, forwarded, requestId, signal } = request;
      const deadline = Math.min(request.deadline, Date.now() + settings.timeoutMs);
      try {
        const { body, isMutation } = writeBody(request);
        const cancellation = new Cancellation();
        const asker = { caller, clientAddress, forwarded, requestId };
        return await answer({ body, isMutation, asker, deadline, signal, cancellation });
      } catch (error) {
        if (error instanceof CallFailure) stats.failed[error.kind] += 1;
        throw faultOf(error);
      } finally {
        underWay.end();
      }
    },
    subscribe: (request) => announceEvents(upstream.subscribe(request), request, mutations),
    async serveRaw(request) {
      underWay.begin();
      try {
        return await pass(request);
      } catch (error) {
        throw faultOf(error);
      } finally {
        underWay.end();
      }
    },
    stop: () => (stopped ??= stop()),
  };
}

function createUpstream({
  name,
  settings,
  url,
  mintToken,
  writeBody,
  log,
}: {
  readonly name: string;
  readonly settings: SubgraphSettings;
  readonly url: string;
  readonly mintToken: MintInternalToken | undefined;
  readonly writeBody: ReturnType<typeof createBodyWriter>;
  readonly log: Logger;
}): SubscriptionUpstream {
  const { headers, tls, maxResponseBytes: maxMessageBytes, subscriptions } = settings;
  const at = subscriptions.url ?? url;
  if (subscriptions.transport === 'graphql-ws')
    return createGraphqlWsUpstream({
      name,
      url: at.replace(/^http/, 'ws'),
      mintToken,
      headers,
      tls,
      maxMessageBytes,
      log,
    });
  const writeHeaders = createHeaderWriter({ name, accept: 'text/event-stream', headers, mintToken });
  return createSseUpstream({ name, url: at, writeHeaders, writeBody, maxMessageBytes, tls, log });
}
