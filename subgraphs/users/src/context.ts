import { createSessionDenylist, type SessionDenylist } from '@bazaar/ephemeral/session-denylist';
import type { Platform, SubgraphContext } from '@bazaar/subgraph/context';
import type { UsersConfig } from './config.ts';
import { openKeyRing, type KeyRing } from './keys/key-ring.ts';
import { createLoaders, type UsersLoaders } from './loaders.ts';
import { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';

/** What lives as long as the process. */
export interface UsersServices {
  readonly passwords: PasswordHasher;
  readonly keyRing: KeyRing;
  readonly sessionDenylist: SessionDenylist;
}

export interface UsersContext extends SubgraphContext<UsersConfig>, UsersServices {
  readonly loaders: UsersLoaders;
}

export async function openServices(
  platform: Platform<UsersConfig>,
): Promise<UsersServices & { stop(): Promise<void> }> {
  const sessionDenylist = createSessionDenylist(platform.ephemeral);
  return {
    passwords: await createPasswordHasher(),
    keyRing: await openKeyRing(platform),
    sessionDenylist,
    stop: () => sessionDenylist.stop(),
  };
}

export function createContext(base: SubgraphContext<UsersConfig>, services: UsersServices): UsersContext {
  return { ...base, ...services, loaders: createLoaders(base) };
}
