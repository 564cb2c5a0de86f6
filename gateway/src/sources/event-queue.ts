interface Waiting<Event> {
  resolve(result: IteratorResult<Event>): void;
  reject(error: Error): void;
}

/**
 * Events between one that pushes and one that pulls. Never holds more than `limit`: what comes then ends the queue with `overflow()`'s error, at once
 * and without the events before it, because a reader that far behind is better served by subscribing again for the current state.
 *
 * Written by hand: a native async generator that waits ignores `return()` and would leak whatever feeds it.
 */
export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  readonly #limit: number;
  readonly #overflow: () => Error;
  readonly #release: () => void;
  #events: Event[] = [];
  #waiting: Waiting<Event> | undefined;
  #state: 'open' | 'ended' | 'closed' = 'open';
  #failure: Error | undefined;

  /** `release` runs once, as soon as nobody will read or nothing will come any more. */
  constructor(options: { limit: number; overflow: () => Error; release: () => void }) {
    this.#limit = options.limit;
    this.#overflow = options.overflow;
    this.#release = options.release;
  }

  push(event: Event): void {
    if (this.#state !== 'open') return;
    if (this.#waiting) this.#settle((waiting) => waiting.resolve({ done: false, value: event }));
    else if (this.#events.length < this.#limit) this.#events.push(event);
    else {
      this.#events = [];
      this.fail(this.#overflow());
    }
  }

  /** Ends the queue after the events in it. */
  end(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    this.#settle((waiting) => waiting.resolve({ done: true, value: undefined }));
    this.#release();
  }

  /** Ends the queue with an error after the events in it. */
  fail(error: Error): void {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    if (this.#waiting) this.#settle((waiting) => waiting.reject(error));
    else this.#failure = error;
    this.#release();
  }

  next(): Promise<IteratorResult<Event>> {
    if (this.#state !== 'closed' && this.#events.length > 0) {
      const [event] = this.#events.splice(0, 1);
      // The queue is not empty, so there was one.
      return Promise.resolve({ done: false, value: event as Event });
    }
    if (this.#failure) {
      const error = this.#failure;
      this.#failure = undefined;
      return Promise.reject(error);
    }
    if (this.#state !== 'open') return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  return(): Promise<IteratorResult<Event>> {
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    this.#events = [];
    this.#failure = undefined;
    this.#settle((waiting) => waiting.resolve({ done: true, value: undefined }));
    if (wasOpen) this.#release();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #settle(how: (waiting: Waiting<Event>) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) how(waiting);
  }
}
