import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { FAULT_STATUS, Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import { isPassedOn, stillPassedOn } from '../sources/passed-errors.ts';

export const MASKED_MESSAGE = 'Something went wrong.';

/** Codes whose message was written for clients. Everything else is a bug until proven otherwise. */
const PASSING = new Set<unknown>([...Object.keys(FAULT_STATUS), 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
PASSING.delete('INTERNAL');

/** Codes Apollo Server gives to requests that never reach execution: the client's mistakes, worded by graphql-js. */
const CLIENT_MISTAKES = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

type Path = readonly (string | number)[];

/** An error on its way out of execution; `serviceName` is the stock executor's, and goes no further. */
interface ExecutionError {
  readonly message: string;
  readonly path?: Path | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Turns the errors of an execution into those a client may see: message, path and code, nothing else.
 * Messages without a known code are replaced, unless their subgraph's are passed on, carry the request id, and are logged here, once for the whole answer; whoever says INTERNAL has logged it.
 * Paths that lead through fields the client did not ask for end where its own answer ends.
 */
export function maskErrors(
  errors: readonly ExecutionError[],
  answer: { data: unknown; requestId: string; log: Logger },
): GraphQLError[] {
  const seen = new Set<string>();
  const masked: GraphQLError[] = [];
  const hidden: ExecutionError[] = [];
  for (const error of errors) {
    const path = error.path && visiblePath(error.path, answer.data);
    const isSubgraphs = isPassedOn(error.extensions);
    const passes = isSubgraphs || isForClients(error.extensions?.['code']);
    if (!passes && error.extensions?.['code'] !== 'INTERNAL') hidden.push(error);
    const clean = passes
      ? new GraphQLError(error.message, {
          path,
          extensions: isSubgraphs
            ? stillPassedOn(shownExtensions(error.extensions))
            : shownExtensions(error.extensions),
        })
      : internalError(answer.requestId, path);
    const key = `${String(clean.extensions['code'])} ${path?.join('.') ?? ''} ${clean.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    masked.push(clean);
  }
  if (hidden.length > 0) {
    const { requestId, log } = answer;
    log.error({ requestId, count: hidden.length, errors: hidden.slice(0, 5).map(forOperators) }, 'masked errors');
  }
  return masked;
}

/** What a subgraph calls invalid is a fetch of the gateway's: no client has written it. */
function isForClients(code: unknown): boolean {
  return PASSING.has(code) && code !== 'GRAPHQL_VALIDATION_FAILED';
}

/** The code of an error of execution, as clients see it. */
export function codeForClients(extensions: ExecutionError['extensions']): unknown {
  const code = extensions?.['code'];
  return isPassedOn(extensions) || isForClients(code) ? code : 'INTERNAL';
}

/** The code, and for a client's mistake the argument it is about. */
function shownExtensions(extensions: ExecutionError['extensions']): Record<string, unknown> {
  const { code, field } = extensions ?? {};
  const isField = Array.isArray(field) && field.every((step) => typeof step === 'string');
  return isField && code === 'BAD_USER_INPUT' ? { code, field } : { code };
}

/** The error of a whole operation that failed by a bug. */
export function internalError(requestId: string, path?: Path): GraphQLError {
  return new GraphQLError(MASKED_MESSAGE, { path, extensions: { code: 'INTERNAL', requestId } });
}

/** A fault as GraphQL's callers see it; anything that is no fault is masked. */
export function errorOfFault(error: unknown, requestId: string): GraphQLError {
  return error instanceof Fault && error.code !== 'INTERNAL'
    ? new GraphQLError(error.message, { extensions: { code: error.code } })
    : internalError(requestId);
}

/** The last look at errors that Apollo Server made itself, outside execution. */
export function maskServerError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const { message, path, locations } = formatted;
  // What a subgraph says was looked at when its operation was executed.
  if (isPassedOn(formatted.extensions))
    return { message, ...(path && { path }), extensions: shownExtensions(formatted.extensions) };
  if (code === 'INTERNAL')
    return { message: MASKED_MESSAGE, ...(path && { path }), extensions: pick(formatted, 'code', 'requestId') };
  if (!PASSING.has(code) && !CLIENT_MISTAKES.has(code))
    return { message: MASKED_MESSAGE, extensions: { code: 'INTERNAL' } };
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: shownExtensions(formatted.extensions),
  };
}

function pick(formatted: GraphQLFormattedError, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, formatted.extensions?.[name]]));
}

function forOperators(error: ExecutionError): object {
  return {
    message: error.message,
    path: error.path?.join('.'),
    code: error.extensions?.['code'],
    subgraph: error.extensions?.['serviceName'],
  };
}

/** Cuts `path` where the client's answer has no such field, so that it never names what only the query plan asked for. */
function visiblePath(path: Path, data: unknown): Path | undefined {
  let here = data;
  let end = 0;
  for (const step of path) {
    if (step === '@') break;
    if (here !== null && here !== undefined) {
      if (typeof here !== 'object' || !Object.hasOwn(here, step)) break;
      // Own property of an object, checked in the line above.
      here = (here as Record<string | number, unknown>)[step];
    }
    end += 1;
  }
  return end > 0 ? path.slice(0, end) : undefined;
}
