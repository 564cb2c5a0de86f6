import { newId, idToUuid } from '@bazaar/ids/id';
import type { CategoryId, ProductId, VendorId } from '@bazaar/ids/kinds';
import { can, canForVendor } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { isCheckViolation, isUniqueViolation } from '@bazaar/postgres/errors';
import type { Tx } from '@bazaar/postgres/tx';
import type { CatalogContext } from '../context.ts';
import { refused, type Outcome, type Problem } from '../domain/problem.ts';
import type { Product, ProductAttribute, ProductOption } from '../domain/product.ts';
import {
  checkTexts,
  checkVariants,
  MAX_CATEGORIES,
  slugFrom,
  type MediaDraft,
  type VariantDraft,
} from '../domain/product-rules.ts';
import { indexProducts } from '../storage/product-index.ts';
import {
  addSlug,
  insertProduct,
  listExistingCategories,
  setCategories,
  setMedia,
  setVariants,
} from '../storage/product-writes.ts';
import { announceProduct } from './announce-product.ts';
import { productDone } from './read-back.ts';

type Needs = Pick<CatalogContext, 'inTransaction' | 'viewer' | 'now'>;

export interface NewProduct {
  /** Null for a product of the marketplace itself. */
  readonly vendorId: VendorId | null;
  readonly title: string;
  /** Null: made from the title. */
  readonly slug: string | null;
  readonly description: string;
  readonly isDigital: boolean;
  readonly options: readonly ProductOption[];
  readonly variants: readonly VariantDraft[];
  readonly attributes: readonly ProductAttribute[];
  readonly tags: readonly string[];
  /** A repetition counts for nothing. */
  readonly categoryIds: readonly CategoryId[];
  /** Null: the first of `categoryIds`. */
  readonly primaryCategoryId: CategoryId | null;
  readonly media: readonly MediaDraft[];
  readonly submit: boolean;
}

/**
 * Lists a new product: on the market when its maker may review products, else waiting for review, or a draft. Members list for their
 * vendor alone, and the marketplace's own products are the administrators'. Announces `product.created`.
 */
export async function createProduct(context: Needs, given: NewProduct): Promise<Outcome<Product>> {
  if (!mayList(context.viewer, given.vendorId)) return refused('VENDOR_NOT_FOUND', 'vendorId');
  const problems = [...checkNew(given), ...checkCategories(given.categoryIds, given.primaryCategoryId)];
  if (problems.length > 0) return { kind: 'refused', problems };
  const id = newId('prd');
  const slug = given.slug ?? slugFrom(given.title);
  try {
    return await listProduct(context, id, slug, given);
  } catch (error) {
    if (!isUniqueViolation(error, 'product_slug_pkey')) throw error;
    if (given.slug !== null) return refused('SLUG_TAKEN', 'slug');
    // The end of the id makes it unique.
    return listProduct(context, id, `${slug}-${id.slice(-8)}`, given);
  }
}

function listProduct(
  { inTransaction, viewer, now }: Needs,
  id: ProductId,
  slug: string,
  given: NewProduct,
): Promise<Outcome<Product>> {
  const status = !given.submit ? 'DRAFT' : can(viewer, 'catalog.product.review') ? 'ACTIVE' : 'PENDING';
  const listing = inTransaction<Outcome<Product>>(async (tx) => {
    const missing = await findMissingCategories(tx, given.categoryIds);
    if (missing.length > 0) return { kind: 'refused', problems: missing };
    const product = {
      ...given,
      id,
      slug,
      status,
      rejectionReason: null,
      taxCategory: 'standard',
      primaryCategoryId: given.primaryCategoryId ?? given.categoryIds[0] ?? null,
      version: 1,
      createdAt: now(),
      updatedAt: now(),
      publishedAt: status === 'ACTIVE' ? now() : null,
    } as const;
    await insertProduct(tx, product);
    await addSlug(tx, id, slug);
    await setCategories(tx, id, given.categoryIds);
    await setVariants(tx, id, given.variants);
    await setMedia(tx, id, given.media);
    await indexProducts(tx, [id]);
    await announceProduct(tx, 'product.created', product);
    return productDone(tx, id);
  });
  return listing.catch((error: unknown) => {
    if (isCheckViolation(error, 'product_unpublished_limit')) return refused('PRODUCT_LIMIT_REACHED', 'vendorId');
    throw error;
  });
}

function mayList(viewer: Viewer, vendorId: VendorId | null): boolean {
  return vendorId ? canForVendor(viewer, vendorId, 'catalog.product.write') : can(viewer, 'catalog.product.write');
}

function checkNew(given: NewProduct): Problem[] {
  const { slug, ...texts } = given;
  const problems = checkTexts({ ...texts, slug: slug ?? undefined });
  // What the variants are checked against must be right itself.
  if (!problems.some(({ code }) => code === 'OPTIONS_INVALID'))
    problems.push(...checkVariants(given.options, given.variants));
  // No variant of a product that is not there yet has an id.
  const known = given.variants.findIndex((variant) => variant.id !== null);
  if (known >= 0) problems.push({ code: 'VARIANT_NOT_FOUND', field: ['variants', String(known), 'variantId'] });
  const shown = given.media.findIndex((medium) => medium.variantId !== null);
  if (shown >= 0) problems.push({ code: 'VARIANT_NOT_FOUND', field: ['media', String(shown), 'variantId'] });
  return problems;
}

/** What is wrong with a product's categories as such. */
export function checkCategories(ids: readonly CategoryId[], primary: CategoryId | null): Problem[] {
  if (new Set(ids).size > MAX_CATEGORIES) return [{ code: 'PRODUCT_CATEGORY_LIMIT_REACHED', field: ['categoryIds'] }];
  if (primary && !ids.includes(primary)) return [{ code: 'PRIMARY_CATEGORY_INVALID', field: ['primaryCategoryId'] }];
  return [];
}

/** A problem for each category that does not exist; the others cannot vanish until the transaction ends. */
export async function findMissingCategories(tx: Tx, ids: readonly CategoryId[]): Promise<Problem[]> {
  if (ids.length === 0) return [];
  const existing = await listExistingCategories(tx, ids);
  return ids.flatMap((id, index): Problem[] =>
    existing.has(idToUuid(id)) ? [] : [{ code: 'CATEGORY_NOT_FOUND', field: ['categoryIds', String(index)] }],
  );
}
