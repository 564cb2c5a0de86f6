import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Fault, type FaultCode } from '@bazaar/runtime/faults';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { mayCarryCookies, mayOpenSocket, type AllowedOrigins } from '../http/cors.ts';
import type { ForwardHeaders } from '../http/forward-headers.ts';
import { requestIdOf } from '../http/request-id.ts';
import type { Denylist } from '../identity/identify.ts';
import type { IdentifyFrom } from '../identity/limit-identification.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { codeOf, type Refusal } from '../pipeline/refusal.ts';
import { RequestRefused, type RefusalReason } from '../pipeline/refusal-reason.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import { namesOf } from '../telemetry/names-of.ts';
import { ConnectionCaps, RETRY_AFTER_S } from './connection-caps.ts';
import { identifyingHeaders } from './identifying-headers.ts';
import { createIdentityWatch } from './identity-watch.ts';
import type { LiveSettings } from './live-settings.ts';
import { ping } from './ping.ts';
import type { Leave, Receiver } from './receiver.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { SocketConnection, type SocketOpening } from './socket-connection.ts';
import type { SocketOperation } from './socket-operation.ts';

export interface SocketServerOptions {
  readonly pipeline: Pick<Pipeline, 'admit' | 'run'>;
  readonly identify: IdentifyFrom;
  readonly denylist: Denylist;
  readonly forward: ForwardHeaders;
  /** Where the client of a request is, as far as limits count it. */
  readonly clientAddress: (request: IncomingMessage) => string | null;
  readonly allowedOrigins: AllowedOrigins;
  /** Whether pages of those origins may act by the cookies of their users. */
  readonly allowCredentials: boolean;
  readonly settings: LiveSettings;
  readonly metrics?: Pick<GatewayMetrics, 'cut' | 'refused'> | undefined;
  readonly log: Logger;
}

export interface SocketServer extends Stoppable {
  /** Takes over an upgrade request. @param contract which its path leads into */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, contract: string | undefined): void;
  /** Cuts what is left, without a word. */
  terminate(): void;
  /** How many sockets are open. */
  open(): number;
}

/** Close codes beside the protocol's own: going away (drain), and try again later (the issuer's keys cannot be had, or too many tokens were bad). */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

/** An id is repeated in every message of its operation. */
const MAX_ID_CHARACTERS = 1_024;

