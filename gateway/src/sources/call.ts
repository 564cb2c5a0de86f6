import type { OperationRequest, OperationResponse } from '@bazaar/runtime/subgraph-door';
import type { Cancellation } from './cancellation.ts';

/** Who asks, as far as a subgraph hears of it. */
export type Asker = Pick<OperationRequest, 'caller' | 'clientAddress' | 'forwarded' | 'requestId'>;

/** One GraphQL request to a subgraph: an operation, or several as a JSON array. */
export interface Call {
  /** JSON. */
  readonly body: string;
  /** Mutations are sent once, alone, for nobody else. */
  readonly isMutation: boolean;
  readonly asker: Asker;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Of the request it belongs to: calls with the same one have the same client. */
  readonly signal: AbortSignal;
  /** Of this call alone. Whoever waits in a layer ends as soon as it is cancelled. */
  readonly cancellation: Cancellation;
}

/** A whole HTTP answer. */
export interface CallAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends a call. @throws CallFailure */
export type SendCall = (call: Call) => Promise<CallAnswer>;

/** Runs the operation of a call. @throws CallFailure */
export type RunCall = (call: Call) => Promise<OperationResponse>;

/** Answers of a subgraph, or of a proxy in front of it, that say that it is not there. */
export function isUnavailable(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
