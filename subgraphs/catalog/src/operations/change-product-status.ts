import { noteChanged } from '@bazaar/events/changed';
import type { ProductId } from '@bazaar/ids/kinds';
import type { CatalogContext } from '../context.ts';
import { refused, type Outcome } from '../domain/problem.ts';
import { decideStatus, type Product, type StatusChange } from '../domain/product.ts';
import { isText } from '../domain/product-rules.ts';
import { indexProducts } from '../storage/product-index.ts';
import { archiveOffers, lockProduct, saveProduct } from '../storage/product-writes.ts';
import { EVERYTHING, reachOf } from '../storage/visibility.ts';
import { announceProduct } from './announce-product.ts';
import { productDone } from './read-back.ts';

/**
 * Moves a product along its way to the shop and announces `product.status_changed`. Submitting and archiving are within the vendor's
 * reach; whoever approves and rejects was checked by the door. `reason` belongs to a rejection.
 */
export async function changeProductStatus(
  { inTransaction, viewer, now }: Pick<CatalogContext, 'inTransaction' | 'viewer' | 'now'>,
  id: ProductId,
  change: StatusChange,
  reason: string | null = null,
): Promise<Outcome<Product>> {
  if (change === 'reject' && !isText(reason ?? '', 1, 1000)) return refused('REASON_INVALID', 'reason');
  const isReview = change === 'approve' || change === 'reject';
  return inTransaction(async (tx) => {
    const row = await lockProduct(tx, isReview ? EVERYTHING : reachOf(viewer, 'catalog.product.write'), id);
    if (!row) return refused('PRODUCT_NOT_FOUND', 'productId');
    const status = decideStatus(row.status, change);
    if (!status) return refused('STATUS_CHANGE_NOT_ALLOWED', 'productId');
    const product = {
      ...row,
      status,
      rejectionReason: status === 'REJECTED' ? reason : null,
      publishedAt: row.publishedAt ?? (status === 'ACTIVE' ? now() : null),
      version: row.version + 1,
    };
    await saveProduct(tx, product);
    // Who may see its offers and variants, and buy them, has changed with it.
    if (status !== row.status) noteChanged(tx, 'Offer:*', 'Variant:*');
    if (status === 'ARCHIVED') await archiveOffers(tx, id);
    await indexProducts(tx, [id]);
    await announceProduct(tx, 'product.status_changed', product);
    return productDone(tx, id);
  });
}
