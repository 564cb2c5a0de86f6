import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** Mints the token that tells `audience` (a subgraph's name) on whose behalf the gateway calls. */
export type MintInternalToken = (audience: string, caller: CallerClaims | null) => Promise<string>;

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
  issuer: string;
  /** Private Ed25519 key with a `kid`. */
  signingKey: JWK;
}): Promise<MintInternalToken> {
  const { issuer, signingKey } = options;
  if (!signingKey.kid || signingKey.crv !== 'Ed25519' || !signingKey.d)
    throw new Error('The signing key must be a private Ed25519 JWK with a "kid".');
  const header = { alg: 'EdDSA', typ: 'bazaar-internal+jwt', kid: signingKey.kid };
  // An OKP key imports as a CryptoKey; only `oct` keys become bytes.
  const key = (await importJWK(signingKey, 'EdDSA')) as CryptoKey;
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
    if (caller && !kept) byCaller.set(caller, (kept = new Map()));
    const now = Date.now();
    const minted = kept?.get(audience);
    if (minted && minted.expiresAt - MARGIN_MS > now) return minted.token;
    const nowS = Math.floor(now / 1000);
    const token = mint(audience, caller, nowS);
    kept?.set(audience, { token, expiresAt: nowS * 1000 + LIFETIME_MS });
    return token;
  };
}
