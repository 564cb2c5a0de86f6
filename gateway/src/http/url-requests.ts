import { LruMap } from '../engine/lru-map.ts';
import type { OperationRequest } from '../pipeline/operation-request.ts';
import { readUrlParameters } from './read-operation.ts';

const REMEMBERED_URLS = 500;
/** In characters: what clients ask for again and again is a document's id and a few variables. */
const MAX_URL = 2_000;

/**
 * Reads what GETs ask for. The same URL is the same request, frozen, as long as it is remembered.
 * @throws Fault `BAD_REQUEST` as {@link readUrlParameters} does
 */
export function createUrlRequests(): (url: string) => OperationRequest {
  const remembered = new LruMap<string, OperationRequest>(REMEMBERED_URLS);
  return (url) => {
    const known = remembered.get(url);
    if (known) return known;
    const read = readUrlParameters(url);
    if (url.length > MAX_URL) return read;
    const request = deepFreeze({ ...read, comesAgain: true });
    remembered.set(url, request);
    return request;
  };
}

/** Deep as a URL of that length can be. */
function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
