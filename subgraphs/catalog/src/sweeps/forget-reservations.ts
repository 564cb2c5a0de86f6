import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CatalogContext } from '../context.ts';
import * as operations from '../operations/forget-reservations.ts';

/** Keeps the table of reservations small. */
export const forgetReservations: Sweep<CatalogContext> = {
  name: 'forget reservations',
  everyMs: 3_600_000,
  run: operations.forgetReservations,
};
