import { idFromUuid } from '@bazaar/ids/id';
import { indexProducts, takeIndexRequests } from '../storage/product-index.ts';
import type { CatalogContext } from '../context.ts';

const BATCH = 500;

/** Derives anew the rows of products whose stock ran out or came back, whose vendor's status changed or whose category moved. Returns how many requests it served. */
export function indexRequestedProducts({ inTransaction }: Pick<CatalogContext, 'inTransaction'>): Promise<number> {
  return inTransaction(async (tx) => {
    const { taken, productIds } = await takeIndexRequests(tx, BATCH);
    await indexProducts(
      tx,
      productIds.map((id) => idFromUuid('prd', id)),
    );
    return taken;
  });
}
