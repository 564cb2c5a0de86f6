import { idToUuid } from '@bazaar/ids/id';
import type { OfferId, VariantId, WarehouseId } from '@bazaar/ids/kinds';
import { execute, query, readRow } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { OfferPrice } from '../domain/offer.ts';
import type { Warehouse } from '../domain/warehouse.ts';
import { OfferTable, type OfferRow } from './tables/offer-table.ts';
import { ProductTable, type ProductRow } from './tables/product-table.ts';
import type { Sight } from './visibility.ts';
import { noteOffersChanged } from './changed-offers.ts';

/** Locks an offer within reach; null when there is none. The product it belongs to must be locked before it, see {@link lockProductOfOffer}. */
export function lockOffer(tx: Tx, reach: Sight, id: OfferId): Promise<OfferRow | null> {
  return readRow(
    tx,
    OfferTable,
    'select * from offer where id = $1 and ($2::boolean or vendor_id = any($3::uuid[])) for no key update',
    [idToUuid(id), reach.all, reach.vendors],
  );
}

/** Locks the product that an offer within reach sells, so that its prices are derived by one at a time. False when there is no such offer. */
export async function lockProductOfOffer(tx: Tx, reach: Sight, id: OfferId): Promise<boolean> {
  const rows = await query(
    tx,
    `select from product where id = (select product_id from offer where id = $1 and ($2::boolean or vendor_id = any($3::uuid[])))
        for no key update`,
    [idToUuid(id), reach.all, reach.vendors],
  );
  return rows.length > 0;
}

/** Locks the product of a variant that may be offered: neither it nor its product was removed. */
export function lockProductOfVariant(
  tx: Tx,
  id: VariantId,
): Promise<Pick<ProductRow, 'id' | 'vendorId' | 'status' | 'isDigital'> | null> {
  return readRow(
    tx,
    ProductTable,
    `select p.* from variant n join product p on p.id = n.product_id
      where n.id = $1 and not n.is_archived and p.status <> 'ARCHIVED' for no key update of p`,
    [idToUuid(id)],
  );
}

/**
 * Inserts an offer.
 * @throws a unique violation of `offer_sku_key`, or of `offer_variant_key` when the vendor offers the variant in this condition already.
 */
export async function insertOffer(tx: Tx, offer: Omit<OfferRow, 'createdAt' | 'updatedAt'>): Promise<void> {
  noteOffersChanged(tx, [offer]);
  await execute(
    tx,
    `insert into offer (id, vendor_id, product_id, variant_id, sku, condition, lead_time_days, min_quantity, max_quantity, status, tracks_stock, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      idToUuid(offer.id),
      idToUuid(offer.vendorId),
      idToUuid(offer.productId),
      idToUuid(offer.variantId),
      offer.sku,
      offer.condition,
      offer.leadTimeDays,
      offer.minQuantity,
      offer.maxQuantity,
      offer.status,
      offer.tracksStock,
      offer.version,
    ],
  );
}

/** Saves the row of an offer that the caller has locked and changed. @throws as {@link insertOffer}. */
export async function saveOffer(tx: Tx, offer: OfferRow): Promise<void> {
  noteOffersChanged(tx, [offer]);
  await execute(
    tx,
    `update offer set sku = $2, lead_time_days = $3, min_quantity = $4, max_quantity = $5, status = $6, version = $7, updated_at = now()
      where id = $1`,
    [
      idToUuid(offer.id),
      offer.sku,
      offer.leadTimeDays,
      offer.minQuantity,
      offer.maxQuantity,
      offer.status,
      offer.version,
    ],
  );
}

/** Gives an offer exactly these prices, which have different currencies. */
export async function setPrices(tx: Tx, id: OfferId, prices: readonly OfferPrice[]): Promise<void> {
  await execute(
    tx,
    `with gone as (delete from offer_price where offer_id = $1 and currency <> all($2::text[]))
     insert into offer_price (offer_id, currency, amount, compare_at_amount)
     select $1, currency, amount, compare_at_amount from unnest($2::text[], $3::bigint[], $4::bigint[]) as price (currency, amount, compare_at_amount)
     on conflict (offer_id, currency) do update set amount = excluded.amount, compare_at_amount = excluded.compare_at_amount`,
    [
      idToUuid(id),
      prices.map((price) => price.currency),
      prices.map((price) => price.amount),
      prices.map((price) => price.compareAtAmount),
    ],
  );
}

export interface LockedLevel {
  /** Free units in the warehouse. */
  readonly available: number;
  /** Units of the offer in all warehouses. They do not grow while the offer is locked. */
  readonly offerOnHand: number;
}

/** Locks the stock of an offer in a warehouse of the same vendor, an empty level when there was none, and reads it. Null when there is no such warehouse. */
export async function lockLevel(tx: Tx, offer: OfferRow, warehouseId: WarehouseId): Promise<LockedLevel | null> {
  const place = [idToUuid(offer.id), idToUuid(warehouseId)];
  await execute(
    tx,
    `insert into stock_level (offer_id, warehouse_id, vendor_id)
     select $1, w.id, w.vendor_id from warehouse w where w.id = $2 and w.vendor_id = $3
     on conflict do nothing`,
    [...place, idToUuid(offer.vendorId)],
  );
  const [row] = await query<{ available: number; offer_on_hand: number }>(
    tx,
    `select available, (select sum(a.on_hand)::double precision from stock_level a where a.offer_id = $1) as offer_on_hand
       from stock_level where offer_id = $1 and warehouse_id = $2 for no key update`,
    place,
  );
  return row ? { available: row.available, offerOnHand: row.offer_on_hand } : null;
}

/**
 * Opens a warehouse.
 * @throws a unique violation of `warehouse_name_key` when its vendor has one of that name, a check violation of `warehouse_limit` when it has a hundred.
 */
export async function insertWarehouse(tx: Tx, warehouse: Omit<Warehouse, 'createdAt'>): Promise<void> {
  const { id, vendorId, name, country, priority } = warehouse;
  await execute(tx, 'insert into warehouse (id, vendor_id, name, country, priority) values ($1, $2, $3, $4, $5)', [
    idToUuid(id),
    idToUuid(vendorId),
    name,
    country,
    priority,
  ]);
}
