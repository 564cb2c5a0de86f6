import { noteChanged } from '@bazaar/events/changed';
import { announceAll } from '@bazaar/events/announce';
import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CategoryId, MediaId, OfferId, ProductId, VariantId, VendorId, WarehouseId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import type { InTransaction } from '@bazaar/postgres/in-transaction';
import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { OfferCondition } from '../domain/offer.ts';
import type { ProductAttribute, ProductOption } from '../domain/product.ts';
import { noteOffersChanged } from '../storage/changed-offers.ts';
import { indexProducts } from '../storage/product-index.ts';

export interface ImportedVendor {
  readonly id: VendorId;
  readonly handle: string;
  readonly name: string;
}

export interface ImportedWarehouse {
  readonly id: WarehouseId;
  readonly vendorId: VendorId;
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Reservations draw from the lowest first. */
  readonly priority?: number;
}

/** Parents come before their children. */
export interface ImportedCategory {
  readonly id: CategoryId;
  readonly parentId: CategoryId | null;
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly sortOrder?: number;
}

export interface ImportedVariant {
  readonly id: VariantId;
  /** One value of each option, in the order of the options. */
  readonly optionValues: readonly string[];
  readonly barcode?: string;
  readonly weightGrams?: number;
}

export interface ImportedProduct {
  readonly id: ProductId;
  readonly vendorId: VendorId | null;
  readonly title: string;
  /** Unique over all products. */
  readonly slug: string;
  readonly description: string;
  readonly isDigital?: boolean;
  readonly taxCategory?: string;
  readonly options?: readonly ProductOption[];
  readonly attributes?: readonly ProductAttribute[];
  readonly tags?: readonly string[];
  /** The first one is the primary category. */
  readonly categoryIds: readonly CategoryId[];
  readonly variants: readonly ImportedVariant[];
  readonly media?: readonly {
    readonly id: MediaId;
    readonly url: string;
    readonly alt: string;
    readonly variantId?: VariantId;
  }[];
  readonly publishedAt: Date;
}

export interface ImportedOffer {
  readonly id: OfferId;
  readonly vendorId: VendorId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** Unique per vendor. */
  readonly sku: string;
  readonly condition?: OfferCondition;
  readonly leadTimeDays?: number;
  readonly minQuantity?: number;
  readonly maxQuantity?: number;
  /** Minor units, one per currency. */
  readonly prices: readonly {
    readonly currency: CurrencyCode;
    readonly amount: number;
    readonly compareAtAmount?: number;
  }[];
  /** Units on hand in warehouses of the same vendor; `untracked` never runs out. */
  readonly stock: 'untracked' | readonly { readonly warehouseId: WarehouseId; readonly onHand: number }[];
}

/** A catalog as plain lists, with ids that the caller made. */
export interface CatalogImport {
  /** What is known of the vendors before their first event arrives; they count as active. */
  readonly vendors?: readonly ImportedVendor[];
  readonly warehouses?: readonly ImportedWarehouse[];
  readonly categories?: readonly ImportedCategory[];
  readonly products?: readonly ImportedProduct[];
  readonly offers?: readonly ImportedOffer[];
}

/** Products and offers per statement: keeps each under a second and its parameters under some megabytes. */
const BATCH = 2_000;

/**
 * Brings a whole catalog in: active products with variants, media and offers, prices and stock, searchable at once. Set-based, a second
 * or two per 10,000 products. What is there already (by id) stays as it is, so that an import that was interrupted is simply repeated.
 * Each batch is a transaction of its own, in the order vendors, warehouses, categories, products, offers, index.
 * @throws when the lists contradict themselves or the database: an unknown parent, a slug or SKU in use. Earlier batches stay.
 */
