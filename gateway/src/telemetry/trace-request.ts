import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('bazaar-gateway');

/**
 * Runs `handle` inside a span for the request, a child of the caller's trace when it sent one. Without an OpenTelemetry SDK in the process this does
 * nothing. @apollo/gateway adds its own spans below, and the HTTP door carries the trace on to subgraphs.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  about: { path: string; requestId: string },
  handle: () => Promise<void>,
): Promise<void> {
  const attributes = {
    'http.request.method': request.method ?? '',
    'url.path': about.path,
    'bazaar.request_id': about.requestId,
  };
  const parent = propagation.extract(context.active(), request.headers);
  const settings = { kind: SpanKind.SERVER, attributes };
  return tracer.startActiveSpan(`${request.method ?? ''} ${about.path}`, settings, parent, async (span) => {
    try {
      await handle();
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
