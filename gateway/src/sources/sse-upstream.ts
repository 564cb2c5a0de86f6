import { Pool, type Dispatcher } from 'undici';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { EventQueue } from './event-queue.ts';
import type { WriteHeaders } from './call-headers.ts';
import { CallFailure, faultOf } from './call-failure.ts';
import { EventStreamParser } from './event-stream-parser.ts';
import { asResponse, readAnswer } from './read-answer.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import { MAX_QUEUED_EVENTS, type SubscriptionUpstream } from './subscription-upstream.ts';
import type { createBodyWriter } from './write-body.ts';

const CONNECT_MS = 2_000;
/** How long a subgraph may take to accept a subscription. */
const ACCEPT_MS = 10_000;
/** After this silence the system asks whether the other side is still there, every second; it is gone after ten questions. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Subscriptions as server-sent events, each an HTTP request on a connection of its own ("distinct connections" of graphql-sse).
 * A stream that ends without `complete` is lost.
 */
export function createSseUpstream(options: {
  readonly name: string;
  readonly url: string;
  readonly writeHeaders: WriteHeaders;
  readonly writeBody: ReturnType<typeof createBodyWriter>;
  readonly maxMessageBytes: number;
  readonly tls: SubgraphSettings['tls'];
  readonly log: Logger;
}): SubscriptionUpstream {
  const { name, writeHeaders, writeBody, maxMessageBytes, log } = options;
  const { origin, pathname, search } = new URL(options.url);
  const pool = new Pool(origin, {
    connections: null,
    pipelining: 1,
    headersTimeout: ACCEPT_MS,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_MS, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, ...options.tls },
  });

  return {
    subscribe(request) {
      let reader: EventReader | undefined;
      let isOver = false;
      const queue = new EventQueue<OperationResponse>({
        limit: MAX_QUEUED_EVENTS,
        overflow: () => new Fault('SUBGRAPH_UNAVAILABLE', 'Events came faster than they were read.'),
        release: () => {
          isOver = true;
          request.signal.removeEventListener('abort', leave);
          reader?.leave();
        },
      });
      const leave = (): void => void queue.return();
      request.signal.addEventListener('abort', leave, { once: true });
      if (request.signal.aborted) leave();

      function lose(error: unknown): void {
        log.warn({ err: error, subgraph: name }, 'a subscription upstream was lost');
        queue.fail(faultOf(error));
      }
      async function open(): Promise<void> {
        const { shared, own } = await writeHeaders(request);
        // Whoever subscribed may have left meanwhile.
        if (isOver) return;
        reader = new EventReader(queue, maxMessageBytes, lose);
        pool.dispatch(
          { method: 'POST', path: pathname + search, headers: [...shared, ...own], body: writeBody(request).body },
          reader,
        );
      }
      open().catch(lose);
      return queue;
    },
    stop: () => pool.destroy(),
  };
}

/** Reads the events of one subscription into its queue; an answer that is no event stream is its refusal. */
class EventReader implements Dispatcher.DispatchHandler {
  readonly #queue: EventQueue<OperationResponse>;
  readonly #maxBytes: number;
  readonly #lose: (error: unknown) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #events: EventStreamParser | undefined;
  #status = 0;
  #refusal: Buffer[] = [];
  #refusalBytes = 0;
  #isOver = false;

  constructor(queue: EventQueue<OperationResponse>, maxBytes: number, lose: (error: unknown) => void) {
    this.#queue = queue;
    this.#maxBytes = maxBytes;
    this.#lose = lose;
  }

  /** Nobody reads any more, or nothing is to come: ends the connection. */
  leave(): void {
    this.#isOver = true;
    this.#controller?.abort(new CallFailure('left', 'the subscription is over'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) this.leave();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    const type = headers['content-type'];
    if (status === 200 && typeof type === 'string' && /^text\/event-stream\s*(;|$)/i.test(type))
      this.#events = new EventStreamParser(this.#maxBytes);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      if (this.#events) this.#take(this.#events, chunk);
      else this.#collect(chunk);
    } catch (error) {
      this.#fail(error instanceof CallFailure ? error : new CallFailure('malformed', 'no event', { cause: error }));
    }
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    if (this.#events) return this.#fail(new CallFailure('lost', 'the stream ended without a word'));
    try {
      const refusal = readAnswer({ status: this.#status, text: Buffer.concat(this.#refusal).toString('utf8') });
      this.#queue.push(refusal);
      this.#queue.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#fail(new CallFailure('lost', 'the connection ended', { cause: error }));
  }

  #take(events: EventStreamParser, chunk: Buffer): void {
    for (const { type, data } of events.push(chunk)) {
      if (this.#isOver) return;
      if (type === 'next') this.#queue.push(asResponse(JSON.parse(data), this.#status));
      else if (type === 'complete') this.#queue.end();
    }
  }

  #collect(chunk: Buffer): void {
    this.#refusalBytes += chunk.length;
    if (this.#refusalBytes > this.#maxBytes) throw new CallFailure('tooLarge', 'the answer is larger than allowed');
    this.#refusal.push(chunk);
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#lose(error);
  }
}
