import type { Cache, Counters, Ephemeral, PubSub, ReplicatedSet } from './ephemeral.ts';
import { createExpiringLru } from './expiring-lru.ts';
import { createFeed, type Feed } from './feed.ts';
import { createKnownMembers, type KnownMembers } from './known-members.ts';

/** What the cache may hold: about this many characters in keys and values. */
const CACHE_CHARACTERS = 32 * 1024 * 1024;
/** What an entry costs beside its text. */
const ENTRY_OVERHEAD = 128;
const MAX_COUNTERS = 100_000;

/** Ephemera for one process: nothing leaves it, everything is bounded. */
export function createInProcessEphemeral(): Ephemeral {
  const pubsub = createPubSub();
  const sets = new Map<string, ReplicatedSet>();
  return {
    pubsub,
    cache: createCache(),
    published: { find: () => Promise.resolve(null) },
    counters: createCounters(),
    replicatedSet(name) {
      const set = sets.get(name) ?? createSet(createKnownMembers());
      sets.set(name, set);
      return set;
    },
    stop() {
      pubsub.endAll();
      return Promise.resolve();
    },
  };
}

function createPubSub(): PubSub & { endAll(): void } {
  const topics = new Map<string, Set<Feed>>();
  let stopped = false;

  return {
    publish(topic, message) {
      const item = Object.freeze({ kind: 'message', message });
      for (const feed of topics.get(topic) ?? []) feed.push(item);
      return Promise.resolve();
    },
    subscribe(topic, { maxQueued } = {}) {
      const feeds = topics.get(topic) ?? new Set();
      topics.set(topic, feeds);
      const feed = createFeed({
        maxQueued,
        onEnd() {
          feeds.delete(feed);
          if (feeds.size === 0 && topics.get(topic) === feeds) topics.delete(topic);
        },
      });
      feeds.add(feed);
      if (stopped) feed.end();
      feed.open();
      return feed.subscription;
    },
    onLost: () => undefined,
    endAll() {
      stopped = true;
      for (const feeds of topics.values()) for (const feed of feeds) feed.end();
    },
  };
}

function createCache(): Cache {
  const entries = createExpiringLru<string>({
    maxWeight: CACHE_CHARACTERS,
    weigh: (key, value) => key.length + value.length + ENTRY_OVERHEAD,
  });
  return {
    get: (key) => Promise.resolve(entries.get(key) ?? null),
    set(key, value, ttlMs) {
      entries.set(key, value, Date.now() + ttlMs);
      return Promise.resolve();
    },
    delete(key) {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}

function createCounters(): Counters {
  const counts = createExpiringLru<{ count: number }>({ maxWeight: MAX_COUNTERS });
  return {
    increment(key, ttlMs) {
      const known = counts.get(key);
      if (!known) counts.set(key, { count: 1 }, Date.now() + ttlMs);
      else known.count += 1;
      return Promise.resolve(known?.count ?? 1);
    },
  };
}

function createSet(members: KnownMembers): ReplicatedSet {
  return {
    add(member, ttlMs) {
      members.learn(member, ttlMs);
      return Promise.resolve();
    },
    has: (member) => members.has(member),
    onAdded: (listener) => members.onAdded(listener),
  };
}