/**
 * GraphQL over WebSocket (graphql-transport-ws) on `/graphql`: queries, mutations and subscriptions. graphql-ws keeps the protocol; answers go past it
 * (see `SocketOperation`).
 *
 * The token stands in `connection_init`'s payload as `authorization` or `token`, or in the upgrade request's `authorization` header. A bad one, and later
 * its expiry or the end of its session, closes the socket with 4403. `stop()` completes subscriptions, lets queries and mutations finish, then closes with 1001.
 */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const {
    pipeline,
    identify,
    denylist,
    forward,
    clientAddress,
    allowedOrigins,
    allowCredentials,
    settings,
    metrics,
    log,
  } = options;
  const cut = metrics && (() => metrics.cut('websocket'));
  const identities = createIdentityWatch(denylist);
  const caps = new ConnectionCaps({ max: settings.maxSockets, maxPerClient: settings.maxSocketsPerAddress });
  const connections = new Set<SocketConnection>();
  let isDraining = false;

  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: settings.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  /** Of requests that are about to be answered with a socket. */
  const ids = new WeakMap<IncomingMessage, string>();
  sockets.on('headers', (headers, request) => headers.push(`x-request-id: ${ids.get(request) ?? ''}`));

  const protocol = makeServer<Record<string, unknown>, SocketConnection>({
    connectionInitWaitTimeout: settings.initMs,
    async onConnect({ connectionParams, extra: connection }) {
      const headers = identifyingHeaders(connectionParams, connection.opening);
      const { forwarded, clientAddress: address } = connection.client;
      const { socketId } = connection.opening;
      try {
        const identity = await identify(headers, address);
        const { caller, partner } = identity;
        connection.client = {
          ...connection.client,
          caller,
          partner,
          // What a client of HTTP would have sent: of who asks, nothing but what was believed.
          ...(forwarded && { forwarded: { ...withoutIdentity(forwarded), ...forward(headers) } }),
        };
        if (connection.isOpen) {
          const stopWatching = identities.watch(identity, (why) => forbid(connection, why));
          connection.socket.once('close', stopWatching);
        }
        return true;
      } catch (error) {
        if (error instanceof Fault && error.code === 'UNAUTHENTICATED') forbid(connection, error.message);
        else if (error instanceof RequestRefused) {
          tellRefused(error.code, error.reason, { socketId, closeCode: TRY_AGAIN_LATER });
          connection.close(TRY_AGAIN_LATER, 'Try again later');
        } else {
          log.error({ socketId, err: error }, 'a socket could not be identified');
          tellRefused('SUBGRAPH_UNAVAILABLE', 'unavailable', { socketId, closeCode: TRY_AGAIN_LATER });
          connection.close(TRY_AGAIN_LATER, 'Try again later');
        }
        return false;
      }
    },
    async onSubscribe({ extra: connection, subscriptions }, id, payload) {
      const isCurrent = connection.prepare(id);
      const prepared = await prepare(connection, id, payload, Object.keys(subscriptions).length);
      // Of an operation that its client has completed and begun anew meanwhile, graphql-ws would go on with the new one's state.
      return isCurrent() && prepared ? prepared : forever();
    },
    execute: startOperation,
    subscribe: startOperation,
    onError: (_context, _id, _payload, errors) => errors.map((error) => error.toJSON()),
  } satisfies ServerOptions<Record<string, unknown>, SocketConnection>);

  /** Closes a socket for who asks on it. */
  function forbid(connection: SocketConnection, why: string): void {
    const { socketId } = connection.opening;
    if (connection.isOpen) tellRefused('UNAUTHENTICATED', 'identity', { socketId, closeCode: CloseCode.Forbidden });
    connection.close(CloseCode.Forbidden, why);
  }

  /** Of a socket that is not opened, or not kept open: what its client is told, and nothing that it sent. */
  function tellRefused(
    code: FaultCode,
    reason: RefusalReason,
    about: { readonly socketId: string; readonly closeCode?: number; readonly status?: number },
  ): void {
    metrics?.refused(code, reason);
    log.info({ ...about, transport: 'websocket', outcome: 'refused', code }, 'socket');
  }

  /** Undefined when the socket was closed instead. */
  async function prepare(
    connection: SocketConnection,
    id: string,
    payload: SubscribePayload,
    open: number,
  ): Promise<ExecutionArgs | readonly GraphQLError[] | undefined> {
    const {
      client,
      opening: { socketId },
    } = connection;
    if (id.length > MAX_ID_CHARACTERS) {
      connection.close(CloseCode.BadRequest, 'Invalid message received');
      return undefined;
    }
    if (client.caller && (await denylist.isDenied(client.caller.sid))) {
      forbid(connection, 'The session has ended.');
      return undefined;
    }
    const requestId = randomUUID();
    const refused = (refusal: Refusal): readonly GraphQLError[] => {
      const about = { ...namesOf(payload), requestId, socketId, transport: 'websocket' };
      log.info({ ...about, outcome: 'refused', code: codeOf(refusal) }, 'operation');
      return refusal.refused;
    };
    if (isDraining) {
      metrics?.refused('SUBGRAPH_UNAVAILABLE', 'draining');
      return refused(refusal('SUBGRAPH_UNAVAILABLE', 'This server is going away. Connect again.'));
    }
    if (open > settings.maxOperationsPerSocket) {
      metrics?.refused('RATE_LIMITED', 'connections');
      return refused(refusal('RATE_LIMITED', `A socket may have ${settings.maxOperationsPerSocket} operations open.`));
    }
    const admission = await pipeline.admit(payload, { client, requestId, socketId });
    if ('refused' in admission) return refused(admission);
    const { document, supergraph, subscription } = admission.operation;
    const run = (receiver: Receiver): Leave => pipeline.run(admission, 'websocket', receiver);
    const contextValue = () => connection.start(id, run, subscription !== undefined);
    return { schema: supergraph.apiSchema, document, contextValue };
  }

  function connect(socket: WebSocket, opening: SocketOpening): void {
    const { socketId } = opening;
    const connection = new SocketConnection(socket, opening, { limits: settings, cut, log });
    connections.add(connection);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => connection.outbox.write(text),
        close: (code = 1000, reason = '') => connection.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data: Buffer, isBinary) => {
            // What arrives after a close was sent is not heard any more.
            if (!connection.isOpen) return;
            if (isBinary) return connection.close(CloseCode.BadRequest, 'Invalid message received');
            handle(data.toString('utf8')).catch((error: unknown) => {
              if (isOfTheServer(error)) return connection.close(CloseCode.BadRequest, 'Invalid message received');
              log.error({ socketId, err: error }, 'a socket message failed');
              connection.close(CloseCode.InternalServerError, 'Something went wrong');
            });
          });
        },
      },
      connection,
    );
    const stopPinging = ping(socket, settings.pingMs);
    // Too large or malformed frames: ws closes the socket with the code that says so.
    socket.on('error', (error) => {
      log.debug({ socketId, err: error }, 'a socket failed');
      connection.gone();
    });
    connection.onGone = () => {
      closed().catch((error: unknown) => log.error({ socketId, err: error }, 'a socket did not end cleanly'));
    };
    socket.once('close', () => {
      stopPinging();
      connections.delete(connection);
    });
  }

  async function drain(): Promise<void> {
    isDraining = true;
    identities.stop();
    await Promise.all([...connections].map((connection) => connection.drain(GOING_AWAY, 'Going away')));
    // Sockets opened while the others drained have nothing running that is not refused.
    for (const connection of connections) connection.close(GOING_AWAY, 'Going away');
    sockets.close();
  }

  let stopped: Promise<void> | undefined;
  return {
    upgrade(request, socket, head, contract) {
      const socketId = requestIdOf(request);
      const refused = (
        status: string,
        code: FaultCode,
        reason: RefusalReason,
        headers?: Readonly<Record<string, string>>,
      ) => {
        tellRefused(code, reason, { socketId, status: Number.parseInt(status, 10) });
        refuseUpgrade(socket, status, { 'x-request-id': socketId, ...headers });
      };
      if (!mayOpenSocket(request, allowedOrigins)) return refused('403 Forbidden', 'FORBIDDEN', 'origin');
      if (isDraining) return refused('503 Service Unavailable', 'SUBGRAPH_UNAVAILABLE', 'draining');
      const address = clientAddress(request);
      const place = caps.take(address);
      if (place === 'full') return refused('503 Service Unavailable', 'SUBGRAPH_UNAVAILABLE', 'connections');
      if (place === 'tooMany')
        return refused('429 Too Many Requests', 'RATE_LIMITED', 'connections', { 'retry-after': `${RETRY_AFTER_S}` });
      // Also when the handshake fails, where no WebSocket comes of it.
      socket.once('close', place);
      // Not the request itself: it is large, and the socket may live for days.
      const { authorization, 'x-api-key': apiKey } = request.headers;
      const { cookie, ...withoutCookies } = request.headers;
      const headers = mayCarryCookies(request, allowedOrigins, allowCredentials) ? request.headers : withoutCookies;
      const client = { caller: null, contract, clientAddress: address, forwarded: forward(headers) };
      const opening = { socketId, authorization, apiKey, client };
      ids.set(request, socketId);
      sockets.handleUpgrade(request, socket, head, (opened) => connect(opened, opening));
    },
    terminate() {
      for (const { socket } of connections) socket.terminate();
    },
    open: () => connections.size,
    stop: () => (stopped ??= drain()),
  };
}

/** `onSubscribe` left the way to start the operation in the context value. */
function startOperation(args: ExecutionArgs): SocketOperation {
  return (args.contextValue as () => SocketOperation)();
}

/** graphql-ws throws at messages that only servers send, such as `next`. The protocol has no place for them here. */
function isOfTheServer(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}

/** Makes graphql-ws forget a message: what never settles holds nothing. */
function forever(): Promise<never> {
  return new Promise<never>(() => undefined);
}

function withoutIdentity(forwarded: Readonly<Record<string, string>>): Record<string, string> {
  const { authorization, 'x-api-key': apiKey, ...others } = forwarded;
  return others;
}

function refusal(code: string, message: string): Refusal {
  return { refused: [new GraphQLError(message, { extensions: { code } })] };
}
