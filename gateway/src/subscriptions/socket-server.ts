import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Fault } from '@bazaar/runtime/faults';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { mayOpenSocket, type AllowedOrigins } from '../http/cors.ts';
import type { ForwardHeaders } from '../http/forward-headers.ts';
import type { Denylist, Identification } from '../identity/identify.ts';
import { prepareOperation, type Answers, type OperationParts } from './run-operation.ts';
import { createSocketSessions, FORBIDDEN } from './socket-sessions.ts';

export interface SocketLimits {
  /** A client's message, in bytes. */
  readonly maxMessageBytes: number;
  /** Operations one socket may have open. */
  readonly maxOperationsPerSocket: number;
  /** Bytes a client may leave unread before its socket is cut. */
  readonly maxUnreadBytes: number;
  /** How long a client may take to introduce itself with `connection_init`. */
  readonly initMs: number;
  /** How often a silent client is pinged; one that does not answer until the next ping is cut. */
  readonly pingMs: number;
}

export interface SocketServerOptions {
  readonly operations: OperationParts;
  readonly identification: Identification;
  readonly denylist: Denylist;
  readonly forward: ForwardHeaders;
  /** Where the client of an upgrade request is, as far as limits count it. */
  readonly clientAddress: (request: IncomingMessage) => string | null;
  readonly allowedOrigins: AllowedOrigins;
  readonly limits: SocketLimits;
  readonly log: Logger;
}

export interface SocketServer extends Stoppable {
  /** Takes over an upgrade request. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts what is left, without a word. */
  terminate(): void;
}

/** One connection: its socket, how it was opened, and what runs on it. */
interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Read while the request is fresh: a connection that ended has none. */
  readonly clientAddress: string | null;
  caller: CallerClaims | null;
  token: string | undefined;
  readonly open: Set<OpenOperation>;
}

interface OpenOperation {
  readonly isSubscription: boolean;
  /** Ends the sequence of answers; the client gets `complete`. */
  finish(): void;
  readonly finished: Promise<void>;
}

/** Close codes beside the protocol's own: going away (drain), and try again later (the issuer's keys cannot be had). */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

/**
 * GraphQL over WebSocket (graphql-transport-ws) on `/graphql`: queries, mutations and subscriptions.
 *
 * The token stands in `connection_init`'s payload as `authorization` or `token`, or in the upgrade request's `authorization` header. A bad one, and later
 * its expiry or the end of its session, closes the socket with 4403. `stop()` completes subscriptions, lets queries and mutations finish, then closes with 1001.
 */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { operations, identification, denylist, forward, clientAddress, allowedOrigins, limits, log } = options;
  const sessions = createSocketSessions(denylist);
  const connections = new Set<Connection>();
  let isDraining = false;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  const protocol = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: limits.initMs,
    async onConnect({ connectionParams, extra }) {
      const token = tokenOf(connectionParams, extra.request);
      extra.token = token;
      if (token === undefined) return true;
      try {
        const verified = await identification.identifyToken(token);
        if (!verified) return true;
        extra.caller = verified.caller;
        if (extra.socket.readyState === extra.socket.OPEN) sessions.watch(extra.socket, verified);
        return true;
      } catch (error) {
        const isRefused = error instanceof Fault && error.code === 'UNAUTHENTICATED';
        if (!isRefused) log.error({ err: error }, 'a socket could not be identified');
        extra.socket.close(isRefused ? FORBIDDEN : TRY_AGAIN_LATER, isRefused ? error.message : 'Try again later');
        return false;
      }
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      if (isDraining) return [refusal('SUBGRAPH_UNAVAILABLE', 'This server is going away. Connect again.')];
      if (Object.keys(subscriptions).length > limits.maxOperationsPerSocket)
        return [refusal('RATE_LIMITED', `A socket may have ${limits.maxOperationsPerSocket} operations open.`)];
      if (extra.caller && (await denylist.isDenied(extra.caller.sid))) {
        extra.socket.close(FORBIDDEN, 'The session has ended');
        return [refusal('UNAUTHENTICATED', 'The session has ended.')];
      }
      const { caller, clientAddress: address } = extra;
      const client = { caller, clientAddress: address, forwarded: forward(headersOf(extra)) };
      const operation = prepareOperation(payload, client, operations);
      if ('refused' in operation) return operation.refused;
      const { document, supergraph, subscription } = operation.accepted;
      const contextValue = () => track(extra, operation.open(), subscription !== undefined);
      return { schema: supergraph.apiSchema, document, operationName: payload.operationName, contextValue };
    },
    execute: openAnswers,
    subscribe: openAnswers,
    // Results are masked and plain already; the library's own way would call `toJSON` on errors that have none.
    onNext: (_context, _id, _payload, _args, result) => result,
    onError: (_context, _id, _payload, errors) => errors.map((error) => error.toJSON()),
  } satisfies ServerOptions<Record<string, unknown>, Connection>);

  function connect(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = {
      socket,
      request,
      clientAddress: clientAddress(request),
      caller: null,
      token: undefined,
      open: new Set(),
    };
    connections.add(connection);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text, limits.maxUnreadBytes, log),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data: Buffer) => {
            handle(data.toString('utf8')).catch((error: unknown) => {
              log.error({ err: error }, 'a socket message failed');
              socket.close(4500, 'Something went wrong');
            });
          });
        },
      },
      connection,
    );
    const stopPinging = ping(socket, limits.pingMs);
    // Too large or malformed frames: ws closes the socket with the code that says so.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
    socket.once('close', (code, reason) => {
      stopPinging();
      connections.delete(connection);
      closed(code, reason.toString()).catch((error: unknown) =>
        log.error({ err: error }, 'a socket did not end cleanly'),
      );
    });
  }

  async function drain(): Promise<void> {
    isDraining = true;
    sessions.stop();
    await Promise.all(
      [...connections].map(async ({ socket, open }) => {
        const running = [...open];
        for (const operation of running) if (operation.isSubscription) operation.finish();
        await Promise.all(running.map((operation) => operation.finished));
        // The protocol library sends its `complete` messages in this very turn of the event loop.
        await setImmediate();
        socket.close(GOING_AWAY, 'Going away');
      }),
    );
    // Sockets opened while the others drained have nothing running that is not refused.
    for (const { socket } of connections) socket.close(GOING_AWAY, 'Going away');
    sockets.close();
  }

  let stopped: Promise<void> | undefined;
  return {
    upgrade(request, socket, head) {
      if (!mayOpenSocket(request, allowedOrigins)) return refuseUpgrade(socket, '403 Forbidden');
      if (isDraining) return refuseUpgrade(socket, '503 Service Unavailable');
      sockets.handleUpgrade(request, socket, head, connect);
    },
    terminate() {
      for (const { socket } of connections) socket.terminate();
    },
    stop: () => (stopped ??= drain()),
  };
}

