import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Fetches the key set that a subgraph publishes at `/.well-known/jwks.json`. */
export function fetchKeysFrom(door: SubgraphDoor): () => Promise<JSONWebKeySet> {
  return async () => {
    const answer = await door.serveRaw({
      method: 'GET',
      path: '/.well-known/jwks.json',
      headers: { accept: 'application/json' },
      body: Buffer.alloc(0),
      requestId: randomUUID(),
    });
    if (answer.status !== 200) throw new Error(`the key set answers ${answer.status}`);
    return keySet.parse(JSON.parse(answer.body.toString()));
  };
}

/** Fetches a key set from an address, as any OpenID provider publishes it. */
export function fetchKeysFromUrl(url: string): () => Promise<JSONWebKeySet> {
  return async () => {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`the key set answers ${answer.status}`);
    return keySet.parse(await answer.json());
  };
}
