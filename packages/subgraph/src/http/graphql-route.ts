import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import { Fault } from '@bazaar/runtime/faults';
import { readBody, sendRaw } from '@bazaar/runtime/http-server';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationRequest, OperationResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { bearerToken, readEnvelope } from './request-envelope.ts';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
/** Operations that one request may bring. The gateway sends 25 at most. */
const MAX_OPERATIONS = 100;

const operation = z
  .object({
    query: z.string(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    operationName: z.string().nullish(),
  })
  .transform(({ query, variables, operationName }) => ({
    query,
    variables: variables ?? undefined,
    operationName: operationName ?? undefined,
  }));

const operations = z.union([operation, z.array(operation).min(1).max(MAX_OPERATIONS)]);

/**
 * `POST /graphql` with the gateway's token: one operation, or several as an array, which is answered with an array in the same order.
 * Those run at the same time, each with a context of its own, and each fails alone: what would be the whole answer's error is its answer's.
 * @throws Fault for what concerns the request: its token, its body, the one operation of it.
 */
export function createGraphqlRoute(options: {
  door: SubgraphDoor;
  verify: VerifyInternalToken;
  log: Logger;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { door, verify, log } = options;

  /** @throws Fault `UNAUTHENTICATED`, which is the same for all operations of a request. */
  async function answerOne(request: OperationRequest): Promise<OperationResponse> {
    try {
      return await door.execute(request);
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('INTERNAL', 'Something went wrong.', { cause: error });
      if (fault.code === 'UNAUTHENTICATED') throw fault;
      if (fault.status >= 500) log.error({ err: fault, requestId: request.requestId }, 'an operation failed');
      return { errors: [{ message: fault.message, extensions: { code: fault.code } }] };
    }
  }

  return async (request, response) => {
    const { caller } = await verify(bearerToken(request));
    const asked = parseJson(operations, await readBody(request, BODY_LIMIT_BYTES));
    const envelope = { caller, ...readEnvelope(request, response) };
    const answer = Array.isArray(asked)
      ? await Promise.all(asked.map((each) => answerOne({ ...each, ...envelope })))
      : await door.execute({ ...asked, ...envelope });
    sendRaw(response, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) });
  };
}
