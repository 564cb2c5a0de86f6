import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

const ISSUER = 'bench';
const AUDIENCE = 'bazaar';
/** Longer than any run. */
const LIFETIME = '24 hours';

export interface TokenIssuer {
  /** What a gateway must know to believe its tokens. */
  readonly identity: { readonly issuer: string; readonly audience: string; readonly keys: readonly JWK[] };
  /** The access token of a signed-in user. */
  tokenOf(userId: string): Promise<string>;
}

/** Issues access tokens as the users subgraph does, with a key of its own. */
export async function createTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = 'bench';
  return {
    identity: { issuer: ISSUER, audience: AUDIENCE, keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] },
    tokenOf: (userId) =>
      new SignJWT({ sid: `ses_${userId}`, roles: ['CUSTOMER'], vendors: [] })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(privateKey),
  };
}
