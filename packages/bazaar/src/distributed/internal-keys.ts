import { generatePrivateJwk, toPublicJwk, type PrivateJwk, type PublicJwk } from '@bazaar/identity/ed25519';

export interface InternalKeys {
  /** Each process's own private key. */
  readonly own: ReadonlyMap<string, PrivateJwk>;
  /** Everybody's public keys, as every process trusts them. */
  readonly trusted: Readonly<Record<string, PublicJwk>>;
}

/** Makes a key pair for each process that speaks to others. */
export function generateInternalKeys(names: readonly string[]): InternalKeys {
  const own = new Map(names.map((name) => [name, generatePrivateJwk()]));
  return { own, trusted: Object.fromEntries([...own].map(([name, key]) => [name, toPublicJwk(key)])) };
}
