/** What may vanish at any moment without harm: signals, caches, counters. In this process, or in Redis for several. Never the truth about anything. */
export interface Ephemeral {
  readonly pubsub: PubSub;
  readonly cache: Cache;
  readonly published: Published;
  readonly counters: Counters;
  /** The set with this name: the same one for everyone who asks, in all processes. */
  replicatedSet(name: string): ReplicatedSet;
  /** Ends all subscriptions and closes connections. May be called more than once. */
  stop(): Promise<void>;
}

export interface PubSub {
  /**
   * Hands `message` to everyone who is subscribed to `topic` now, in order of publishing per publisher.
   * @throws EphemeralUnavailable within about a second when it cannot be handed over; subscribers may have it nevertheless.
   */
  publish(topic: string, message: string): Promise<void>;
  /**
   * Listens to `topic` until the subscription is returned. A reader that falls more than `maxQueued` messages behind (default 1,000) loses all that
   * were waiting and gets a gap in their place; others are not affected.
   */
  subscribe(topic: string, options?: { maxQueued?: number }): Subscription;
  /** Calls `work` whenever subscribers begin to miss messages; the gap that they get later tells of its end. Never within one process. */
  onLost(work: () => void): void;
}

export type PubSubMessage =
  | { readonly kind: 'message'; readonly message: string }
  /** Messages may be missing here: the reader fell behind, or the connection was lost for a while. */
  | { readonly kind: 'gap' };

export interface Subscription extends AsyncIterableIterator<PubSubMessage, undefined, undefined> {
  /**
   * Resolves once every message published from then on will arrive. Rejects when that takes longer than two seconds (Redis is away) or the
   * subscription ends before; it need not be handled. A subscription that was late stays valid and begins with a gap.
   */
  readonly ready: Promise<void>;
  /** Ends at once: frees what it holds, and every waiting `next()` finishes. */
  return(): Promise<IteratorResult<PubSubMessage, undefined>>;
  /** The same as {@link Subscription.return}, then rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<PubSubMessage, undefined>>;
}

/** Texts that may be forgotten before their time, and are when Redis is away: reading then finds nothing, writing does nothing. */
export interface Cache {
  get(key: string): Promise<string | null>;
  /** `ttlMs` is in milliseconds; at or below zero nothing is kept. */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** @throws EphemeralUnavailable when it cannot be made sure that nobody reads the old value. */
  delete(key: string): Promise<void>;
}

/** Texts that somebody else has put into Redis, for every process to read: `bazaar:<key>`. Nobody has put any into a single process. */
export interface Published {
  /** Null: there is none. @throws EphemeralUnavailable when that cannot be told. */
  find(key: string): Promise<string | null>;
}

export interface Counters {
  /**
   * Adds one and returns the new count. The count starts anew `ttlMs` milliseconds after its first increment.
   * @throws EphemeralUnavailable when Redis is away; it may have counted nevertheless.
   */
  increment(key: string, ttlMs: number): Promise<number>;
}

/**
 * Texts with an end, known to every process without asking. An addition is known in this process when `add` is called, and in the others one hop
 * later. A process that loses the connection goes on with what it knows and catches up when it is back: until then it misses what others added.
 */
export interface ReplicatedSet {
  /**
   * Adds `member` for `ttlMs` milliseconds; a later end that it already has stays.
   * @throws EphemeralUnavailable when the others could not be told: they will be as soon as this process reaches them, if it lives until then.
   */
  add(member: string, ttlMs: number): Promise<void>;
  /** Answers from this process's memory at once; asks Redis only while that memory is being filled. Never throws. */
  has(member: string): boolean | Promise<boolean>;
  /** Calls `listener`, which must not throw, for every member that becomes known from now on. Returns the way to stop it. */
  onAdded(listener: (member: string) => void): () => void;
}
