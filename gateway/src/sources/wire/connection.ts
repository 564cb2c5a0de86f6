import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { CallFailure } from '../call-failure.ts';
import type { Cancellation } from '../cancellation.ts';
import type { CallAnswer } from '../call.ts';
import { AnswerParser, type ParsedAnswer } from './answer-parser.ts';

/** A call on its way. */
export interface Exchange {
  readonly cancellation: Cancellation;
  readonly resolve: (answer: CallAnswer) => void;
  readonly reject: (failure: CallFailure) => void;
  /** Runs once, before the outcome is told, when the connection is free or gone. */
  readonly done: () => void;
}

export interface ConnectionOwner {
  /** The connection waits for its next call, until `keptUntil`. */
  keep(connection: Connection): void;
  /** It will not have another. */
  gone(connection: Connection): void;
}

/** What is read is dealt with before anything else is: one buffer is enough for all connections of the process. */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** One connection, with one call at a time. Whatever is not exactly as expected ends it. */
export class Connection {
  /** By the clock of `performance.now()`. */
  keptUntil = 0;
  readonly #socket: Socket;
  readonly #maxBytes: number;
  readonly #owner: ConnectionOwner;
  readonly #connecting: NodeJS.Timeout;
  #isConnected = false;
  #isOver = false;
  #parser: AnswerParser | undefined;
  #exchange: Exchange | undefined;
  #sentAt = 0;
  readonly #cancel = ({ kind, message, cause }: CallFailure): void =>
    this.#fail(new CallFailure(kind, message, { cause, sentForMs: performance.now() - this.#sentAt }));

  constructor(options: {
    readonly to: NetConnectOpts;
    readonly connectMs: number;
    /** The largest body of an answer. */
    readonly maxBytes: number;
    readonly owner: ConnectionOwner;
  }) {
    const { to, connectMs, maxBytes, owner } = options;
    this.#maxBytes = maxBytes;
    this.#owner = owner;
    const onread = { buffer: READ_BUFFER, callback: (size: number) => this.#read(READ_BUFFER.subarray(0, size)) };
    this.#socket = connect({ ...to, noDelay: true, onread })
      .once('connect', () => {
        this.#isConnected = true;
        clearTimeout(this.#connecting);
      })
      .on('error', (error) => this.#lose(error))
      .on('end', () => this.#end())
      .on('close', () => this.#lose());
    this.#connecting = setTimeout(() => this.#lose(new Error('connecting took too long')), connectMs);
  }

  /** Sends a call's head and body, one after the other. */
  send(head: string, body: string, exchange: Exchange): void {
    this.#exchange = exchange;
    this.#parser = new AnswerParser(this.#maxBytes);
    this.#sentAt = performance.now();
    exchange.cancellation.onCancel(this.#cancel);
    const bytes = Buffer.byteLength(body);
    const start = `${head}content-length: ${bytes}\r\n\r\n`;
    // As many bytes as characters: all of it is ASCII, and one write is half the price of two.
    if (bytes === body.length) {
      this.#socket.write(start + body, 'latin1');
      return;
    }
    this.#socket.cork();
    this.#socket.write(start, 'latin1');
    this.#socket.write(body);
    this.#socket.uncork();
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#connecting);
    this.#socket.destroy();
    this.#owner.gone(this);
  }

  /** Whether to go on reading. */
  #read(piece: Buffer): boolean {
    if (!this.#parser) {
      // Nobody asked.
      this.#lose();
      return false;
    }
    try {
      const answer = this.#parser.take(piece);
      if (answer) this.#finish(answer);
    } catch (error) {
      this.#fail(error as CallFailure);
    }
    return true;
  }

  #end(): void {
    try {
      if (this.#parser?.hasBegun) this.#finish(this.#parser.end());
      else this.#lose();
    } catch (error) {
      this.#fail(error as CallFailure);
    }
  }

  #finish({ status, text, keepMs }: ParsedAnswer): void {
    const exchange = this.#leave();
    // An answer to what was not read to its end leaves the rest in the way of the next call.
    if (keepMs > 0 && this.#socket.writableLength === 0) {
      this.keptUntil = performance.now() + keepMs;
      this.#owner.keep(this);
    } else this.close();
    exchange?.done();
    exchange?.resolve({ status, text });
  }

  #fail(failure: CallFailure): void {
    const exchange = this.#leave();
    this.close();
    exchange?.done();
    exchange?.reject(failure);
  }

  #lose(cause?: Error): void {
    if (!this.#isConnected) return this.#fail(new CallFailure('unreachable', 'no connection could be made', { cause }));
    if (this.#parser?.hasBegun) return this.#fail(new CallFailure('broken', 'the answer broke off', { cause }));
    this.#fail(new CallFailure('lost', 'the connection ended before the answer', { cause }));
  }

  #leave(): Exchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#parser = undefined;
    exchange?.cancellation.offCancel(this.#cancel);
    return exchange;
  }
}