/** Refuses an upgrade request with an HTTP status. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** `onSubscribe` left the way to open the answers in the context value. */
function openAnswers(args: ExecutionArgs): AsyncIterableIterator<ExecutionResult> {
  // Errors are plain objects here; `onNext` hands them on as they are, so nobody misses the methods of GraphQLError.
  return (args.contextValue as () => Answers)() as AsyncIterableIterator<ExecutionResult>;
}

/** Keeps `answers` among its connection's open operations until they end. */
function track({ open }: Connection, answers: Answers, isSubscription: boolean): Answers {
  const end: IteratorResult<never> = { done: true, value: undefined };
  let isOver = false;
  let stopWaiting: (() => void) | undefined;
  let settle: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (settle = resolve));
  const over = (): void => {
    isOver = true;
    open.delete(operation);
    settle();
  };
  function finish(): Promise<IteratorResult<never>> {
    over();
    stopWaiting?.();
    void answers.return?.();
    return Promise.resolve(end);
  }
  const operation: OpenOperation = { isSubscription, finish: () => void finish(), finished };
  open.add(operation);
  return {
    next() {
      if (isOver) return Promise.resolve(end);
      return new Promise((resolve, reject) => {
        stopWaiting = () => resolve(end);
        answers.next().then(
          (answer) => {
            if (answer.done) over();
            resolve(answer);
          },
          (error: Error) => {
            over();
            reject(error);
          },
        );
      });
    },
    return: finish,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function tokenOf(params: Record<string, unknown> | undefined, request: IncomingMessage): string | undefined {
  for (const given of [params?.['authorization'], params?.['Authorization'], params?.['token']])
    if (given !== undefined && given !== null && given !== '') return typeof given === 'string' ? given : 'not a token';
  return request.headers.authorization;
}

/** What a client of HTTP would have sent: the token of `connection_init` is its `authorization`. */
function headersOf({ request, token }: Connection): IncomingMessage['headers'] {
  return token === undefined ? request.headers : { ...request.headers, authorization: token };
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Resolves when the operating system took the message: a client that does not read holds up its own operations only. */
function send(socket: WebSocket, text: string, maxUnreadBytes: number, log: Logger): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  if (socket.bufferedAmount > maxUnreadBytes) {
    log.warn({ unreadBytes: socket.bufferedAmount }, 'a socket was cut: its client does not read');
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise((resolve) => socket.send(text, () => resolve()));
}

/** Cuts connections whose other end is gone without a word. */
function ping(socket: WebSocket, everyMs: number): () => void {
  let isAnswered = true;
  const timer = setInterval(() => {
    if (!isAnswered) return socket.terminate();
    isAnswered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  socket.on('pong', () => (isAnswered = true));
  return () => clearInterval(timer);
}
