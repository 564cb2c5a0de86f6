import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import { pathOf, readBody, sendRaw } from '@bazaar/runtime/http-server';
import type { Health } from '@bazaar/runtime/health';
import type { Logger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGraphqlRoute } from './graphql-route.ts';
import { readEnvelope } from './request-envelope.ts';

const RAW_LIMIT_BYTES = 1024 * 1024;

/**
 * What a subgraph's port answers: `POST /graphql` with the gateway's token, its health, and its pass-through paths.
 * @throws Fault, which the server turns into its status.
 */
export function createPublicRoutes(options: {
  door: SubgraphDoor;
  verify: VerifyInternalToken;
  health: Health;
  log: Logger;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { door, health } = options;
  const graphql = createGraphqlRoute(options);

  return async (request, response) => {
    const path = pathOf(request);
    if (path === '/graphql' && request.method === 'POST') return graphql(request, response);
    const healthAnswer = path === '/health/detailed' ? undefined : health.answer(path);
    if (healthAnswer) return sendRaw(response, await healthAnswer);
    const { requestId } = readEnvelope(request, response);
    const body = await readBody(request, RAW_LIMIT_BYTES);
    sendRaw(
      response,
      await door.serveRaw({ method: request.method ?? 'GET', path, headers: request.headers, body, requestId }),
    );
  };
}
