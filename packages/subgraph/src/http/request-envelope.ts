import { Fault } from '@bazaar/runtime/faults';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The longest a subgraph works for one request, in milliseconds, whatever the caller asks for. */
const MAX_MS = 60_000;
const DEFAULT_MS = 10_000;

/** The bearer token of a request. @throws Fault `UNAUTHENTICATED` when there is none. */
export function bearerToken(request: IncomingMessage): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Fault('UNAUTHENTICATED', 'An internal token is needed.');
  return token;
}

/**
 * `x-request-id`, `x-bazaar-timeout-ms` and `x-bazaar-client-address`, with a signal that aborts at the deadline and when the caller goes away. They
 * are as good as the caller's token.
 */
export function readEnvelope(
  request: IncomingMessage,
  response: ServerResponse,
): { requestId: string; clientAddress: string | null; deadline: number; signal: AbortSignal } {
  const askedMs = Number(request.headers['x-bazaar-timeout-ms']);
  const timeoutMs = askedMs > 0 ? Math.min(askedMs, MAX_MS) : DEFAULT_MS;
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Fault('TIMEOUT', 'The answer took too long.')), timeoutMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) ending.abort(new Fault('TIMEOUT', 'The caller did not wait.'));
  });
  const clientAddress = request.headers['x-bazaar-client-address'];
  return {
    requestId: String(request.headers['x-request-id'] ?? randomUUID()).slice(0, 128),
    clientAddress: typeof clientAddress === 'string' ? clientAddress : null,
    deadline: Date.now() + timeoutMs,
    signal: ending.signal,
  };
}
