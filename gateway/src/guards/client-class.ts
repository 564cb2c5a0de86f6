import type { Client } from '../engine/request-scope.ts';

/** How limits and budgets tell clients apart. */
export const CLIENT_CLASSES = ['anonymous', 'signedIn', 'partner'] as const;

export type ClientClass = (typeof CLIENT_CLASSES)[number];

export function classOf({ caller }: Client): ClientClass {
  if (!caller) return 'anonymous';
  return caller.roles.includes('PARTNER') ? 'partner' : 'signedIn';
}
