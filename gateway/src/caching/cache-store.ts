import { createHash } from 'node:crypto';
import type { Cache } from '@bazaar/ephemeral/ephemeral';
import { createExpiringLru } from '@bazaar/ephemeral/expiring-lru';
import type { CachePolicy } from './cache-policy.ts';
import type { Tag } from './change-tags.ts';
import type { ChangeFeed } from './follow-changes.ts';

/** Something kept. */
export interface Kept {
  readonly text: string;
  readonly etag: string | undefined;
  /** Where in the text of an answer its data end. */
  readonly dataEnd: number | undefined;
  readonly tags: readonly Tag[];
  /** Epoch milliseconds. */
  readonly freshUntilMs: number;
  /** Until then it may stand in for what cannot be had. */
  readonly usableUntilMs: number;
  /** Of the change log, from before it was read. */
  readonly position: number;
}

/** A moment before something was read. */
export interface Beginning {
  readonly atMs: number;
  readonly position: number;
  readonly message: string | undefined;
}

export interface CacheStore {
  /** Whether anything may be used or kept now. */
  isOn(): boolean;
  /** Whether `find` may find more than `peek`. */
  readonly isShared: boolean;
  begin(): Beginning;
  /** From this process's memory: what is current, fresh or not. */
  peek(key: string): Kept | undefined;
  /** From memory, or from what other processes have kept. */
  find(key: string): Promise<Kept | undefined>;
  /** Keeps what was read since `begun`, as long as the policy says. What is outdated already is made for its reader only, and not kept. */
  keep(
    key: string,
    what: {
      text: string;
      etag?: string;
      dataEnd?: number;
      tags: readonly Tag[];
      /** Of the oldest that it is made of, when that was kept itself. */
      freshUntilMs?: number;
    },
    policy: CachePolicy,
    begun: Beginning,
  ): Kept;
  isCurrent(kept: Kept): boolean;
  /** About as much memory as is taken. */
  bytes(): number;
  /** How many answers, and how many entities and root fields, are in memory. */
  entries(): { readonly response: number; readonly entity: number };
}

export interface CacheStoreOptions {
  readonly feed: Pick<ChangeFeed, 'log' | 'isHearing'>;
  readonly maxBytes: number;
  readonly maxEntryBytes: number;
  /** Behind the memory, for several processes. */
  readonly shared?: Pick<Cache, 'get' | 'set'> | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** What an entry costs beside its texts. */
const OVERHEAD_BYTES = 256;

/**
 * Texts with tags, bounded in bytes. An entry is used only while nothing that it depends on has changed since before it was read. That holds for entries of
 * other processes, too: each says after which message it was read, and only where that message is known can it be told what has changed since.
 */
export function createCacheStore({
  feed,
  maxBytes,
  maxEntryBytes,
  shared,
  now = Date.now,
}: CacheStoreOptions): CacheStore {
  const { log } = feed;
  const entries = createExpiringLru<Kept>({ maxWeight: maxBytes, weigh, now });

  function isCurrent({ tags, position }: Kept): boolean {
    return feed.isHearing() && log.isCurrent(tags, position);
  }

  function peek(key: string): Kept | undefined {
    const kept = entries.get(key);
    if (!kept || isCurrent(kept)) return kept;
    entries.delete(key);
    return undefined;
  }

  async function fetch(key: string): Promise<Kept | undefined> {
    const written = await shared?.get(sharedKey(key));
    if (!written) return undefined;
    const line = written.indexOf('\n');
    // `share` wrote it.
    const { after, ...head } = JSON.parse(written.slice(0, line)) as SharedHead;
    const position = log.positionOf(after);
    if (position === undefined) return undefined;
    const { etag, dataEnd } = head;
    const kept: Kept = { ...head, etag, dataEnd, text: written.slice(line + 1), position };
    if (kept.usableUntilMs <= now() || !isCurrent(kept)) return undefined;
    entries.set(key, kept, kept.usableUntilMs);
    return kept;
  }

  function share(key: string, { text, etag, dataEnd, tags, freshUntilMs, usableUntilMs }: Kept, after: string): void {
    const head: SharedHead = { after, etag, dataEnd, tags, freshUntilMs, usableUntilMs };
    // Never rejects: what cannot be kept is not.
    void shared?.set(sharedKey(key), `${JSON.stringify(head)}\n${text}`, usableUntilMs - now());
  }

  return {
    isOn: feed.isHearing,
    isShared: shared !== undefined,
    begin: () => ({ atMs: now(), position: log.position, message: log.lastMessage }),
    peek,
    async find(key) {
      const kept = peek(key);
      if (!shared || (kept && kept.freshUntilMs > now())) return kept;
      return (await fetch(key)) ?? peek(key);
    },
    keep(key, { freshUntilMs: oldest = Number.POSITIVE_INFINITY, ...what }, policy, { atMs, position, message }) {
      const { text, etag, dataEnd, tags } = what;
      const { maxAgeS, staleIfErrorS } = policy;
      const freshUntilMs = Math.min(atMs + maxAgeS * 1_000, oldest);
      const usableUntilMs = freshUntilMs + staleIfErrorS * 1_000;
      const kept: Kept = { text, etag, dataEnd, tags, freshUntilMs, usableUntilMs, position };
      if (usableUntilMs <= now() || weigh(key, kept) > maxEntryBytes || !isCurrent(kept)) return kept;
      entries.set(key, kept, usableUntilMs);
      if (message !== undefined) share(key, kept, message);
      return kept;
    },
    isCurrent,
    bytes: () => entries.weight(),
    entries() {
      const counts = { response: 0, entity: 0 };
      for (const { dataEnd } of entries.values()) counts[dataEnd === undefined ? 'entity' : 'response'] += 1;
      return counts;
    },
  };
}

interface SharedHead {
  /** The message after which it was read. */
  readonly after: string;
  readonly etag: string | undefined;
  readonly dataEnd: number | undefined;
  readonly tags: readonly Tag[];
  readonly freshUntilMs: number;
  readonly usableUntilMs: number;
}

/** Keys hold variables and who asks: outside this process they are not to be read. */
function sharedKey(key: string): string {
  return `answer:${createHash('sha256').update(key).digest('base64url')}`;
}

function weigh(key: string, { text, tags }: Kept): number {
  let characters = key.length + text.length;
  for (const tag of tags) characters += tag.length + 16;
  return OVERHEAD_BYTES + 2 * characters;
}
