import type { Published } from '@bazaar/ephemeral/ephemeral';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { Fault } from '@bazaar/runtime/faults';
import { LruMap } from '../engine/lru-map.ts';
import { keepAnswers } from '../partners/kept-answers.ts';
import { hashDocument } from './document-id.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** How long this process goes by what it was told, in milliseconds: so long does a document go on that was taken out of Redis. */
export const FOUND_MS = 60_000;
/** One that is not there may be put there any moment. */
export const MISSING_MS = 1_000;
/** What Redis confirmed no longer than this before it was lost goes on until it is back: what was taken out earlier does not come back with an outage. */
const CONFIRMED_MS = 10 * 60_000;
/** Of this process. */
const REMEMBERED = 2_000;

export interface SharedDocumentsOptions {
  readonly published: Published;
  /** Asked before Redis is. */
  readonly first: TrustedDocuments;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Trusted documents that a deployment has put into Redis under `bazaar:trusted-document:<id>`; a text that is there under its SHA-256 may be sent as it
 * is. Each is asked for anew every minute, so that it can be taken out again. While Redis is away, what it told this process shortly before goes on, and of the
 * rest nothing can be told: `find` and `includes` throw Fault `SUBGRAPH_UNAVAILABLE`.
 */
export function createSharedDocuments({ published, first, now = Date.now }: SharedDocumentsOptions): TrustedDocuments {
  const limits = { foundMs: FOUND_MS, missingMs: MISSING_MS, maxWeight: REMEMBERED, maxMissing: REMEMBERED };
  const kept = keepAnswers<{ readonly text: string }>({ ...limits, now });
  /** As Redis had them when it was last asked. */
  const lastKnown = new LruMap<string, { readonly text: string; readonly toldAt: number }>(REMEMBERED);
  /** Epoch milliseconds; undefined while it answers. */
  let awaySince: number | undefined;

  async function ask(id: string): Promise<string | null> {
    const askedAt = now();
    try {
      const text = await published.find(`trusted-document:${id}`);
      awaySince = undefined;
      if (text === null) lastKnown.delete(id);
      else lastKnown.set(id, { text, toldAt: askedAt });
      return text;
    } catch (cause) {
      if (!(cause instanceof EphemeralUnavailable)) throw cause;
      awaySince ??= askedAt;
      const known = lastKnown.get(id);
      if (known && known.toldAt >= awaySince - CONFIRMED_MS) return known.text;
      throw new Fault('SUBGRAPH_UNAVAILABLE', 'Documents cannot be looked up at the moment.', { cause });
    }
  }

  async function find(id: string): Promise<string | undefined> {
    const found = await kept.get(id, async () => {
      const text = await ask(id);
      return text === null ? null : { text };
    });
    return found?.text;
  }

  return {
    find: async (id) => (await first.find(id)) ?? find(id),
    includes: async (text, normalise) =>
      (await first.includes(text, normalise)) || (await find(hashDocument(text))) === text,
  };
}
