import type { ExecutionResult, GraphQLError } from 'graphql';
import { Lane, type Outbox } from './outbox.ts';
import type { Leave, LeaveReason, Receiver } from './receiver.ts';
import { slowConsumer } from './subscription-errors.ts';

const END: IteratorResult<never> = { done: true, value: undefined };

/**
 * One operation of a socket, between graphql-ws, which keeps the protocol, and the answers, which do not pass through it.
 *
 * graphql-ws would turn each answer of an operation into a promise, an object and a text of its own. So it is given an iterator that yields nothing:
 * its only `next()` settles when the operation is over, by which graphql-ws sends `complete` or `error`. Answers go to the socket as `next` messages
 * made here, of the text that all receivers share. Both write to the same socket, in order.
 */
export class SocketOperation implements AsyncIterableIterator<ExecutionResult> {
  /** Resolves when the operation is over, from whichever side. */
  readonly finished: Promise<void>;
  #finished: () => void = () => undefined;
  readonly #run: (receiver: Receiver) => Leave;
  readonly #lane: Lane;
  #settle: { resolve(end: IteratorResult<never>): void; reject(error: GraphQLError): void } | undefined;
  #leave: Leave | undefined;
  #isOver = false;

  constructor(id: string, run: (receiver: Receiver) => Leave, outbox: Outbox) {
    this.#run = run;
    const opening = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.#lane = new Lane(
      outbox,
      (answer) => `${opening}${answer}}`,
      () => this.#breakOff('slow', slowConsumer()),
    );
    this.finished = new Promise((resolve) => (this.#finished = resolve));
  }

  /** graphql-ws asks once. */
  next(): Promise<IteratorResult<never>> {
    if (this.#isOver) return Promise.resolve(END);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      const leave = this.#run({
        next: (answer) => this.#lane.send(answer),
        end: (error) => this.#lane.finish(() => this.#over(error)),
      });
      // It may have been broken off while it began.
      if (this.#isOver) leave();
      else this.#leave = leave;
    });
  }

  /**
   * The client has completed the operation, or is gone. What graphql-ws still waits for never settles: it would take that for the operation's end
   * and send `complete` for an id that the client may have given to its next operation already.
   */
  return(): Promise<IteratorResult<never>> {
    this.#settle = undefined;
    this.#breakOff('left');
    return Promise.resolve(END);
  }

  /** Ends the operation from this side: the client gets `complete`. */
  complete(): void {
    this.#breakOff('stopped');
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #breakOff(why: LeaveReason, error?: GraphQLError): void {
    this.#lane.close();
    this.#leave?.(why);
    this.#over(error);
  }

  #over(error?: GraphQLError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#leave = undefined;
    if (error) this.#settle?.reject(error);
    else this.#settle?.resolve(END);
    this.#settle = undefined;
    this.#finished();
  }
}
