import type { Cache } from '@bazaar/ephemeral/ephemeral';
import { LruMap } from '../engine/lru-map.ts';

/** Texts that clients have registered by using them. */
export interface AutomaticDocuments {
  find(id: string): Promise<string | undefined>;
  /** `id` is the text's own hash: the caller has compared. */
  register(id: string, text: string): Promise<void>;
}

/** Of this process; the cache, which may be shared, has more. */
const REMEMBERED = 1_000;
/** Longer texts count as several. */
const CHARACTERS_OF_ONE = 2_000;
const DAY_MS = 24 * 60 * 60_000;
/** A longer text is run and not kept. */
const MAX_CHARACTERS = 100_000;

/** Automatic persisted queries: kept for a day in the cache, so that all processes that share it know them. */
export function createAutomaticDocuments(cache: Pick<Cache, 'get' | 'set'>): AutomaticDocuments {
  const near = new LruMap<string, string>(REMEMBERED, (_, text) => Math.ceil(text.length / CHARACTERS_OF_ONE));
  return {
    async find(id) {
      const known = near.get(id);
      if (known !== undefined) return known;
      const text = await cache.get(keyOf(id));
      if (text === null) return undefined;
      near.set(id, text);
      return text;
    },
    async register(id, text) {
      if (text.length > MAX_CHARACTERS) return;
      near.set(id, text);
      await cache.set(keyOf(id), text, DAY_MS);
    },
  };
}

function keyOf(id: string): string {
  return `document:${id}`;
}
