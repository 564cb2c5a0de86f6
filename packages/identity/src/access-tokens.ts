import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { SignJWT, createLocalJWKSet, jwtVerify } from 'jose';
import { parseCallerClaims } from './caller-claims.ts';
import { importPrivateJwk } from './ed25519.ts';
import type { PublishedJwk, SigningKey } from './signing-keys.ts';

const TYP = 'at+jwt';

/** How long an access token lives. What ends a session earlier must keep its id on the denylist for this long. */
export const ACCESS_TOKEN_LIFETIME_MS = 15 * 60_000;

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Signs an access token for the user of `caller` with the current signing key: a JWT (EdDSA, `typ: at+jwt`) with iss, aud, iat, exp, sub, sid, roles
 * and vendors.
 */
export async function signAccessToken(options: {
  key: SigningKey;
  issuer: string;
  audience: string;
  caller: CallerClaims;
  now: Date;
}): Promise<AccessToken> {
  const { key, issuer, audience, now } = options;
  const { sub, sid, roles, vendors } = options.caller;
  const iat = Math.floor(now.getTime() / 1000);
  const exp = iat + ACCESS_TOKEN_LIFETIME_MS / 1000;
  const token = await new SignJWT({ iss: issuer, aud: audience, iat, exp, sub, sid, roles, vendors })
    .setProtectedHeader({ alg: 'EdDSA', typ: TYP, kid: key.kid })
    .sign(importPrivateJwk(key.privateJwk));
  return { token, expiresAt: new Date(exp * 1000) };
}

export interface VerifiedAccessToken {
  readonly caller: CallerClaims;
  readonly expiresAt: Date;
}

/**
 * Verifies an access token against a published key set. It does not know which sessions have ended: ask the denylist.
 * @throws Fault `UNAUTHENTICATED`
 */
export async function verifyAccessToken(
  token: string,
  options: { issuer: string; audience: string; jwks: { keys: readonly PublishedJwk[] }; now: Date },
): Promise<VerifiedAccessToken> {
  const { issuer, audience, jwks, now } = options;
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [...jwks.keys] }), {
      algorithms: ['EdDSA'],
      typ: TYP,
      issuer,
      audience,
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
      currentDate: now,
    });
    return { caller: parseCallerClaims(payload), expiresAt: new Date((payload.exp ?? 0) * 1000) };
  } catch (error) {
    throw new Fault('UNAUTHENTICATED', 'The access token is not valid.', { cause: error });
  }
}
