import { idToUuid } from '@bazaar/ids/id';
import type { CategoryId, ProductId } from '@bazaar/ids/kinds';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { Tx } from '@bazaar/postgres/tx';
import type { CatalogContext } from '../context.ts';
import { refused, type Outcome, type Problem } from '../domain/problem.ts';
import type { Product, ProductAttribute, ProductOption } from '../domain/product.ts';
import { checkTexts, checkVariants, type VariantDraft } from '../domain/product-rules.ts';
import { indexProducts } from '../storage/product-index.ts';
import {
  addSlug,
  listVariantUuids,
  lockProduct,
  saveProduct,
  setCategories,
  setVariants,
} from '../storage/product-writes.ts';
import { listProducts } from '../storage/products.ts';
import type { ProductRow } from '../storage/tables/product-table.ts';
import { listVariantsOfProducts } from '../storage/variants.ts';
import { EVERYTHING, reachOf } from '../storage/visibility.ts';
import { checkCategories, findMissingCategories } from './create-product.ts';
import { productDone } from './read-back.ts';

/** What is left out stays as it is. */
export interface ProductChanges {
  readonly title?: string | undefined;
  readonly slug?: string | undefined;
  readonly description?: string | undefined;
  readonly options?: readonly ProductOption[] | undefined;
  readonly variants?: readonly VariantDraft[] | undefined;
  readonly attributes?: readonly ProductAttribute[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly categoryIds?: readonly CategoryId[] | undefined;
  readonly primaryCategoryId?: CategoryId | undefined;
}

/** Changes a product within the viewer's reach, all of it or nothing. A product that was archived stays as it was. */
export async function updateProduct(
  { inTransaction, viewer }: Pick<CatalogContext, 'inTransaction' | 'viewer'>,
  id: ProductId,
  changes: ProductChanges,
): Promise<Outcome<Product>> {
  try {
    return await inTransaction(async (tx) => {
      const row = await lockProduct(tx, reachOf(viewer, 'catalog.product.write'), id);
      if (!row) return refused('PRODUCT_NOT_FOUND', 'productId');
      if (row.status === 'ARCHIVED') return refused('STATUS_CHANGE_NOT_ALLOWED', 'productId');
      const categories = await chooseCategories(tx, row, changes);
      const problems = [...checkTexts(changes), ...categories.problems, ...(await checkNewVariants(tx, row, changes))];
      if (problems.length > 0) return { kind: 'refused', problems };
      const product = {
        ...row,
        title: changes.title ?? row.title,
        slug: changes.slug ?? row.slug,
        description: changes.description ?? row.description,
        options: changes.options ?? row.options,
        attributes: changes.attributes ?? row.attributes,
        tags: changes.tags ?? row.tags,
        primaryCategoryId: categories.primary,
        version: row.version + 1,
      };
      await setCategories(tx, id, categories.ids);
      await addSlug(tx, id, product.slug);
      await saveProduct(tx, product);
      if (changes.variants) await setVariants(tx, id, changes.variants);
      await indexProducts(tx, [id]);
      return productDone(tx, id);
    });
  } catch (error) {
    if (isUniqueViolation(error, 'product_slug_pkey')) return refused('SLUG_TAKEN', 'slug');
    throw error;
  }
}

async function chooseCategories(
  tx: Tx,
  row: ProductRow,
  changes: ProductChanges,
): Promise<{ ids: readonly CategoryId[]; primary: CategoryId | null; problems: readonly Problem[] }> {
  const [product] = await listProducts(tx, EVERYTHING, [row.id]);
  const ids = changes.categoryIds ?? product?.categoryIds ?? [];
  const kept = row.primaryCategoryId && ids.includes(row.primaryCategoryId) ? row.primaryCategoryId : null;
  const primary = changes.primaryCategoryId ?? kept ?? ids[0] ?? null;
  const problems = [...checkCategories(ids, primary), ...(await findMissingCategories(tx, changes.categoryIds ?? []))];
  return { ids, primary, problems };
}

async function checkNewVariants(tx: Tx, row: ProductRow, changes: ProductChanges): Promise<Problem[]> {
  if (!changes.options && !changes.variants) return [];
  const variants = changes.variants ?? (await listVariantsOfProducts(tx, [row.id]));
  const own = await listVariantUuids(tx, row.id);
  const foreign = variants.flatMap(({ id }, index): Problem[] =>
    id === null || own.has(idToUuid(id))
      ? []
      : [{ code: 'VARIANT_NOT_FOUND', field: ['variants', String(index), 'variantId'] }],
  );
  const unfit = checkVariants(changes.options ?? row.options, variants);
  // Variants that are not in the input stopped fitting when the options changed.
  if (!changes.variants && unfit[0]) return [{ code: unfit[0].code, field: ['options'] }];
  return [...foreign, ...unfit];
}
