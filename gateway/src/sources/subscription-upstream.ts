import type { OperationRequest, OperationResponse } from '@bazaar/runtime/subgraph-door';

/** Events that may wait between a connection and its reader, which reads at once: reached only when this process is stuck. */
export const MAX_QUEUED_EVENTS = 1_000;

/**
 * The way of subscriptions to one subgraph. A request that is refused yields one response with its errors and ends.
 * A lost connection throws a Fault `SUBGRAPH_UNAVAILABLE`: whoever subscribed does so again for the current state.
 */
export interface SubscriptionUpstream {
  subscribe(request: OperationRequest): AsyncIterableIterator<OperationResponse>;
  stop(): Promise<void>;
}
