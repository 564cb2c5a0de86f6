/**
 * Async iterators written by hand: a native async generator parked on an await ignores `return()` and leaks its source.
 */

const END = { done: true, value: undefined } as const;

/** Yields one value and ends. */
export function onlyResponse<T>(value: T): AsyncIterableIterator<T> {
  let done = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (done) return Promise.resolve(END);
      done = true;
      return Promise.resolve({ done: false, value });
    },
    return() {
      done = true;
      return Promise.resolve(END);
    },
  };
}

/**
 * Maps the events of a source that is still opening. `return()` ends a parked `next()` at once and closes the source,
 * also when that source opens only later.
 */
export function mapIterator<In, Out>(
  opening: Promise<AsyncIterable<In>>,
  map: (value: In) => Promise<Out>,
): AsyncIterableIterator<Out> {
  const iterator = opening.then((source) => source[Symbol.asyncIterator]());
  // Ends the parked next(). Not a Promise.race with one long-lived promise: that would collect a reaction per event.
  let release: ((result: IteratorResult<Out>) => void) | undefined;
  let done = false;

  async function pull(): Promise<IteratorResult<Out>> {
    const event = await (await iterator).next();
    if (event.done || done) {
      done = true;
      return END;
    }
    return { done: false, value: await map(event.value) };
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (done) return Promise.resolve(END);
      return new Promise((resolve, reject) => {
        release = resolve;
        pull().then(resolve, reject);
      });
    },
    return() {
      done = true;
      release?.(END);
      iterator.then((source) => source.return?.()).catch(() => undefined);
      return Promise.resolve(END);
    },
  };
}
