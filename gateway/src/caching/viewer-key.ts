import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Client } from '../engine/request-scope.ts';
import type { CacheScope } from './cache-hints.ts';

type Asking = Pick<Client, 'caller' | 'forwarded'>;

/** Under which names a viewer's answers are kept. */
export interface ViewerKeys {
  /** What this viewer asked for. */
  readonly own: string;
  /** What strangers asked for, where this viewer may be given that. */
  readonly strangers: string | undefined;
}

/** Null when nothing can be kept for whoever asks. */
export type ViewerKey = (client: Asking, scope: CacheScope) => ViewerKeys | null;

/**
 * What someone asked for who was identified is kept for that session alone, whatever a hint says: no answer ever goes from one viewer to another. What
 * strangers asked for is one for all strangers, and, where it is public, for callers with nothing but `publicRoles`: who has more may see more. All claims
 * count, also such as come to be later, and so do the client's headers that subgraphs see.
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
    const headers = forwarded ? nameOf(forwarded) : '';
    if (!caller) return scope === 'PUBLIC' ? { own: headers, strangers: undefined } : null;
    const strangers = scope === 'PUBLIC' && isPlain(caller, plain) ? headers : undefined;
    return { own: `${nameOf(caller)}${headers}`, strangers };
  };
}

function isPlain({ roles, vendors, scopes }: CallerClaims, plain: ReadonlySet<string>): boolean {
  return vendors.length === 0 && !scopes && roles.every((role) => plain.has(role));
}
