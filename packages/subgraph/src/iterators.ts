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
 * also when that source opens only later. An error of the source or of `map` becomes the last value, by `fail`: it never rejects.
 */
export function mapIterator<In, Out>(
  opening: Promise<AsyncIterable<In>>,
  map: (value: In) => Promise<Out>,
  fail: (error: unknown) => Out,
): AsyncIterableIterator<Out> {
  const iterator = opening.then((source) => source[Symbol.asyncIterator]());
  // A failure is told by next(); until then it is nobody's.
  iterator.catch(() => undefined);
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

  function close(): void {
    done = true;
    iterator.then((source) => source.return?.()).catch(() => undefined);
  }

  function giveUp(error: unknown): IteratorResult<Out> {
    if (done) return END;
    close();
    return { done: false, value: fail(error) };
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (done) return Promise.resolve(END);
      return new Promise((resolve) => {
        release = resolve;
        void pull().catch(giveUp).then(resolve);
      });
    },
    return() {
      close();
      release?.(END);
      return Promise.resolve(END);
    },
  };
}
