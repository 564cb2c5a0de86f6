import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CatalogContext } from '../context.ts';
import * as operations from '../operations/expire-reservations.ts';

/** Gives back the units of checkouts that nobody finished. */
export const expireReservations: Sweep<CatalogContext> = {
  name: 'expire reservations',
  everyMs: 5_000,
  run: operations.expireReservations,
};
