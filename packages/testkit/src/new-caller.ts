import { newId } from '@bazaar/ids/id';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** What the gateway passes on for someone with these roles: to all subgraphs but users a token is all there is of them. */
export function newCaller(...roles: readonly string[]): CallerClaims {
  return { sub: newId('usr'), sid: newId('ses'), roles: roles.length > 0 ? roles : ['CUSTOMER'], vendors: [] };
}
