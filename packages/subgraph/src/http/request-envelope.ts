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
 * `x-request-id`, `x-bazaar-timeout-ms` and `x-bazaar-client-address`, with a signal that aborts when the caller goes away. They are as good as
 * the caller's token.
 */
export function readEnvelope(
  request: IncomingMessage,
  response: ServerResponse,
): { requestId: string; clientAddress: string | null; deadline: number; signal: AbortSignal } {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const clientAddress = request.headers['x-bazaar-client-address'];
  const timeoutMs = Number(request.headers['x-bazaar-timeout-ms']);
  return {
    requestId: String(request.headers['x-request-id'] ?? randomUUID()).slice(0, 128),
    clientAddress: typeof clientAddress === 'string' ? clientAddress : null,
    deadline: Date.now() + (timeoutMs > 0 ? Math.min(timeoutMs, MAX_MS) : DEFAULT_MS),
    signal: left.signal,
  };
}
