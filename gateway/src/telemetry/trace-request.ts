import type { IncomingMessage, ServerResponse } from 'node:http';
import { continueTrace, inSpan } from '@bazaar/runtime/tracing';
import type { Place } from '../contracts/contract-paths.ts';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** Those that are known by name, without the contract that they lead into. */
const ROUTES = new Set(['/graphql', '/health', '/health/live', '/health/ready']);

/**
 * Runs `handle` inside a span for the request, a child of the caller's trace when it sent one. @apollo/gateway adds its own spans below, and the
 * doors carry the trace on to subgraphs.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  about: { path: string; place: Pick<Place, 'path'>; requestId: string },
  handle: () => Promise<void>,
): Promise<void> {
  const name = nameOf(request.method, about.place.path);
  const attributes = {
    'http.request.method': request.method ?? '',
    'url.path': about.path,
    'bazaar.request_id': about.requestId,
  };
  return continueTrace(request.headers, () =>
    inSpan({ name, kind: 'server', attributes }, handle, () => ({
      failure: response.statusCode >= 500 ? String(response.statusCode) : undefined,
      attributes: { 'http.response.status_code': response.statusCode },
    })),
  );
}

/** One of a few, whatever clients ask for: the path itself stands in `url.path`. */
function nameOf(method: string | undefined, path: string): string {
  return `${method && METHODS.has(method) ? method : 'HTTP'} ${ROUTES.has(path) ? path : 'other'}`;
}
