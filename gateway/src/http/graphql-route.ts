import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import { Fault } from '@bazaar/runtime/faults';
import { readBody, sendFault } from '@bazaar/runtime/http-server';
import { RequestScope } from '../engine/request-scope.ts';
import type { ForwardHeaders } from './forward-headers.ts';
import type { Identify } from '../identity/identify.ts';
import type { Engine } from '../engine/engine.ts';
import type { Operations } from '../documents/operations.ts';
import type { GatewayContext } from './apollo-server.ts';
import { recogniseFastRequest, runFastRequest } from './fast-lane.ts';
import type { StreamRoute } from './streams/stream-route.ts';

export interface GraphqlRouteOptions {
  readonly engine: Engine;
  readonly operations: Operations;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly fastLane: boolean;
  /** Takes the requests of clients that ask for a stream of answers. */
  readonly streams: Pick<StreamRoute, 'serve'>;
  readonly forward: ForwardHeaders;
  readonly identify: Identify;
  /** Where the client of a request is, as far as limits count it. */
  readonly clientAddress: (request: IncomingMessage) => string | null;
  readonly bodyLimitBytes: number;
}

/** What the request's log line says about the operation. */
export interface ServedOperation {
  readonly operationName: string | undefined;
}

/**
 * GraphQL over HTTP, in order: body, identity, document, plan, execution, answer; as a stream where the client asks for one, by the fast lane where
 * the request is plain and its operation known, else by Apollo Server's. When the client leaves before its answer, the operation is abandoned and its subgraph calls with it.
 */
export function createGraphqlRoute(options: GraphqlRouteOptions) {
  const { engine, operations, apollo, fastLane, streams, forward, identify, clientAddress, bodyLimitBytes } = options;
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<ServedOperation | undefined> => {
    const body = await readJson(request, bodyLimitBytes);
    const caller = await identify(request.headers.authorization);
    const client = { caller, clientAddress: clientAddress(request), forwarded: forward(request.headers) };
    const streamed = await streams.serve({ request, response, requestId, body, client });
    if (streamed) return streamed;

    const scope = new RequestScope(requestId, client);
    response.once('close', () => {
      if (!response.writableFinished) scope.abandon();
    });

    const plain = fastLane && recogniseFastRequest(body, request.headers, operations);
    if (plain) {
      const { status, contentType, body: text } = await runFastRequest(plain, engine, scope);
      if (!response.destroyed) {
        response.writeHead(status, {
          'cache-control': 'no-store',
          'content-type': contentType,
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      }
      return { operationName: scope.operationName };
    }

    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        search: searchOf(request.url ?? ''),
        body,
      },
      context: () => Promise.resolve({ scope }),
    });
    if (response.destroyed) return { operationName: scope.operationName };
    response.setHeader('cache-control', 'no-store');
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = statusOf(answer);
    if (answer.body.kind === 'complete') {
      response.setHeader('content-length', Buffer.byteLength(answer.body.string));
      response.end(answer.body.string);
    } else {
      for await (const chunk of answer.body.asyncIterator) response.write(chunk);
      response.end();
    }
    return { operationName: scope.operationName };
  };
}

/** Mistakes in the operation itself, inside a request that was well-formed. */
const OPERATION_MISTAKES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * Clients that read `application/json` only take every other status for a broken connection: GraphQL over HTTP asks for 200 there,
 * and for 400 in `application/graphql-response+json`.
 */
function statusOf({ status = 200, headers, body }: HTTPGraphQLResponse): number {
  const isPlainJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (status !== 400 || !isPlainJson || body.kind !== 'complete') return status;
  // Written by Apollo Server a moment ago.
  const { errors = [] } = JSON.parse(body.string) as { errors?: { extensions?: { code?: string } }[] };
  return errors.every(({ extensions }) => OPERATION_MISTAKES.has(extensions?.code ?? '')) ? 200 : status;
}

/** Sends a fault that came before GraphQL, with what HTTP asks for beside the JSON. */
export function sendGraphqlFault(response: ServerResponse, fault: Fault): void {
  if (fault.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  sendFault(response, fault);
}

/** @throws Fault `BAD_REQUEST`, `PAYLOAD_TOO_LARGE` */
async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const body = await readBody(request, limitBytes);
  const type = request.headers['content-type'] ?? '';
  // Anything else is left to Apollo Server, which refuses it (and, where a form could have sent it, as CSRF).
  if (!/^application\/([a-z.+-]+\+)?json\s*(;|$)/i.test(type)) return undefined;
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    throw new Fault('BAD_REQUEST', 'Compressed request bodies are not accepted.');
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Fault('BAD_REQUEST', 'The body is not valid JSON.');
  }
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

function searchOf(url: string): string {
  const question = url.indexOf('?');
  return question < 0 ? '' : url.slice(question);
}
