import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CatalogContext } from '../context.ts';
import { rebuildNextPage } from '../operations/rebuild-vendor-copies.ts';

/** Goes on with a rebuild of the copies of vendors that an operator asked for. */
export const rebuildVendorCopies: Sweep<CatalogContext> = {
  name: 'rebuild vendor copies',
  everyMs: 1_000,
  run: rebuildNextPage,
};
