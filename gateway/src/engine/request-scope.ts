import { setMaxListeners } from 'node:events';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** How long an operation may take before its answer goes out with whatever arrived, in milliseconds. */
export interface OperationBudgets {
  readonly queryMs: number;
  readonly mutationMs: number;
}

/** Who asks, and from where. */
export interface Client {
  readonly caller: CallerClaims | null;
  /** As limits count it; null when it is not known. */
  readonly clientAddress: string | null;
}

/**
 * What all subgraph calls of one operation share: who asks, from where, under which id, until when.
 * Its signal aborts when the client leaves (reason: `AbortError`) or when the deadline passes (reason: a Fault `TIMEOUT`).
 */
export class RequestScope {
  readonly requestId: string;
  readonly caller: CallerClaims | null;
  readonly clientAddress: string | null;
  /** Known once the operation is; set by `executing`, for the request's log line. */
  operationName: string | undefined;
  readonly #controller = new AbortController();
  #deadline = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(requestId: string, { caller, clientAddress }: Client) {
    this.requestId = requestId;
    this.caller = caller;
    this.clientAddress = clientAddress;
    // A plan may have more parallel fetches than the ten listeners Node warns about.
    setMaxListeners(0, this.#controller.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Epoch milliseconds. */
  get deadline(): number {
    return this.#deadline;
  }

  /** Starts the clock: from now the operation has `budgetMs`. */
  executing(operationName: string | undefined, budgetMs: number): void {
    this.operationName = operationName;
    this.#deadline = Date.now() + budgetMs;
    this.#timer = setTimeout(() => this.#controller.abort(new Fault('TIMEOUT', 'The answer took too long.')), budgetMs);
  }

  /** The client is gone: cancels every call still under way. */
  abandon(): void {
    this.end();
    this.#controller.abort();
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Settles like `work`, or rejects with the signal's reason as soon as it aborts; `work` is left to itself then. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
