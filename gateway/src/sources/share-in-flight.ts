import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { contextOf } from './authorization-context.ts';
import { CallFailure, failureOfSignal } from './call-failure.ts';
import type { Call, RunCall } from './call.ts';
import { Flight, runForOne } from './flight.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

export interface SharedCalls {
  readonly run: RunCall;
  /** Nobody of this context, or nobody at all, joins a call any more that is on its way now. */
  readonly outdate: (context: string | undefined) => void;
}

/**
 * Lets identical queries of one authorization context share one call. Each gets a copy of the answer, ends at its own deadline and leaves alone; a call
 * that ends at the deadline of the one who began it is made again for those who joined and still have time.
 * A mutation outdates what its context has on its way, and so does an event of a subscription: that may have read what has changed.
 */
export function shareInFlight(run: RunCall, stats: SubgraphStats): SharedCalls {
  const flying = new Map<string, Map<string, Flight>>();
  const runOne = runForOne(run);

  function begin(call: Call, context: string): Flight {
    const flight = new Flight(call, run, () => {
      const flights = flying.get(context);
      if (flights?.get(call.body) !== flight) return;
      flights.delete(call.body);
      if (flights.size === 0) flying.delete(context);
    });
    const flights = flying.get(context) ?? new Map<string, Flight>();
    flying.set(context, flights.set(call.body, flight));
    return flight;
  }

  async function join(flight: Flight, call: Call): Promise<OperationResponse> {
    stats.shared += 1;
    try {
      return await flight.join(call.signal);
    } catch (error) {
      const isTheirs = error instanceof CallFailure && error.kind === 'timeout' && !call.signal.aborted;
      if (isTheirs && Date.now() < call.deadline) return shared(call);
      throw error;
    }
  }

  function shared(call: Call): Promise<OperationResponse> {
    const context = contextOf(call.asker);
    const flight = flying.get(context)?.get(call.body);
    if (flight) return join(flight, call);
    return begin(call, context).join(call.signal);
  }

  return {
    run(call) {
      if (call.signal.aborted) return Promise.reject(failureOfSignal(call.signal));
      return call.isMutation ? runOne(call) : shared(call);
    },
    outdate: (context) => void (context === undefined ? flying.clear() : flying.delete(context)),
  };
}
