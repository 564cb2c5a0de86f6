import { announce } from '@bazaar/events/announce';
import type { Tx } from '@bazaar/postgres/tx';
import type { ProductRow } from '../storage/tables/product-table.ts';

/** Tells the other subgraphs of a product that was made, or whose status changed, in the version of `product`, whose row the caller holds. */
export async function announceProduct(
  tx: Tx,
  type: 'product.created' | 'product.status_changed',
  { id, vendorId, title, status, version }: ProductRow,
): Promise<void> {
  await announce(tx, { type, aggregateId: id, sequence: version, data: { productId: id, vendorId, title, status } });
}
