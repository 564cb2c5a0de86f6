import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { Lane, Outbox, type OutboxLimits } from '../../subscriptions/outbox.ts';
import type { Leave, LeaveReason, Receiver } from '../../subscriptions/receiver.ts';
import { slowConsumer } from '../../subscriptions/subscription-errors.ts';
import type { StreamForm } from './stream-form.ts';

/** How long a client may take to read the end. */
const CLOSE_MS = 5_000;
/** Heartbeats that may lie unread. */
const MAX_UNREAD_BEATS = 2;

export interface LiveStreamOptions {
  readonly form: StreamForm;
  readonly limits: OutboxLimits;
  readonly heartbeatMs: number;
  /** Told when the client is cut because it does not read. */
  readonly cut?: (() => void) | undefined;
  /** For the log. */
  readonly requestId: string | undefined;
  readonly log: Logger;
}

/** One operation's answers in one HTTP response, until either side ends it. */
export class LiveStream {
  /** Resolves when the response is over, from whichever side. */
  readonly closed: Promise<void>;
  readonly #response: ServerResponse;
  readonly #form: StreamForm;
  readonly #outbox: Outbox;
  readonly #lane: Lane;
  readonly #heartbeat: NodeJS.Timeout;
  #leave: Leave | undefined;
  #isOver = false;

  /** Sends the head: from here on every outcome is told inside the stream. */
  constructor(response: ServerResponse, { form, limits, heartbeatMs, cut, requestId, log }: LiveStreamOptions) {
    this.#response = response;
    this.#form = form;
    this.#outbox = new Outbox(
      {
        unsentBytes: () => response.writableLength,
        write: (text, taken) => void response.write(text, taken),
        cut: () => response.destroy(),
      },
      limits,
      (unreadBytes) => {
        cut?.();
        log.warn({ requestId, unreadBytes }, 'a stream was cut: its client does not read');
      },
    );
    this.#lane = new Lane(
      this.#outbox,
      (answer) => form.frame(answer),
      () => this.#breakOff('slow', slowConsumer()),
    );
    let unreadBeats = 0;
    this.#heartbeat = setInterval(() => {
      unreadBeats = response.writableLength > 0 ? unreadBeats + 1 : 0;
      if (unreadBeats > MAX_UNREAD_BEATS) response.destroy();
      else if (unreadBeats === 0) this.#outbox.write(form.heartbeat);
    }, heartbeatMs);
    this.closed = new Promise((resolve) =>
      response.once('close', () => {
        this.#breakOff('left');
        resolve();
      }),
    );
    response.writeHead(200, {
      'content-type': form.contentType,
      // Neither kept by caches nor collected by proxies.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    this.#outbox.write(form.opening);
  }

  /** Sends what an operation answers. */
  start(run: (receiver: Receiver) => Leave): void {
    const leave = run({
      next: (answer) => this.#lane.send(answer),
      end: (error) => this.#lane.finish(() => this.#end(error)),
    });
    // It may have been broken off while it began.
    if (this.#isOver) leave();
    else this.#leave = leave;
  }

  /** Sends the reasons why an operation does not run, as the answer that it has. */
  refuse(errors: readonly GraphQLError[]): void {
    this.#outbox.write(this.#form.frame(JSON.stringify({ errors })));
    this.#end();
  }

  /** Ends the operation from this side, as if it had run to its end. */
  complete(): void {
    this.#breakOff('stopped');
  }

  /** Ends the stream because its client may not go on. */
  expire(message: string): void {
    this.#breakOff('stopped', new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' } }));
  }

  #breakOff(why: LeaveReason, error?: GraphQLError): void {
    this.#lane.close();
    this.#leave?.(why);
    this.#end(error);
  }

  #end(error?: GraphQLError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#leave = undefined;
    clearInterval(this.#heartbeat);
    if (this.#response.destroyed) return;
    if (error) this.#outbox.write(this.#form.failure(error));
    this.#response.end(this.#form.closing);
    const late = setTimeout(() => this.#response.destroy(), CLOSE_MS).unref();
    this.#response.once('close', () => clearTimeout(late));
  }
}
