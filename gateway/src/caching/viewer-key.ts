import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Client } from '../engine/request-scope.ts';
import type { CacheScope } from './cache-hints.ts';

type Asking = Pick<Client, 'caller' | 'forwarded'>;

/** Names those who get the same answer; null when an answer cannot be kept for whoever asks. */
export type ViewerKey = (client: Asking, scope: CacheScope) => string | null;

/**
 * Public answers are one for all strangers, and for callers with nothing but `publicRoles`: who has more may see more, and has answers of their own.
 * Private ones belong to one session. All claims count, also such as come to be later, and so do the client's headers that subgraphs see.
 */
export function createViewerKey(publicRoles: readonly string[]): ViewerKey {
  const plain = new Set(publicRoles);
  const names = new WeakMap<object, string>();

  function nameOf(thing: object): string {
    let name = names.get(thing);
    if (name === undefined) {
      const entries = Object.entries(thing).toSorted(([one], [other]) => (one < other ? -1 : 1));
      names.set(thing, (name = JSON.stringify(entries)));
    }
    return name;
  }

  return ({ caller, forwarded }, scope) => {
    if (scope === 'PRIVATE' && !caller) return null;
    const own = caller && (scope === 'PRIVATE' || !isPlain(caller, plain)) ? nameOf(caller) : '';
    return forwarded ? `${own}${nameOf(forwarded)}` : own;
  };
}

function isPlain({ roles, vendors, scopes }: CallerClaims, plain: ReadonlySet<string>): boolean {
  return vendors.length === 0 && !scopes && roles.every((role) => plain.has(role));
}
