import { createDeferred } from './deferred.ts';
import type { PubSubMessage, Subscription } from './ephemeral.ts';

/** How many messages may wait for a slow reader unless it says otherwise. */
const DEFAULT_MAX_QUEUED = 1000;

/** The writing end of a subscription. */
export interface Feed {
  readonly subscription: Subscription;
  /** Hands over a message, or a gap, in no time: it waits for its reader, or makes room. Two gaps in a row are one. */
  push(item: PubSubMessage): void;
  /** Resolves `ready`. */
  open(): void;
  /** Rejects `ready`, once and only if it was not settled. */
  fail(error: Error): void;
  /** Ends the subscription as if its reader had returned it. */
  end(): void;
}

const END = { done: true, value: undefined } as const;
const GAP: PubSubMessage = Object.freeze({ kind: 'gap' });

/**
 * A subscription with a bounded queue. Written by hand: a native async generator that is parked on an await ignores `return()`.
 * `onEnd` runs once, when either side ends it.
 */
export function createFeed(options: { maxQueued?: number | undefined; onEnd: () => void }): Feed {
  const { maxQueued = DEFAULT_MAX_QUEUED, onEnd } = options;
  let queue: PubSubMessage[] = [];
  let waiting: ((result: IteratorResult<PubSubMessage, undefined>) => void)[] = [];
  let ended = false;
  const { promise: ready, resolve: open, reject: fail } = createDeferred();

  function end(): void {
    if (ended) return;
    ended = true;
    queue = [];
    fail(new Error('the subscription has ended'));
    for (const resolve of waiting) resolve(END);
    waiting = [];
    onEnd();
  }

  function push(item: PubSubMessage): void {
    if (ended) return;
    const reader = waiting.shift();
    if (reader) return reader({ done: false, value: item });
    if (item.kind === 'gap' && queue.at(-1)?.kind === 'gap') return;
    if (item.kind === 'message' && queue.length >= maxQueued) queue = [GAP];
    queue.push(item);
  }

  const subscription: Subscription = {
    ready,
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (ended) return Promise.resolve(END);
      const item = queue.shift();
      if (item) return Promise.resolve({ done: false, value: item });
      return new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      end();
      return Promise.resolve(END);
    },
    async throw(error) {
      end();
      throw error;
    },
  };
  return { subscription, push, open, fail, end };
}
