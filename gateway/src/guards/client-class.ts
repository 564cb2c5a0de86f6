import type { Client } from '../engine/request-scope.ts';

/** How limits and budgets tell clients apart. */
export type ClientClass = 'anonymous' | 'signedIn' | 'partner';

export function classOf({ caller, partner }: Client): ClientClass {
  if (partner) return 'partner';
  return caller ? 'signedIn' : 'anonymous';
}
