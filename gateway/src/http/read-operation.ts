import { z } from 'zod';
import { Fault } from '@bazaar/runtime/faults';
import type { OperationRequest } from '../pipeline/operation-request.ts';
import { RequestRefused } from '../pipeline/refusal-reason.ts';

const text = z.string('must be a text');
const record = z.record(z.string(), z.unknown(), 'must be an object');

const payload = z.object(
  {
    query: text.nullish(),
    documentId: text.nullish(),
    operationName: text.nullish(),
    variables: record.nullish(),
    extensions: record.nullish(),
  },
  'it must be one object',
);

/** The parameters of a POST's body, as GraphQL over HTTP names them. @throws Fault `BAD_REQUEST` */
export function readBodyParameters(body: unknown): OperationRequest {
  if (body === undefined)
    throw new RequestRefused('BAD_REQUEST', 'contentType', 'The body must be JSON, and its content-type say so.');
  return parse(body);
}

/** The parameters of a GET's query string. @throws Fault `BAD_REQUEST` */
export function readUrlParameters(url: string): OperationRequest {
  const question = url.indexOf('?');
  const [search = ''] = question < 0 ? [] : url.slice(question + 1).split('#');
  const searchParams = new URLSearchParams(search);
  const given: Record<string, unknown> = {};
  for (const name of ['query', 'documentId', 'operationName', 'variables', 'extensions']) {
    const values = searchParams.getAll(name);
    if (values.length > 1) throw new Fault('BAD_REQUEST', `"${name}" must be given once.`);
    const [value] = values;
    if (value === undefined || value === '') continue;
    given[name] = name === 'variables' || name === 'extensions' ? parseJson(name, value) : value;
  }
  return parse(given);
}

function parse(given: unknown): OperationRequest {
  // Nearly all are well formed, and telling so is cheaper than what tells the mistakes of the others.
  if (isWellFormed(given)) return given;
  const parsed = payload.safeParse(given);
  if (parsed.success) {
    const { query, documentId, extensions } = parsed.data;
    if (query || documentId || extensions?.['persistedQuery']) return parsed.data;
    throw new Fault('BAD_REQUEST', 'The request has neither a "query" nor the id of a document.');
  }
  const [issue] = parsed.error.issues;
  throw new Fault('BAD_REQUEST', `The request is malformed: ${[...(issue?.path ?? []), issue?.message].join(' ')}.`);
}

function isWellFormed(given: unknown): given is OperationRequest {
  if (!isRecord(given)) return false;
  const { query, documentId, operationName, variables, extensions } = given;
  return (
    isText(query) &&
    isText(documentId) &&
    Boolean(query || documentId) &&
    isText(operationName) &&
    (variables === undefined || variables === null || isRecord(variables)) &&
    extensions === undefined
  );
}

function isText(value: unknown): value is string | null | undefined {
  return typeof value === 'string' || value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('BAD_REQUEST', `"${name}" is not valid JSON.`);
  }
}
