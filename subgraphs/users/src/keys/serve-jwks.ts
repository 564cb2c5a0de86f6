import type { RawResponse } from '@bazaar/runtime/subgraph-door';
import type { UsersContext } from '../context.ts';

/** `GET /.well-known/jwks.json`: the public keys of access tokens (RFC 7517). */
export function serveJwks({ keyRing }: Pick<UsersContext, 'keyRing'>): Promise<RawResponse> {
  return Promise.resolve({
    status: 200,
    headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' },
    body: JSON.stringify(keyRing.jwks()),
  });
}
