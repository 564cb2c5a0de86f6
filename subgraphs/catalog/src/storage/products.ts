import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { ProductId, VendorId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Product, ProductAttribute, ProductOption, ProductStatus } from '../domain/product.ts';
import { MAX_COUNTED } from './search.ts';
import { productVisible, type Sight } from './visibility.ts';

interface ProductWithParts {
  readonly id: string;
  readonly vendor_id: string | null;
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly rejection_reason: string | null;
  readonly is_digital: boolean;
  readonly tax_category: string;
  readonly options: ProductOption[];
  readonly attributes: ProductAttribute[];
  readonly tags: string[];
  readonly primary_category_id: string | null;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly published_at: Date | null;
  readonly category_ids: string[] | null;
  readonly media: [id: string, variantId: string | null, url: string, alt: string][] | null;
  readonly prices: [currency: CurrencyCode, minAmount: number, maxAmount: number][] | null;
}

// The parts come along as arrays: one statement, and no row twice.
const SELECT = `
  select p.*,
         (select json_agg(c.category_id) from product_category c where c.product_id = p.id) as category_ids,
         (select json_agg(json_build_array(m.id, m.variant_id, m.url, m.alt) order by m.position)
            from product_media m where m.product_id = p.id) as media,
         (select json_agg(json_build_array(x.currency, x.min_amount, x.max_amount) order by x.currency)
            from product_price x where x.product_id = p.id) as prices
    from product p`;

const BY_IDS = `${SELECT} where p.id = any($1::uuid[]) and ${productVisible('$2', '$3')}`;
const BY_SLUG = `${SELECT} where p.id = (select s.product_id from product_slug s where s.slug = $1) and ${productVisible('$2', '$3')}`;

/** Products by their ids, in no order; those that do not exist or must not be seen are missing. */
export async function listProducts(reader: Reader, sight: Sight, ids: readonly ProductId[]): Promise<Product[]> {
  const rows = await query<ProductWithParts>(reader, BY_IDS, [ids.map(idToUuid), sight.all, sight.vendors]);
  return rows.map(toProduct);
}

/** The product that has or had this slug; null when there is none that may be seen. */
export async function findProductBySlug(reader: Reader, sight: Sight, slug: string): Promise<Product | null> {
  const [row] = await query<ProductWithParts>(reader, BY_SLUG, [slug, sight.all, sight.vendors]);
  return row ? toProduct(row) : null;
}

/** The order of a vendor's products is that of their ids: the newest first. */
export interface VendorPage {
  readonly limit: number;
  readonly forward: boolean;
  readonly key: ProductId | null;
}

/**
 * Ids of the products that each vendor listed or offers, and that may be seen, in reading order from the newest (backward: from the
 * oldest), up to `limit` each.
 */
export async function listVendorProductIds(
  reader: Reader,
  sight: Sight,
  vendors: readonly VendorId[],
  page: VendorPage,
): Promise<Map<VendorId, ProductId[]>> {
  const beyond = page.forward ? '<' : '>';
  const order = page.forward ? 'desc' : 'asc';
  // Two index scans, merged: listed by the vendor, or offered by it.
  const rows = await query<{ vendor_id: string; id: string }>(
    reader,
    `select vendor.id as vendor_id, found.id
       from unnest($1::uuid[]) as vendor (id), lateral (
         select id from (
           (select p.id from product p
             where p.vendor_id = vendor.id and ($4::uuid is null or p.id ${beyond} $4) and ${productVisible('$2', '$3')}
             order by p.id ${order} limit $5)
           union
           (select o.product_id as id from offer o join product p on p.id = o.product_id
             where o.vendor_id = vendor.id and ($4::uuid is null or o.product_id ${beyond} $4) and o.status = 'ACTIVE' and ${productVisible('$2', '$3')}
             group by o.product_id order by o.product_id ${order} limit $5)
         ) either order by id ${order} limit $5
       ) found`,
    [vendors.map(idToUuid), sight.all, sight.vendors, page.key && idToUuid(page.key), page.limit],
  );
  const byVendor = new Map<VendorId, ProductId[]>(vendors.map((id) => [id, []]));
  for (const row of rows) byVendor.get(idFromUuid('vnd', row.vendor_id))?.push(idFromUuid('prd', row.id));
  return byVendor;
}

/** How many products of each vendor may be seen, in the order of `vendors`; see {@link listVendorProductIds}. Counted up to 10,000. */
export async function countVendorProducts(
  reader: Reader,
  sight: Sight,
  vendors: readonly VendorId[],
): Promise<number[]> {
  const rows = await query<{ count: number }>(
    reader,
    `select (select count(*)::integer from (
               (select p.id from product p where p.vendor_id = vendor.id and ${productVisible('$2', '$3')} limit $4)
               union
               (select p.id from offer o join product p on p.id = o.product_id
                 where o.vendor_id = vendor.id and o.status = 'ACTIVE' and ${productVisible('$2', '$3')} limit $4)
               limit $4
             ) counted) as count
       from unnest($1::uuid[]) with ordinality as vendor (id, place) order by place`,
    [vendors.map(idToUuid), sight.all, sight.vendors, MAX_COUNTED],
  );
  return rows.map((row) => row.count);
}

function toProduct(row: ProductWithParts): Product {
  return {
    id: idFromUuid('prd', row.id),
    vendorId: row.vendor_id === null ? null : idFromUuid('vnd', row.vendor_id),
    title: row.title,
    slug: row.slug,
    description: row.description,
    status: row.status,
    rejectionReason: row.rejection_reason,
    isDigital: row.is_digital,
    taxCategory: row.tax_category,
    options: row.options,
    attributes: row.attributes,
    tags: row.tags,
    primaryCategoryId: row.primary_category_id === null ? null : idFromUuid('cat', row.primary_category_id),
    categoryIds: (row.category_ids ?? []).map((id) => idFromUuid('cat', id)),
    media: (row.media ?? []).map(([id, variantId, url, alt]) => ({
      id: idFromUuid('med', id),
      variantId: variantId === null ? null : idFromUuid('var', variantId),
      url,
      alt,
    })),
    prices: (row.prices ?? []).map(([currency, minAmount, maxAmount]) => ({ currency, minAmount, maxAmount })),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  };
}
