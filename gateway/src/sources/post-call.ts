import type { Dispatcher } from 'undici';
import type { WriteHeaders } from './call-headers.ts';
import type { SendCall } from './call.ts';
import { dispatchRequest } from './dispatch-request.ts';
import type { Places } from './limit-connections.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

/** Sends a call as `POST` on one of the connections, and tells the subgraph how long it has. */
export function postCall(options: {
  readonly path: string;
  readonly pool: Dispatcher;
  readonly places: Places;
  readonly writeHeaders: WriteHeaders;
  readonly stats: SubgraphStats;
}): SendCall {
  const { path, pool, places, writeHeaders, stats } = options;

  return async (call) => {
    const place = places.take(call.cancellation);
    if (place) await place;
    let headers: string[];
    try {
      headers = await writeHeaders(call.asker);
    } catch (error) {
      places.free();
      throw error;
    }
    // Now, and not before the wait for a connection.
    headers.push('x-bazaar-timeout-ms', String(Math.max(1, call.deadline - Date.now())));
    stats.sent += 1;
    const { body, cancellation } = call;
    const answer = await dispatchRequest(pool, { method: 'POST', path, headers, body, cancellation }, places.free);
    return { status: answer.status, text: answer.body.toString('utf8') };
  };
}
