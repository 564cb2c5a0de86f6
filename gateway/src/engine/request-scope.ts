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
  /** Headers that subgraphs get to see. */
  readonly forwarded?: Readonly<Record<string, string>> | undefined;
  /** The quota of a partner's key. */
  readonly requestsPerMinute?: number | undefined;
  /** The only documents that this client may run, by the SHA-256 of their texts; absent: whatever the gateway allows. */
  readonly documents?: { find(hash: string): Promise<string | null> } | undefined;
}

/**
 * What all subgraph calls of one operation share: who asks, from where, under which id, until when.
 * Its signal aborts when the client leaves (reason: `AbortError`) or when the deadline passes (reason: a Fault `TIMEOUT`).
 */
export class RequestScope {
  readonly requestId: string;
  readonly caller: CallerClaims | null;
  readonly clientAddress: string | null;
  readonly forwarded: Client['forwarded'];
  readonly #controller = new AbortController();
  #deadline = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(requestId: string, { caller, clientAddress, forwarded }: Client) {
    this.requestId = requestId;
    this.caller = caller;
    this.clientAddress = clientAddress;
    this.forwarded = forwarded;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Epoch milliseconds. */
  get deadline(): number {
    return this.#deadline;
  }

  /** Starts the clock: from now the operation has `budgetMs`. */
  start(budgetMs: number): void {
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