export async function importCatalog(
  { inTransaction }: { readonly inTransaction: InTransaction },
  catalog: CatalogImport,
): Promise<void> {
  const { vendors = [], warehouses = [], categories = [], products = [], offers = [] } = catalog;
  await inTransaction(async (tx) => {
    noteChanged(tx, 'Category:*');
    await insert(tx, INSERT_VENDORS, vendors.map(vendorRow));
    await insert(tx, INSERT_WAREHOUSES, warehouses.map(warehouseRow));
    for (const category of categories) await insert(tx, INSERT_CATEGORY, [categoryRow(category)]);
  });
  for (const batch of batches(products)) await inTransaction((tx) => importProducts(tx, batch));
  for (const batch of batches(offers))
    await inTransaction((tx) => {
      noteOffersChanged(tx, batch);
      return insert(tx, INSERT_OFFERS, batch.map(offerRow));
    });
  const touched = new Set([...products.map(({ id }) => id), ...offers.map(({ productId }) => productId)]);
  for (const batch of batches([...touched])) await inTransaction((tx) => indexProducts(tx, batch));
}

/** Adds products that are not there yet, and announces them. */
async function importProducts(tx: Tx, products: readonly ImportedProduct[]): Promise<void> {
  const made = await query<{ id: string }>(tx, INSERT_PRODUCTS, [JSON.stringify(products.map(productRow))]);
  const fresh = new Set(made.map(({ id }) => idFromUuid('prd', id)));
  await announceAll(
    tx,
    products
      .filter(({ id }) => fresh.has(id))
      .map(({ id, vendorId, title }) => ({
        type: 'product.created' as const,
        aggregateId: id,
        sequence: 1,
        data: { productId: id, vendorId, title, status: 'ACTIVE' as const },
      })),
  );
}

async function insert(tx: Tx, sql: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await execute(tx, sql, [JSON.stringify(rows)]);
}

function* batches<Thing>(things: readonly Thing[]): Generator<readonly Thing[]> {
  for (let start = 0; start < things.length; start += BATCH) yield things.slice(start, start + BATCH);
}

const INSERT_VENDORS = `
  insert into vendor_copy (id, handle, name, status, sequence)
  select id, handle, name, 'ACTIVE', 0 from jsonb_to_recordset($1::jsonb) as v (id uuid, handle text, name text)
  on conflict do nothing`;

function vendorRow({ id, handle, name }: ImportedVendor): object {
  return { id: idToUuid(id), handle, name };
}

const INSERT_WAREHOUSES = `
  insert into warehouse (id, vendor_id, name, country, priority)
  select * from jsonb_to_recordset($1::jsonb) as w (id uuid, vendor_id uuid, name text, country text, priority integer)
  on conflict (id) do nothing`;

function warehouseRow({ id, vendorId, name, country, priority = 0 }: ImportedWarehouse): object {
  return { id: idToUuid(id), vendor_id: idToUuid(vendorId), name, country, priority };
}

const INSERT_CATEGORY = `
  insert into category (id, parent_id, path, slug, slug_path, name, description, sort_order)
  select c.id, c.parent_id, coalesce(parent.path, '{}') || c.id, c.slug, coalesce(parent.slug_path || '/', '') || c.slug,
         c.name, c.description, c.sort_order
    from jsonb_to_recordset($1::jsonb) as c (id uuid, parent_id uuid, slug text, name text, description text, sort_order integer)
    left join category parent on parent.id = c.parent_id
  on conflict (id) do nothing`;

function categoryRow({ id, parentId, slug, name, description = '', sortOrder = 0 }: ImportedCategory): object {
  const parent_id = parentId === null ? null : idToUuid(parentId);
  return { id: idToUuid(id), parent_id, slug, name, description, sort_order: sortOrder };
}

