import { Kind, OperationTypeNode } from 'graphql';
import { errors, Pool, type Dispatcher } from 'undici';
import { Fault } from '@bazaar/runtime/faults';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationRequest, OperationResponse, RawResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { passTraceOn } from '@bazaar/runtime/tracing';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import { createGraphqlWsUpstream } from './graphql-ws-upstream.ts';

export interface HttpDoorOptions {
  /** The subgraph's name, which is the audience of its tokens. */
  readonly name: string;
  /** Its base address, `http://users:4001`; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** Without it calls carry no token, for subgraphs that ask for none. */
  readonly mintToken?: MintInternalToken | undefined;
  /** Connections at a time; calls beyond that wait. Default 64. */
  readonly connections?: number;
  /** The largest answer accepted, in bytes. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  /** How long a pass-through request may take. Default 15 s. */
  readonly rawTimeoutMs?: number;
  readonly log: Logger;
}

/** What pass-through answers bring back. */
const RAW_HEADERS = ['content-type', 'cache-control', 'etag'] as const;

/**
 * A subgraph behind HTTP: keep-alive connections, one call at a time on each (undici destroys a pipelined socket on abort, and its neighbours with it).
 * Mutations are never sent twice. A query is, once, when a kept connection turned out to be dead.
 */
export function createHttpDoor(options: HttpDoorOptions): SubgraphDoor & Stoppable {
  const { name, mintToken, log } = options;
  const { origin, pathname } = new URL(options.url);
  const base = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, {
    connections: options.connections ?? 64,
    pipelining: 1,
    maxResponseSize: options.maxResponseBytes ?? 16 << 20,
    connect: { timeout: 2_000 },
    // The request's own signal ends it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const upstream = createGraphqlWsUpstream({
    name,
    url: `${origin.replace(/^http/, 'ws')}${base}/graphql`,
    mintToken,
    maxMessageBytes: options.maxResponseBytes ?? 16 << 20,
    log,
  });

  async function post(request: OperationRequest): Promise<Dispatcher.ResponseData> {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': request.requestId,
    };
    if (request.clientAddress) headers['x-bazaar-client-address'] = request.clientAddress;
    if (Number.isFinite(request.deadline))
      headers['x-bazaar-timeout-ms'] = String(Math.max(1, request.deadline - Date.now()));
    if (mintToken) headers['authorization'] = `Bearer ${await mintToken(name, request.caller)}`;
    Object.assign(headers, { ...request.forwarded, ...(mintToken && { authorization: headers['authorization'] }) });
    passTraceOn(headers);
    const { query, variables, operationName, signal } = request;
    const body = JSON.stringify({ query, variables, operationName });
    const send = (): Promise<Dispatcher.ResponseData> =>
      pool.request({ method: 'POST', path: `${base}/graphql`, headers, body, signal });
    return send().catch((error: unknown) => {
      if (isMutation(request) || !isDeadConnection(error) || signal.aborted) throw error;
      return send();
    });
  }

  return {
    async execute(request) {
      try {
        return await readAnswer(await post(request));
      } catch (error) {
        throw faultOf(error, request.signal);
      }
    },
    subscribe: (request) => upstream.subscribe(request),
    async serveRaw({ method, path, headers, body, requestId }): Promise<RawResponse> {
      const sent: Record<string, string> = { 'x-request-id': requestId };
      for (const [header, value] of Object.entries(headers))
        if (value !== undefined) sent[header] = typeof value === 'string' ? value : value.join(', ');
      passTraceOn(sent);
      const signal = AbortSignal.timeout(options.rawTimeoutMs ?? 15_000);
      try {
        const answer = await pool.request({
          method,
          path: `${base}${path}`,
          headers: sent,
          body: body.length > 0 ? body : null,
          signal,
        });
        const shown = RAW_HEADERS.flatMap((header) => {
          const value = answer.headers[header];
          return typeof value === 'string' ? [[header, value] as const] : [];
        });
        return {
          status: answer.statusCode,
          headers: Object.fromEntries(shown),
          body: Buffer.from(await answer.body.arrayBuffer()),
        };
      } catch (error) {
        throw faultOf(error, signal);
      }
    },
    async stop() {
      upstream.stop();
      await pool.close();
    },
  };
}

async function readAnswer(answer: Dispatcher.ResponseData): Promise<OperationResponse> {
  const { statusCode } = answer;
  const text = await answer.body.text();
  // The subgraph does not trust this gateway: nothing the client could mend by signing in again.
  if (statusCode === 401) throw new Fault('INTERNAL', 'A subgraph refused the internal token.');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  if (isGraphqlResponse(body)) return body;
  throw unavailable(new Error(`status ${statusCode} without a GraphQL response`));
}

function isGraphqlResponse(body: unknown): body is OperationResponse {
  if (typeof body !== 'object' || body === null) return false;
  const { data, errors: list } = body as { data?: unknown; errors?: unknown };
  if (list !== undefined && !(Array.isArray(list) && list.every(isGraphqlError))) return false;
  return (typeof data === 'object' && data !== undefined) || list !== undefined;
}

function isGraphqlError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && typeof (error as { message?: unknown }).message === 'string';
}

function faultOf(error: unknown, signal: AbortSignal): Fault {
  if (error instanceof Fault) return error;
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    return reason instanceof Fault ? reason : new Fault('TIMEOUT', 'The answer took too long.', { cause: reason });
  }
  return unavailable(error);
}

function unavailable(cause: unknown): Fault {
  return new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.', { cause });
}

function isMutation({ document, query }: OperationRequest): boolean {
  if (!document) return /^\s*mutation\b/.test(query);
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );
}

/** The other side closed a kept connection while the call was on its way. */
function isDeadConnection(error: unknown): boolean {
  if (error instanceof errors.SocketError) return true;
  const { code } = error as { code?: unknown };
  return code === 'ECONNRESET' || code === 'EPIPE';
}
