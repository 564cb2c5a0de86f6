import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CatalogContext } from '../context.ts';
import { indexRequestedProducts } from '../operations/index-requested-products.ts';

/** Lets search and price ranges follow the stock and the vendors. */
export const indexProducts: Sweep<CatalogContext> = {
  name: 'index products',
  everyMs: 500,
  run: indexRequestedProducts,
};
