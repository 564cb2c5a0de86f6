import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** Mints the token that tells `audience` (a subgraph's name) on whose behalf the gateway calls. */
export type MintInternalToken = (audience: string, caller: CallerClaims | null) => Promise<string>;

const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url');

/** A private Ed25519 key as a JSON Web Key. */
export const signingKeySchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: key32, d: key32 });
export type SigningKey = z.output<typeof signingKeySchema>;

const LIFETIME_MS = 60_000;
/** A token is used again as long as this much of its life is left: enough for the slowest call to begin. */
const MARGIN_MS = 20_000;

interface Minted {
  readonly token: Promise<string>;
  readonly expiresAt: number;
}

/**
 * Mints internal tokens: `typ: bazaar-internal+jwt`, EdDSA, `iss`, `aud`, `iat`, `exp` (60 s) and `caller`, which is null for anonymous callers.
 * One token per caller and audience is kept until shortly before its end. The caller's identity is its object: the verifier of access tokens
 * returns the same one for the same token.
 */
export async function createInternalTokenMinter(options: {
  /** Under which name subgraphs know the public half of `signingKey`. */
  issuer: string;
  signingKey: SigningKey;
}): Promise<MintInternalToken> {
  const { issuer, signingKey } = options;
  const { kty, crv, x } = signingKey;
  // Both sides derive the key's id from the key itself (RFC 7638).
  const header = { alg: 'EdDSA', typ: 'bazaar-internal+jwt', kid: await calculateJwkThumbprint({ kty, crv, x }) };
  const key = await importJWK(signingKey, 'EdDSA');
  const anonymous = new Map<string, Minted>();
  const byCaller = new WeakMap<CallerClaims, Map<string, Minted>>();

  function mint(audience: string, caller: CallerClaims | null, nowS: number): Promise<string> {
    return new SignJWT({ caller })
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + LIFETIME_MS / 1000)
      .sign(key);
  }

  return (audience, caller) => {
    let kept = caller ? byCaller.get(caller) : anonymous;
    if (caller && !kept) byCaller.set(caller, (kept = new Map<string, Minted>()));
    const now = Date.now();
    const minted = kept?.get(audience);
    if (minted && minted.expiresAt - MARGIN_MS > now) return minted.token;
    const nowS = Math.floor(now / 1000);
    const token = mint(audience, caller, nowS);
    kept?.set(audience, { token, expiresAt: nowS * 1000 + LIFETIME_MS });
    return token;
  };
}
