import { offAbort, onAbort } from '@bazaar/runtime/abort-listeners';
import type { Kept } from './cache-store.ts';

/** How long one waits for what another has asked for, in milliseconds; who waited in vain has most of its budget left. */
export const JOIN_MS = 3_000;

/** How often one waits, when those who asked first fail or leave. */
export const JOINS = 3;

/** What is on its way into the cache: whoever misses the same waits for it instead of asking, too. */
export interface Refills {
  isUnderWay(key: string): boolean;
  /** What arrives at `key`. Undefined when it fails, when it takes longer, and when `signal` aborts. */
  arrival(key: string, atMostMs: number, signal?: AbortSignal): Promise<Kept | undefined>;
  /** Says that `key` is asked for; what it returns says how that ended, and must be called. */
  begin(key: string): (kept: Kept | undefined) => void;
}

type Waiting = (kept: Kept | undefined) => void;

export function createRefills(): Refills {
  const waiting = new Map<string, Set<Waiting>>();

  return {
    isUnderWay: (key) => waiting.has(key),
    arrival(key, atMostMs, signal) {
      const others = waiting.get(key);
      if (!others || atMostMs <= 0 || signal?.aborted) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const leave = (): void => end(undefined);
        const late = setTimeout(leave, atMostMs);
        if (signal) onAbort(signal, leave);
        const end: Waiting = (kept) => {
          clearTimeout(late);
          if (signal) offAbort(signal, leave);
          others.delete(end);
          resolve(kept);
        };
        others.add(end);
      });
    },
    begin(key) {
      // Who no longer waits for another asks beside it.
      if (waiting.has(key)) return () => undefined;
      const others = new Set<Waiting>();
      waiting.set(key, others);
      return (kept) => {
        waiting.delete(key);
        for (const end of others) end(kept);
      };
    },
  };
}