const INSERT_PRODUCTS = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as p (
      id uuid, vendor_id uuid, title text, slug text, description text, is_digital boolean, tax_category text, options jsonb,
      attributes jsonb, tags text[], category_ids uuid[], variants jsonb, media jsonb, published_at timestamptz)
  ),
  made as (
    insert into product (id, vendor_id, title, slug, description, status, is_digital, tax_category, options, attributes, tags,
                         primary_category_id, created_at, updated_at, published_at)
    select id, vendor_id, title, slug, description, 'ACTIVE', is_digital, tax_category, options, attributes, tags,
           category_ids[1], published_at, published_at, published_at
      from given
    on conflict (id) do nothing
    returning id
  ),
  fresh as (select given.* from given join made using (id)),
  slugs as (insert into product_slug (slug, product_id) select slug, id from fresh),
  categories as (
    insert into product_category (product_id, category_id) select fresh.id, category.id from fresh, unnest(category_ids) as category (id)
  ),
  variants as (
    insert into variant (id, product_id, title, option_values, barcode, weight_grams, position)
    select v.id, fresh.id, array_to_string(v.option_values, ' / '), v.option_values, v.barcode, v.weight_grams, v.position
      from fresh, jsonb_to_recordset(fresh.variants) as v (id uuid, option_values text[], barcode text, weight_grams integer, position integer)
  ),
  media as (
    insert into product_media (id, product_id, variant_id, url, alt, position)
    select m.id, fresh.id, m.variant_id, m.url, m.alt, m.position
      from fresh, jsonb_to_recordset(fresh.media) as m (id uuid, variant_id uuid, url text, alt text, position integer)
  )
  select id from made`;

function productRow(product: ImportedProduct): object {
  const { isDigital = false, taxCategory = 'standard', options = [], attributes = [], tags = [], media = [] } = product;
  return {
    id: idToUuid(product.id),
    vendor_id: product.vendorId && idToUuid(product.vendorId),
    title: product.title,
    slug: product.slug,
    description: product.description,
    is_digital: isDigital,
    tax_category: taxCategory,
    options,
    attributes,
    tags,
    category_ids: product.categoryIds.map(idToUuid),
    variants: product.variants.map(({ id, optionValues, barcode, weightGrams }, position) => ({
      id: idToUuid(id),
      option_values: optionValues,
      barcode,
      weight_grams: weightGrams,
      position,
    })),
    media: media.map(({ id, variantId, url, alt }, position) => ({
      id: idToUuid(id),
      variant_id: variantId && idToUuid(variantId),
      url,
      alt,
      position,
    })),
    published_at: product.publishedAt,
  };
}

const INSERT_OFFERS = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as o (
      id uuid, vendor_id uuid, product_id uuid, variant_id uuid, sku text, condition text, lead_time_days integer, min_quantity integer,
      max_quantity integer, tracks_stock boolean, prices jsonb, stock jsonb)
  ),
  made as (
    insert into offer (id, vendor_id, product_id, variant_id, sku, condition, lead_time_days, min_quantity, max_quantity, tracks_stock)
    select id, vendor_id, product_id, variant_id, sku, condition, lead_time_days, min_quantity, max_quantity, tracks_stock from given
    on conflict (id) do nothing
    returning id
  ),
  fresh as (select given.* from given join made using (id)),
  prices as (
    insert into offer_price (offer_id, currency, amount, compare_at_amount)
    select fresh.id, x.currency, x.amount, x.compare_at_amount
      from fresh, jsonb_to_recordset(fresh.prices) as x (currency text, amount bigint, compare_at_amount bigint)
  ),
  levels as (
    insert into stock_level (offer_id, warehouse_id, vendor_id, on_hand)
    select fresh.id, l.warehouse_id, fresh.vendor_id, l.on_hand
      from fresh, jsonb_to_recordset(fresh.stock) as l (warehouse_id uuid, on_hand integer)
    returning offer_id, warehouse_id, on_hand
  )
  insert into stock_movement (offer_id, warehouse_id, kind, on_hand_change, reserved_change, allocated_change, reason)
  select offer_id, warehouse_id, 'ADJUSTED', on_hand, 0, 0, 'RECEIVED' from levels where on_hand > 0`;

function offerRow(offer: ImportedOffer): object {
  const { condition = 'NEW', leadTimeDays = 1, minQuantity = 1, maxQuantity = null, stock } = offer;
  return {
    id: idToUuid(offer.id),
    vendor_id: idToUuid(offer.vendorId),
    product_id: idToUuid(offer.productId),
    variant_id: idToUuid(offer.variantId),
    sku: offer.sku,
    condition,
    lead_time_days: leadTimeDays,
    min_quantity: minQuantity,
    max_quantity: maxQuantity,
    tracks_stock: stock !== 'untracked',
    prices: offer.prices.map(({ currency, amount, compareAtAmount = null }) => ({
      currency,
      amount,
      compare_at_amount: compareAtAmount,
    })),
    stock:
      stock === 'untracked'
        ? []
        : stock.map(({ warehouseId, onHand }) => ({ warehouse_id: idToUuid(warehouseId), on_hand: onHand })),
  };
}
