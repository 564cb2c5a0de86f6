/** What may vanish at any moment without harm: signals, caches, counters. In this process, or in Redis for several. Never the truth about anything. */
export interface Ephemeral {
  readonly pubsub: PubSub;
  readonly cache: Cache;
  readonly counters: Counters;
  /** Ends all subscriptions and closes connections. May be called more than once. */
  stop(): Promise<void>;
}

export interface PubSub {
  /**
   * Hands `message` to everyone who is subscribed to `topic` now, in order of publishing per publisher.
   * @throws Error when it could not be handed over within about a second; subscribers may have it nevertheless.
   */
  publish(topic: string, message: string): Promise<void>;
  /**
   * Listens to `topic` until the subscription is returned. A reader that falls more than `maxQueued` messages behind (default 1,000) loses all that
   * were waiting and gets a gap in their place; others are not affected.
   */
  subscribe(topic: string, options?: { maxQueued?: number }): Subscription;
}

export type PubSubMessage =
  | { readonly kind: 'message'; readonly message: string }
  /** Messages may be missing here: the reader fell behind, or the connection was lost for a while. */
  | { readonly kind: 'gap' };

export interface Subscription extends AsyncIterableIterator<PubSubMessage, undefined, undefined> {
  /**
   * Resolves once every message published from then on will arrive. Rejects when the subscription ends before that; it need not be handled.
   */
  readonly ready: Promise<void>;
  /** Ends at once: frees what it holds, and every waiting `next()` finishes. */
  return(): Promise<IteratorResult<PubSubMessage, undefined>>;
  /** The same as {@link Subscription.return}, then rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<PubSubMessage, undefined>>;
}

/** Texts that may be forgotten before their time. */
export interface Cache {
  get(key: string): Promise<string | null>;
  /** `ttlMs` is in milliseconds; at or below zero nothing is kept. */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface Counters {
  /** Adds one and returns the new count. The count starts anew `ttlMs` milliseconds after its first increment. */
  increment(key: string, ttlMs: number): Promise<number>;
}
