import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cutSlowReaders } from './cut-slow-readers.ts';
import { Fault } from './faults.ts';
import type { Stoppable } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { OperatorError } from './operator-error.ts';
import { refuseBrokenRequests } from './refuse-broken-requests.ts';
import type { RawResponse } from './subgraph-door.ts';
import { watchConnections } from './watch-connections.ts';

/** How long a client may take to send its request, and to read what it is sent. With the looks between, none is served for more than 30 s. */
export const CLIENT_TIMEOUT_MS = 25_000;
/** How often connections are looked at, at least. One can be seen late twice: when its time begins, and when it is over. */
export const LOOK_EVERY_MS = 2_500;

export interface HttpServerOptions {
  readonly host: string;
  /** `0` lets the system choose. */
  readonly port: number;
  readonly log: Logger;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Told of each answer to what never became a request. */
  readonly refused?: (() => void) | undefined;
  /** How long a client may take to send its headers (15 s at most) and body; slower ones are cut. Default 25 s. */
  readonly requestTimeoutMs?: number;
  /** How long a client may take to read what it is sent; slower ones are cut. Default 25 s. */
  readonly unreadTimeoutMs?: number;
}

export interface RunningHttpServer extends Stoppable {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
}

/**
 * Starts an HTTP server whose `stop()` drains: no new connections, requests in flight are answered, idle keep-alive connections close.
 * A handler that throws answers with its Fault's status, or 500 with nothing internal in it.
 * @throws OperatorError when it cannot listen there.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const { log, handle } = options;
  const requestTimeout = options.requestTimeoutMs ?? CLIENT_TIMEOUT_MS;
  const unreadMs = options.unreadTimeoutMs ?? CLIENT_TIMEOUT_MS;
  const server = createServer({
    requestTimeout,
    headersTimeout: Math.min(requestTimeout, 15_000),
    connectionsCheckingInterval: Math.min(requestTimeout, LOOK_EVERY_MS),
  });
  cutSlowReaders(server, { unreadMs, lookEveryMs: Math.min(unreadMs / 2, LOOK_EVERY_MS) });
  const drainConnections = watchConnections(server);
  server.keepAliveTimeout = 65_000;
  refuseBrokenRequests(server, options.refused);
  let stopping = false;

  server.on('request', (request, response) => {
    if (stopping) response.setHeader('connection', 'close');
    handle(request, response).catch((error: unknown) => answerFailure(response, error, log));
  });

  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error): void => {
      const place = `${options.host}:${options.port}`;
      reject(new OperatorError(`Cannot listen at ${place}: ${cause.message}`, { cause }));
    };
    server.once('error', fail);
    server.listen(options.port, options.host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  // A TCP server's address is an object; only pipes have strings.
  const { port } = server.address() as AddressInfo;

  let stopped: Promise<void> | undefined;
  return {
    server,
    port,
    url: urlOfServer(options.host, port),
    stop() {
      stopping = true;
      stopped ??= new Promise((resolve) => {
        const drained = drainConnections();
        server.close(() => {
          drained();
          resolve();
        });
        server.closeIdleConnections();
      });
      return stopped;
    },
  };
}

/** The address of a server, without a trailing slash. */
export function urlOfServer(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Reads a request's body.
 * @throws Fault `PAYLOAD_TOO_LARGE` as soon as more than `limitBytes` arrived.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length']) > limitBytes) return Promise.reject(tooLarge(limitBytes));
  // By events: an async iterator over the request costs more than the rest of reading it.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      request.off('data', take);
      reject(tooLarge(limitBytes));
    };
    request.on('data', take);
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)));
    request.once('error', reject);
  });
}

/** The path of a request, without its query. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** Sends a whole answer. */
export function sendRaw(response: ServerResponse, answer: RawResponse): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** Sends a GraphQL-shaped JSON error. */
export function sendFault(response: ServerResponse, fault: Fault): void {
  sendRaw(response, {
    status: fault.status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify({ errors: [{ message: fault.message, extensions: { code: fault.code } }] }),
  });
}

function tooLarge(limitBytes: number): Fault {
  return new Fault('PAYLOAD_TOO_LARGE', `The body must not exceed ${limitBytes} bytes.`);
}

function answerFailure(response: ServerResponse, error: unknown, log: Logger): void {
  const fault = error instanceof Fault ? error : new Fault('INTERNAL', 'Something went wrong.', { cause: error });
  // Whoever gives requests an id has told it to the client by then.
  if (fault.status >= 500) log.error({ requestId: response.getHeader('x-request-id'), err: fault }, 'a request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The rest of an oversized body is not worth reading.
  if (fault.code === 'PAYLOAD_TOO_LARGE') response.setHeader('connection', 'close');
  sendFault(response, fault);
}
