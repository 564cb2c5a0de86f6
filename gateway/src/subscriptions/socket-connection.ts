import { setImmediate } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Logger } from '@bazaar/runtime/log';
import type { Client } from '../engine/request-scope.ts';
import { Outbox, type OutboxLimits } from './outbox.ts';
import type { Leave, Receiver } from './receiver.ts';
import { SocketOperation } from './socket-operation.ts';

/** How long the other end may take to answer a close frame. */
const CLOSE_MS = 5_000;
/** What a close frame has room for. */
const MAX_REASON_BYTES = 123;

/** What is known of a socket from the request that opened it. */
export interface SocketOpening {
  /** The id of that request: log lines about the socket have it. */
  readonly socketId: string;
  /** Of its headers, what may tell who asks. */
  readonly authorization: string | undefined;
  readonly apiKey: string | string[] | undefined;
  readonly client: Client;
}

/** One client's socket: what goes out, and what runs on it. */
export class SocketConnection {
  readonly socket: WebSocket;
  readonly outbox: Outbox;
  readonly opening: SocketOpening;
  client: Client;
  /** Runs once, when the socket is closed or about to be. */
  onGone: () => void = () => undefined;
  readonly #operations = new Map<SocketOperation, { readonly isSubscription: boolean }>();
  /** The latest `subscribe` under an id, while it is being prepared. */
  readonly #preparing = new Map<string, object>();
  #isGone = false;

  constructor(
    socket: WebSocket,
    opening: SocketOpening,
    given: { limits: OutboxLimits; cut: (() => void) | undefined; log: Logger },
  ) {
    this.socket = socket;
    this.opening = opening;
    this.client = opening.client;
    this.outbox = new Outbox(
      {
        unsentBytes: () => socket.bufferedAmount,
        write: (text, taken) => {
          if (socket.readyState === socket.OPEN) socket.send(text, taken);
        },
        cut: () => socket.terminate(),
      },
      given.limits,
      (unreadBytes) => {
        given.cut?.();
        given.log.warn({ socketId: opening.socketId, unreadBytes }, 'a socket was cut: its client does not read');
      },
    );
    socket.once('close', () => this.gone());
  }

  get isOpen(): boolean {
    return !this.#isGone && this.socket.readyState === this.socket.OPEN;
  }

  /** Closes the socket. What runs on it ends now, and not when the other end has answered. */
  close(code: number, reason: string): void {
    this.socket.close(code, shorten(reason));
    const late = setTimeout(() => this.socket.terminate(), CLOSE_MS).unref();
    this.socket.once('close', () => clearTimeout(late));
    this.gone();
  }

  /**
   * Marks that `id` is being prepared. The function it returns tells whether it still is: not when the client has completed it meanwhile and has
   * begun another operation under the same id.
   */
  prepare(id: string): () => boolean {
    const ticket = {};
    this.#preparing.set(id, ticket);
    return () => {
      if (this.#preparing.get(id) !== ticket) return false;
      this.#preparing.delete(id);
      return true;
    };
  }

  start(id: string, run: (receiver: Receiver) => Leave, isSubscription: boolean): SocketOperation {
    const operation = new SocketOperation(id, run, this.outbox);
    this.#operations.set(operation, { isSubscription });
    void operation.finished.then(() => this.#operations.delete(operation));
    return operation;
  }

  /** Completes subscriptions, lets queries and mutations finish, and closes. */
  async drain(code: number, reason: string): Promise<void> {
    const running = [...this.#operations];
    for (const [operation, { isSubscription }] of running) if (isSubscription) operation.complete();
    await Promise.all(running.map(([operation]) => operation.finished));
    // graphql-ws sends its `complete` messages in this very turn of the event loop.
    await setImmediate();
    this.close(code, reason);
  }

  /** Nothing reaches the client any more: what runs here ends. */
  gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.onGone();
  }
}

/** Reasons may repeat what the client sent, such as an id. */
function shorten(reason: string): string {
  return Buffer.byteLength(reason) <= MAX_REASON_BYTES ? reason : `${reason.slice(0, 36)}…`;
}
