import type { Dispatcher } from 'undici';
import type { RawRequest, RawResponse } from '@bazaar/runtime/subgraph-door';
import { addTrace } from './call-headers.ts';
import { CallFailure } from './call-failure.ts';
import { Cancellation } from './cancellation.ts';
import { dispatchRequest } from './dispatch-request.ts';
import type { Places } from './limit-connections.ts';

/** What pass-through answers bring back. */
const SHOWN_HEADERS = ['content-type', 'cache-control', 'etag'] as const;

/** Sends a pass-through request as it is, once. Neither the breaker nor its own failures stand in its way: health checks come by here. @throws CallFailure */
export function passRaw(options: {
  readonly pool: Dispatcher;
  readonly places: Places;
  /** Path of the subgraph's base address, without a trailing slash. */
  readonly base: string;
  readonly timeoutMs: number;
}): (request: RawRequest) => Promise<RawResponse> {
  const { pool, places, base, timeoutMs } = options;

  return async ({ method, path, headers: given, body, requestId }) => {
    const headers = ['x-request-id', requestId];
    for (const [name, value] of Object.entries(given))
      if (value !== undefined) headers.push(name, typeof value === 'string' ? value : value.join(', '));
    addTrace(headers);
    const cancellation = new Cancellation();
    const expire = (): void => cancellation.cancel(new CallFailure('timeout', 'the time for it passed'));
    const deadline = setTimeout(expire, timeoutMs);
    try {
      const place = places.take(cancellation);
      if (place) await place;
      const request = { method, path: `${base}${path}`, headers, body: body.length > 0 ? body : null, cancellation };
      const answer = await dispatchRequest(pool, request, places.free);
      const shown = SHOWN_HEADERS.flatMap((name) => {
        const value = answer.headers[name];
        return typeof value === 'string' ? [[name, value] as const] : [];
      });
      return { status: answer.status, headers: Object.fromEntries(shown), body: answer.body };
    } finally {
      clearTimeout(deadline);
    }
  };
}
