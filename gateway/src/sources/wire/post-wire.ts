import type { CallHeaders } from '../call-headers.ts';
import type { CallAnswer } from '../call.ts';
import type { Cancellation } from '../cancellation.ts';

export interface PostRequest {
  readonly headers: CallHeaders;
  readonly body: string;
  readonly cancellation: Cancellation;
}

/** The way of calls to one address. */
export interface PostWire {
  /**
   * Sends a call as `POST`, on a connection that it has to itself, and reads its whole answer. Cancelling it settles the promise at once and ends its
   * connection, so that the other side hears of it. `done` runs once, when the connection is free or gone.
   * @throws CallFailure `unreachable`, `lost`, `broken`, `tooLarge`, or the reason of the cancellation
   */
  post(request: PostRequest, done: () => void): Promise<CallAnswer>;
  /** Ends the connections that nobody uses; nothing is sent any more. */
  close(): Promise<void>;
}
