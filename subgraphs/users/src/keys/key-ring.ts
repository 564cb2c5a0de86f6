import { signAccessToken, type AccessToken } from '@bazaar/identity/access-tokens';
import { toJwks, type PublishedJwk, type SigningKey } from '@bazaar/identity/signing-keys';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Platform } from '@bazaar/subgraph/context';
import type { UsersConfig } from '../config.ts';
import { rotateSigningKeys } from '../operations/rotate-signing-keys.ts';

/** The signing keys of this process, as they were when last read. */
export interface KeyRing {
  sign(caller: CallerClaims): Promise<AccessToken>;
  jwks(): { keys: PublishedJwk[] };
  /** Rotates what is due and reads what other processes rotated. */
  refresh(): Promise<void>;
}

/** Opens the key ring; the first process ever makes the first keys. */
export async function openKeyRing(platform: Platform<UsersConfig>): Promise<KeyRing> {
  const { config, now } = platform;
  let keys: SigningKey[] = [];

  async function refresh(): Promise<void> {
    keys = await rotateSigningKeys(platform);
  }

  function signingKey(): SigningKey {
    const key = keys.find(({ state }) => state === 'CURRENT');
    if (!key) throw new Error('There is no current signing key.');
    return key;
  }

  await refresh();
  return {
    refresh,
    jwks: () => toJwks(keys),
    sign: (caller) =>
      signAccessToken({
        key: signingKey(),
        issuer: config.ACCESS_TOKEN_ISSUER,
        audience: config.ACCESS_TOKEN_AUDIENCE,
        caller,
        now: now(),
      }),
  };
}
