import { importJWK, type CryptoKey, type JSONWebKeySet } from 'jose';
import { algorithmOf, type Algorithm } from './token-form.ts';

/** Finds the public key with a given id, or null when its issuer publishes none. */
export type FindKey = (kid: string) => Promise<CryptoKey | null>;

/** How long a key set is trusted before it is fetched again, so that a withdrawn key ends. */
const MAX_AGE_MS = 10 * 60_000;
/** An unknown key id asks the issuer at most this often, whoever makes them up. */
const COOLDOWN_MS = 5_000;

/**
 * The issuer's published keys, fetched when first needed, when an unknown key id appears (rotation), and when they grow old.
 * One fetch at a time; when a refresh fails the keys at hand stay in use.
 * `onChange` runs whenever a fetched set replaces the one before.
 */
export function createKeySet(options: {
  fetchKeys: () => Promise<JSONWebKeySet>;
  algorithms: readonly Algorithm[];
  onChange?: () => void;
  now?: () => number;
}): FindKey {
  const { fetchKeys, algorithms, onChange, now = Date.now } = options;
  let keys: ReadonlyMap<string, CryptoKey> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    triedAt = now();
    const fetched = new Map<string, CryptoKey>();
    for (const jwk of (await fetchKeys()).keys) {
      const algorithm = algorithmOf(jwk, algorithms);
      if (!jwk.kid || !algorithm) continue;
      // A public key imports as a CryptoKey; only `oct` keys become bytes.
      fetched.set(jwk.kid, (await importJWK(jwk, algorithm)) as CryptoKey);
    }
    keys = fetched;
    fetchedAt = now();
    onChange?.();
  }

  function refreshOnce(): Promise<void> {
    fetching ??= refresh().finally(() => (fetching = undefined));
    return fetching;
  }

  return async (kid) => {
    const mayAsk = !keys || now() - triedAt > COOLDOWN_MS;
    const key = keys?.get(kid);
    if (key) {
      // Nobody waits for a refresh while there is a key at hand; one that fails is tried again.
      if (mayAsk && now() - fetchedAt > MAX_AGE_MS) refreshOnce().catch(() => undefined);
      return key;
    }
    if (fetching || mayAsk) {
      try {
        await refreshOnce();
      } catch (error) {
        if (!keys) throw error;
      }
    }
    return keys?.get(kid) ?? null;
  };
}
