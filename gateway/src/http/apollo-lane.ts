import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { Admitted } from '../pipeline/pipeline.ts';
import type { GatewayContext } from './apollo-server.ts';
import { isOperationMistake } from './refusal-status.ts';

/**
 * Answers a request through Apollo Server, which decides what the client may be sent; returns the status. It is given the operation's text, also where the client sent an id.
 */
export async function answerByApollo(
  apollo: ApolloServer<GatewayContext>,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  context: GatewayContext,
): Promise<number> {
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'GET',
      headers: headersOf(request),
      ...askedOf(request, context.admitted),
    },
    context: () => Promise.resolve(context),
  });
  const status = statusOf(answer);
  if (response.destroyed) return status;
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = status;
  if (answer.body.kind === 'complete') {
    response.setHeader('content-length', Buffer.byteLength(answer.body.string));
    response.end(answer.body.string);
  } else {
    for await (const chunk of answer.body.asyncIterator) response.write(chunk);
    response.end();
  }
  return status;
}

/** Apollo Server says 400 of every mistake, in whichever media type. */
function statusOf({ status = 200, headers, body }: HTTPGraphQLResponse): number {
  const isPlainJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (status !== 400 || !isPlainJson || body.kind !== 'complete') return status;
  // Written by Apollo Server a moment ago.
  const { errors = [] } = JSON.parse(body.string) as { errors?: { extensions?: { code?: string } }[] };
  return errors.every(({ extensions }) => isOperationMistake(extensions?.code)) ? 200 : status;
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/** The parameters as Apollo Server reads them, with the text in place of an id. */
function askedOf(request: IncomingMessage, { query, variables, operation }: Admitted) {
  const operationName = operation.name ?? '';
  if (request.method !== 'GET')
    return { search: '', body: { query, variables, ...(operationName && { operationName }) } };
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables), operationName });
  return { search: `?${search.toString()}`, body: undefined };
}
