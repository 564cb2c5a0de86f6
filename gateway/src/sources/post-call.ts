import { isPromise } from '../engine/compiled/run.ts';
import type { CallHeaders, WriteHeaders } from './call-headers.ts';
import type { SendCall } from './call.ts';
import type { Places } from './limit-connections.ts';
import type { SubgraphStats } from './subgraph-stats.ts';
import type { PostWire } from './wire/post-wire.ts';

/** Sends a call as `POST` on one of the connections, and tells the subgraph how long it has. */
export function postCall(options: {
  readonly wire: PostWire;
  readonly places: Places;
  readonly writeHeaders: WriteHeaders;
  readonly stats: SubgraphStats;
}): SendCall {
  const { wire, places, writeHeaders, stats } = options;

  return async (call) => {
    const place = places.take(call.cancellation);
    if (place) await place;
    let headers: CallHeaders;
    try {
      const written = writeHeaders(call.asker);
      headers = isPromise(written) ? await written : written;
    } catch (error) {
      places.free();
      throw error;
    }
    // Now, and not before the wait for a connection.
    headers.own.push('x-bazaar-timeout-ms', String(Math.max(1, call.deadline - Date.now())));
    stats.sent += 1;
    const { body, cancellation } = call;
    return wire.post({ headers, body, cancellation }, places.free);
  };
}
