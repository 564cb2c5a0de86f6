import { importPrivateJwk } from '@bazaar/identity/ed25519';
import type { SigningKey } from '@bazaar/identity/signing-keys';
import { rotateSigningKeys } from '@bazaar/users/operations/rotate-signing-keys';
import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, SignJWT, type JWTPayload } from 'jose';
import type { Market } from './start-market.ts';
import { TEST_SECRETS } from './test-env.ts';

const CONFIG = { ...TEST_SECRETS, ACCESS_TOKEN_ISSUER: 'bazaar', ACCESS_TOKEN_AUDIENCE: 'bazaar' };

/** The key with which users signs now. */
async function currentKey(market: Market): Promise<SigningKey> {
  const { inTransaction } = market.database('users');
  const keys = await rotateSigningKeys({ inTransaction, now: () => new Date(), config: CONFIG });
  const key = keys.find(({ state }) => state === 'CURRENT');
  if (!key) throw new Error('users has no signing key.');
  return key;
}

export interface Changes {
  readonly claims?: JWTPayload;
  /** Default `at+jwt`. */
  readonly typ?: string;
  /** Signs with a key that nobody published, under the name of the real one. */
  readonly forged?: boolean;
}

/** A token like `token` but for `changes`, signed by users' own key unless it is forged. */
export async function resign(
  market: Market,
  token: string,
  { claims, typ = 'at+jwt', forged }: Changes,
): Promise<string> {
  const key = await currentKey(market);
  const privateKey = forged ? generateKeyPairSync('ed25519').privateKey : importPrivateJwk(key.privateJwk);
  return new SignJWT({ ...decodeJwt(token), ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: key.kid })
    .sign(privateKey);
}

export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
