import type { Sweep } from '@bazaar/subgraph/sweep';
import type { UsersContext } from '../context.ts';

/** Rotates signing keys when due, and lets this process see what others rotated well before a key signs. */
export const rotateKeys: Sweep<UsersContext> = {
  name: 'rotate-keys',
  everyMs: 60_000,
  async run({ keyRing }) {
    await keyRing.refresh();
    return 0;
  },
};
