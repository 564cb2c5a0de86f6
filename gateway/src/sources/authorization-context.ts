import type { Asker } from './call.ts';

const ANONYMOUS = 'anonymous';

const known = new WeakMap<object, string>();

/**
 * Names what an asker may see: two of one name get the same answers. It is made of the caller's claims, and of the client's own headers where
 * subgraphs get them, which may say who asks. Where the client is counts for limits on what it does, and not for what it may read.
 */
export function contextOf({ caller, forwarded }: Pick<Asker, 'caller' | 'forwarded'>): string {
  const name = caller
    ? nameOnce(caller, ({ sub, sid, roles, vendors, scopes }) => [sub, sid, roles, vendors, scopes])
    : ANONYMOUS;
  return forwarded
    ? name +
        nameOnce(forwarded, (headers) => Object.entries(headers).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : name;
}

function nameOnce<Thing extends object>(thing: Thing, parts: (thing: Thing) => unknown[]): string {
  let name = known.get(thing);
  if (name === undefined) known.set(thing, (name = JSON.stringify(parts(thing))));
  return name;
}
