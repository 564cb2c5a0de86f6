import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Partner } from '../partners/partner.ts';

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
  /** Whose key the request came with. */
  readonly partner?: Partner | undefined;
  /** The contract of the path that was asked; a partner has its own. */
  readonly contract?: string | undefined;
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
  /** Made for the first who asks for its signal: an answer that is kept needs none. */
  #controller: AbortController | undefined;
  /** Why it was aborted before anybody had asked. */
  #aborted: { readonly reason: unknown } | undefined;
  #deadline = Number.POSITIVE_INFINITY;
  #isAbandoned = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(requestId: string, { caller, clientAddress, forwarded }: Client) {
    this.requestId = requestId;
    this.caller = caller;
    this.clientAddress = clientAddress;
    this.forwarded = forwarded;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  /** Epoch milliseconds. */
  get deadline(): number {
    return this.#deadline;
  }

  /** Whether nobody waits for the answer any more. */
  get isAbandoned(): boolean {
    return this.#isAbandoned;
  }

  /** Starts the clock: from now the operation has `budgetMs`. */
  start(budgetMs: number): void {
    this.#deadline = Date.now() + budgetMs;
    this.#timer = setTimeout(() => this.#abort(new Fault('TIMEOUT', 'The answer took too long.')), budgetMs);
  }

  /** The client is gone: cancels every call still under way. */
  abandon(): void {
    this.#isAbandoned = true;
    this.end();
    this.#abort(new DOMException('This operation was aborted', 'AbortError'));
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #abort(reason: unknown): void {
    this.#aborted ??= { reason };
    this.#controller?.abort(reason);
  }
}
