import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { JSONWebKeySet } from 'jose';
import { randomUUID } from 'node:crypto';

/** The HTTP doors of the marketplace beside GraphQL: their owners verify who knocks. */
export const PASS_THROUGH = [
  { method: 'GET', path: '/.well-known/jwks.json', subgraph: 'users' },
  { method: 'POST', path: '/webhooks/stripe', subgraph: 'orders' },
] as const;

/** The public keys of access tokens, as users publishes them. @throws when users does not answer with a key set. */
export async function fetchKeysFrom(users: SubgraphDoor): Promise<JSONWebKeySet> {
  const answer = await users.serveRaw({
    method: 'GET',
    path: '/.well-known/jwks.json',
    headers: {},
    body: Buffer.alloc(0),
    requestId: randomUUID(),
  });
  if (answer.status !== 200) throw new Error(`users answered ${answer.status} to the question for its keys.`);
  // What users serves there is a key set.
  return JSON.parse(answer.body.toString()) as JSONWebKeySet;
}
