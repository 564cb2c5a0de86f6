import type { Data } from '../engine/compiled/run.ts';
import type { CachePolicy } from './cache-policy.ts';
import type { Beginning, CacheStore, Kept } from './cache-store.ts';
import type { Tag } from './change-tags.ts';
import type { ViewerKeys } from './viewer-key.ts';

/** A place in the cache, and the terms on which something is put there. */
export interface Lot {
  readonly key: string;
  /** Where what strangers asked for is, for who may be given it. */
  readonly ofStrangers: string | undefined;
  readonly policy: CachePolicy;
  readonly tagsOf: (received: unknown) => readonly Tag[];
}

/** @param question what is asked of whom. */
export function lotFor(question: string, { own, strangers }: ViewerKeys, terms: Pick<Lot, 'policy' | 'tagsOf'>): Lot {
  return { key: question + own, ofStrangers: strangers === undefined ? undefined : question + strangers, ...terms };
}

/** What is in lots. */
export interface Lots {
  isFresh(kept: Kept | undefined): kept is Kept;
  /** Whether it may take the place of what cannot be had. */
  mayStandIn(kept: Kept | undefined): kept is Kept;
  /** From this process's memory. */
  peek(lot: Lot): Kept | undefined;
  /** From memory, or from what other processes have kept. */
  find(lot: Lot): Promise<Kept | undefined>;
  /** Puts there what was received since `begun`. */
  keep(lot: Lot, received: unknown, begun: Beginning): Kept;
  /** Each reader gets a copy of its own: what it does to it is nobody else's. */
  read(kept: Kept): { readonly data: Data | null; readonly isPlain: boolean };
}

/** @param now epoch milliseconds. */
export function createLots(store: CacheStore, now: () => number): Lots {
  function isFresh(kept: Kept | undefined): kept is Kept {
    return kept !== undefined && kept.freshUntilMs > now();
  }

  function better(own: Kept | undefined, theirs: Kept | undefined): Kept | undefined {
    return own && !isFresh(theirs) ? own : theirs;
  }

  return {
    isFresh,
    mayStandIn: (kept): kept is Kept => kept !== undefined && kept.usableUntilMs > now() && store.isCurrent(kept),
    peek({ key, ofStrangers }) {
      const own = store.peek(key);
      return isFresh(own) || ofStrangers === undefined ? own : better(own, store.peek(ofStrangers));
    },
    async find({ key, ofStrangers }) {
      const own = await store.find(key);
      return isFresh(own) || ofStrangers === undefined ? own : better(own, await store.find(ofStrangers));
    },
    keep: ({ key, policy, tagsOf }, received, begun) =>
      store.keep(key, { text: JSON.stringify(received ?? null), tags: tagsOf(received) }, policy, begun),
    // `keep` wrote it, of an object of an answer or null. What JSON escapes it writes with a backslash.
    read: ({ text }) => ({ data: JSON.parse(text) as Data | null, isPlain: !text.includes('\\') }),
  };
}
