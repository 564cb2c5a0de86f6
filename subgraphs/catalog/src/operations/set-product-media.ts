import { idToUuid } from '@bazaar/ids/id';
import type { ProductId } from '@bazaar/ids/kinds';
import type { CatalogContext } from '../context.ts';
import { refused, type Outcome, type Problem } from '../domain/problem.ts';
import type { Product } from '../domain/product.ts';
import { checkTexts, type MediaDraft } from '../domain/product-rules.ts';
import { listVariantUuids, lockProduct, saveProduct, setMedia } from '../storage/product-writes.ts';
import { reachOf } from '../storage/visibility.ts';
import { productDone } from './read-back.ts';

/** Replaces all media of a product within the viewer's reach. */
export async function setProductMedia(
  { inTransaction, viewer }: Pick<CatalogContext, 'inTransaction' | 'viewer'>,
  id: ProductId,
  media: readonly MediaDraft[],
): Promise<Outcome<Product>> {
  return inTransaction(async (tx) => {
    const row = await lockProduct(tx, reachOf(viewer, 'catalog.product.write'), id);
    if (!row) return refused('PRODUCT_NOT_FOUND', 'productId');
    const variants = await listVariantUuids(tx, id);
    const foreign = media.flatMap(({ variantId }, index): Problem[] =>
      variantId === null || variants.has(idToUuid(variantId))
        ? []
        : [{ code: 'VARIANT_NOT_FOUND', field: ['media', String(index), 'variantId'] }],
    );
    const problems = [...checkTexts({ media }), ...foreign];
    if (problems.length > 0) return { kind: 'refused', problems };
    await setMedia(tx, id, media);
    await saveProduct(tx, { ...row, version: row.version + 1 });
    return productDone(tx, id);
  });
}
