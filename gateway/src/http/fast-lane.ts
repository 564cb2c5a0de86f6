import type { IncomingHttpHeaders } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { isObject } from '../engine/compiled/run.ts';
import type { Operations } from '../documents/operations.ts';
import type { Engine } from '../engine/engine.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import { answerText } from './serialized-data.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** A plain request for an operation that was accepted before. */
export interface FastRequest {
  readonly operation: PreparedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contentType: string;
}

export interface FastAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * Recognises requests that need nothing of Apollo Server: a JSON POST of an operation that some transport has brought before, with variables that fit.
 * Everything else, mistakes above all, takes Apollo Server's lane, so that there is one place that words them.
 */
export function recogniseFastRequest(
  body: unknown,
  headers: IncomingHttpHeaders,
  operations: Operations,
): FastRequest | undefined {
  const contentType = acceptedType(headers.accept);
  if (contentType === undefined || !isObject(body)) return undefined;
  const { query, operationName, extensions } = body;
  const variables = body['variables'] ?? {};
  if (typeof query !== 'string' || !isObject(variables)) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  // Persisted queries and whatever else a later step of the way may read there.
  if (extensions !== undefined && extensions !== null) return undefined;
  const operation = operations.known({ query, operationName });
  if (!operation || operation.kind === OperationTypeNode.SUBSCRIPTION || operation.checkVariables(variables))
    return undefined;
  return { operation, variables, contentType };
}

export async function runFastRequest(
  { operation, variables, contentType }: FastRequest,
  engine: Engine,
  scope: RequestScope,
): Promise<FastAnswer> {
  const { data, errors } = await engine.execute(operation, { variables, scope });
  return { status: data === undefined ? 500 : 200, contentType, body: answerText(data, errors) };
}

/** The `accept` headers that clients send most, as Apollo Server decides them; undefined for all others. */
function acceptedType(accept: string | undefined): string | undefined {
  switch (accept) {
    case undefined:
    case '*/*':
    case 'application/json':
      return JSON_TYPE;
    case 'application/graphql-response+json':
    case 'application/graphql-response+json, application/json':
    case 'application/graphql-response+json,application/json':
    case 'application/graphql-response+json,application/json;q=0.9':
    case 'application/graphql-response+json, application/json;q=0.9':
      return RESPONSE_TYPE;
    default:
      return undefined;
  }
}
