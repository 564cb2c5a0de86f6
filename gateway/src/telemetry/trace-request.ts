import type { IncomingMessage, ServerResponse } from 'node:http';
import { continueTrace, inSpan } from '@bazaar/runtime/tracing';

/**
 * Runs `handle` inside a span for the request, a child of the caller's trace when it sent one. @apollo/gateway adds its own spans below, and the
 * doors carry the trace on to subgraphs.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  about: { path: string; requestId: string },
  handle: () => Promise<void>,
): Promise<void> {
  const name = `${request.method ?? ''} ${about.path}`;
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
