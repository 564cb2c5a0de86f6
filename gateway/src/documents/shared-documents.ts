import type { Cache } from '@bazaar/ephemeral/ephemeral';
import { LruMap } from '../engine/lru-map.ts';
import { hashDocument } from './document-id.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Of this process. */
const REMEMBERED = 2_000;

/**
 * Trusted documents that a deployment has put into Redis under `bazaar:trusted-document:<id>`. `first` is asked before; a text that is there under its
 * SHA-256 may be sent as it is. What was found once stays trusted in this process.
 */
export function createSharedDocuments(cache: Pick<Cache, 'get'>, first: TrustedDocuments): TrustedDocuments {
  const near = new LruMap<string, string>(REMEMBERED);

  async function find(id: string): Promise<string | undefined> {
    const known = near.get(id);
    if (known !== undefined) return known;
    const text = await cache.get(`trusted-document:${id}`);
    if (text === null) return undefined;
    near.set(id, text);
    return text;
  }

  return {
    find: async (id) => (await first.find(id)) ?? find(id),
    includes: async (text, normalise) =>
      (await first.includes(text, normalise)) || (await find(hashDocument(text))) === text,
  };
}
