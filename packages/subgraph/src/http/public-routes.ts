import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import { Fault } from '@bazaar/runtime/faults';
import { pathOf, readBody, sendRaw } from '@bazaar/runtime/http-server';
import type { Health } from '@bazaar/runtime/health';
import type { OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { bearerToken, readEnvelope } from './request-envelope.ts';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const RAW_LIMIT_BYTES = 1024 * 1024;

const operationBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/**
 * What a subgraph's port answers: `POST /graphql` with the gateway's token, its health, and its pass-through paths.
 * @throws Fault, which the server turns into its status.
 */
export function createPublicRoutes(options: {
  door: SubgraphDoor;
  verify: VerifyInternalToken;
  health: Health;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { door, verify, health } = options;

  return async (request, response) => {
    const path = pathOf(request);
    if (path === '/graphql' && request.method === 'POST') {
      const { caller } = await verify(bearerToken(request));
      const operation = parseOperation(await readBody(request, BODY_LIMIT_BYTES));
      const answer = await door.execute({ ...operation, caller, ...readEnvelope(request, response) });
      return sendOperation(response, answer);
    }
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

/** @throws Fault `BAD_REQUEST` when `body` is not JSON or `schema` does not accept it. */
export function parseJson<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new Fault('BAD_REQUEST', 'The body is not JSON.', { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Fault('BAD_REQUEST', 'The body is malformed.', { cause: parsed.error });
  return parsed.data;
}

function parseOperation(body: Buffer) {
  const { query, variables, operationName } = parseJson(operationBody, body);
  return { query, variables: variables ?? undefined, operationName: operationName ?? undefined };
}

function sendOperation(response: ServerResponse, answer: OperationResponse): void {
  sendRaw(response, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) });
}
