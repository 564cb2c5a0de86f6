import type { Dispatcher } from 'undici';
import { errors } from 'undici';
import { CallFailure } from './call-failure.ts';
import type { Cancellation } from './cancellation.ts';

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | Buffer | null;
  readonly cancellation: Cancellation;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * Sends a request and reads its whole answer. Cancelling it settles the promise at once and ends its connection, so that the other side hears of it.
 * `done` runs once, when the connection is free or gone: after a cancelled attempt to connect that is later than the promise.
 * @throws CallFailure
 */
export function dispatchRequest(pool: Dispatcher, request: HttpRequest, done: () => void): Promise<HttpAnswer> {
  const { method, path, headers, body, cancellation } = request;
  return new Promise((resolve, reject) => {
    if (cancellation.reason) {
      done();
      reject(cancellation.reason);
      return;
    }
    const reader = new AnswerReader(resolve, reject, cancellation, done);
    pool.dispatch({ method, path, headers, body }, reader);
  });
}

/** undici's handler without the streams on top of it, which cost as much as the rest of a call. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (failure: CallFailure) => void;
  readonly #cancellation: Cancellation;
  readonly #done: () => void;
  readonly #sentAt = performance.now();
  readonly #cancel = (reason: CallFailure): void => {
    const { kind, message, cause } = reason;
    this.#reject(new CallFailure(kind, message, { cause, sentForMs: performance.now() - this.#sentAt }));
    this.#controller?.abort(reason);
  };
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Headers = {};
  #first: Buffer | undefined;
  #chunks: Buffer[] | undefined;

  constructor(
    resolve: (answer: HttpAnswer) => void,
    reject: (failure: CallFailure) => void,
    cancellation: Cancellation,
    done: () => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancellation = cancellation;
    this.#done = done;
    cancellation.onCancel(this.#cancel);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Cancelled while it waited for its connection.
    if (this.#cancellation.reason) controller.abort(this.#cancellation.reason);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#first) (this.#chunks ??= [this.#first]).push(chunk);
    else this.#first = chunk;
  }

  onResponseEnd(): void {
    this.#cancellation.offCancel(this.#cancel);
    this.#done();
    const body = this.#chunks ? Buffer.concat(this.#chunks) : (this.#first ?? Buffer.alloc(0));
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#cancellation.offCancel(this.#cancel);
    this.#done();
    this.#reject(failureOf(error, this.#status > 0));
  }
}

function failureOf(error: Error, hasBegun: boolean): CallFailure {
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return new CallFailure('tooLarge', 'the answer is larger than allowed', { cause: error });
  if (hasBegun || error instanceof errors.HTTPParserError)
    return new CallFailure('broken', 'the answer broke off', { cause: error });
  const { code } = error as { code?: unknown };
  const isDead = error instanceof errors.SocketError || code === 'ECONNRESET' || code === 'EPIPE';
  return isDead
    ? new CallFailure('lost', 'the connection ended before the answer', { cause: error })
    : new CallFailure('unreachable', 'no connection could be made', { cause: error });
}
