import { noteChanged } from '@bazaar/events/changed';
import { idToUuid, newId } from '@bazaar/ids/id';
import type { CategoryId, ProductId, VariantId } from '@bazaar/ids/kinds';
import { execute, query, readRow } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import { variantTitle, type MediaDraft, type VariantDraft } from '../domain/product-rules.ts';
import { ProductTable, type ProductRow } from './tables/product-table.ts';
import type { Sight } from './visibility.ts';

/** Locks a product within reach; null when there is none. */
export function lockProduct(tx: Tx, reach: Sight, id: ProductId): Promise<ProductRow | null> {
  return readRow(
    tx,
    ProductTable,
    'select * from product where id = $1 and ($2::boolean or vendor_id = any($3::uuid[])) for no key update',
    [idToUuid(id), reach.all, reach.vendors],
  );
}

/**
 * Inserts a product's row. Its slug and categories must follow in the same transaction.
 * @throws a check violation of `product_unpublished_limit` when its vendor has too many that are not on the market.
 */
export async function insertProduct(tx: Tx, product: Omit<ProductRow, 'createdAt' | 'updatedAt'>): Promise<void> {
  noteChanged(tx, `Product:${product.id}`);
  await execute(
    tx,
    `insert into product (id, vendor_id, title, slug, description, status, is_digital, options, attributes, tags,
                          primary_category_id, version, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      idToUuid(product.id),
      product.vendorId && idToUuid(product.vendorId),
      product.title,
      product.slug,
      product.description,
      product.status,
      product.isDigital,
      JSON.stringify(product.options),
      JSON.stringify(product.attributes),
      product.tags,
      product.primaryCategoryId && idToUuid(product.primaryCategoryId),
      product.version,
      product.publishedAt,
    ],
  );
}

/** Saves the row of a product that the caller has locked and changed. */
export async function saveProduct(tx: Tx, product: ProductRow): Promise<void> {
  noteChanged(tx, `Product:${product.id}`);
  await execute(
    tx,
    `update product set title = $2, slug = $3, description = $4, status = $5, rejection_reason = $6, options = $7, attributes = $8,
            tags = $9, primary_category_id = $10, version = $11, published_at = $12, updated_at = now()
      where id = $1`,
    [
      idToUuid(product.id),
      product.title,
      product.slug,
      product.description,
      product.status,
      product.rejectionReason,
      JSON.stringify(product.options),
      JSON.stringify(product.attributes),
      product.tags,
      product.primaryCategoryId && idToUuid(product.primaryCategoryId),
      product.version,
      product.publishedAt,
    ],
  );
}

/** Gives a product a slug; it keeps those that it had. @throws a unique violation of `product_slug_pkey` when it is another's. */
export async function addSlug(tx: Tx, id: ProductId, slug: string): Promise<void> {
  await execute(
    tx,
    `insert into product_slug (slug, product_id) select $1, $2
      where not exists (select from product_slug where slug = $1 and product_id = $2)`,
    [slug, idToUuid(id)],
  );
}

/** Which of the categories exist. */
export async function listExistingCategories(tx: Tx, ids: readonly CategoryId[]): Promise<Set<string>> {
  const rows = await query<{ id: string }>(tx, 'select id from category where id = any($1::uuid[]) for key share', [
    ids.map(idToUuid),
  ]);
  return new Set(rows.map((row) => row.id));
}

/** Puts a product into exactly these categories, which exist. */
export async function setCategories(tx: Tx, id: ProductId, categories: readonly CategoryId[]): Promise<void> {
  await execute(
    tx,
    `with gone as (delete from product_category where product_id = $1 and category_id <> all($2::uuid[]))
     insert into product_category (product_id, category_id) select $1, category_id from unnest($2::uuid[]) as category_id
     on conflict do nothing`,
    [idToUuid(id), categories.map(idToUuid)],
  );
}

/** The ids of a product's variants that were not removed. */
export async function listVariantUuids(tx: Tx, id: ProductId): Promise<Set<string>> {
  const rows = await query<{ id: string }>(tx, 'select id from variant where product_id = $1 and not is_archived', [
    idToUuid(id),
  ]);
  return new Set(rows.map((row) => row.id));
}

/** Gives a product exactly these variants, in this order. Others are removed, and their offers end. */
export async function setVariants(tx: Tx, id: ProductId, variants: readonly VariantDraft[]): Promise<VariantId[]> {
  // The offers of those that are removed end.
  noteChanged(tx, `Product:${id}`, 'Variant:*', 'Offer:*');
  const ids = variants.map((variant) => variant.id ?? newId('var'));
  const uuids = ids.map(idToUuid);
  // All of them step aside first: two variants may swap their option values.
  await execute(tx, 'update variant set is_archived = true where product_id = $1 and not is_archived', [idToUuid(id)]);
  await execute(
    tx,
    `insert into variant (id, product_id, title, option_values, barcode, weight_grams, position)
     select v.id, $1, v.title, v.option_values, v.barcode, v.weight_grams, v.position
       from jsonb_to_recordset($2::jsonb) as v (id uuid, title text, option_values text[], barcode text, weight_grams integer, position integer)
     on conflict (id) do update
        set title = excluded.title, option_values = excluded.option_values, barcode = excluded.barcode,
            weight_grams = excluded.weight_grams, position = excluded.position, is_archived = false`,
    [
      idToUuid(id),
      JSON.stringify(
        variants.map(({ optionValues, barcode, weightGrams }, position) => ({
          id: uuids[position],
          title: variantTitle(optionValues),
          option_values: optionValues,
          barcode,
          weight_grams: weightGrams,
          position,
        })),
      ),
    ],
  );
  await execute(
    tx,
    `update offer set status = 'ARCHIVED', version = version + 1, updated_at = now()
      where product_id = $1 and status <> 'ARCHIVED' and variant_id <> all($2::uuid[])`,
    [idToUuid(id), uuids],
  );
  return ids;
}

/** Replaces all media of a product. */
export async function setMedia(tx: Tx, id: ProductId, media: readonly MediaDraft[]): Promise<void> {
  await execute(tx, 'delete from product_media where product_id = $1', [idToUuid(id)]);
  if (media.length === 0) return;
  await execute(
    tx,
    `insert into product_media (id, product_id, variant_id, url, alt, position)
     select m.id, $1, m.variant_id, m.url, m.alt, m.position
       from jsonb_to_recordset($2::jsonb) as m (id uuid, variant_id uuid, url text, alt text, position integer)`,
    [
      idToUuid(id),
      JSON.stringify(
        media.map(({ url, alt, variantId }, position) => ({
          id: idToUuid(newId('med')),
          variant_id: variantId && idToUuid(variantId),
          url,
          alt,
          position,
        })),
      ),
    ],
  );
}

/** Ends all offers of a product. */
export async function archiveOffers(tx: Tx, id: ProductId): Promise<void> {
  noteChanged(tx, `Product:${id}`, 'Offer:*', 'Variant:*');
  await execute(
    tx,
    `update offer set status = 'ARCHIVED', version = version + 1, updated_at = now() where product_id = $1 and status <> 'ARCHIVED'`,
    [idToUuid(id)],
  );
}
