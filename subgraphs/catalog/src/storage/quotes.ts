import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OfferId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { OfferQuote } from '@bazaar/schema/commands/catalog';

interface QuoteRow {
  readonly offer_id: string;
  readonly vendor_id: string;
  readonly vendor_name: string | null;
  readonly product_id: string;
  readonly product_slug: string;
  readonly variant_id: string;
  readonly title: string;
  readonly variant_title: string;
  readonly sku: string;
  readonly image_url: string | null;
  readonly amount: string | null;
  readonly compare_at_amount: string | null;
  readonly available: number | null;
  readonly purchasable: boolean;
  readonly is_digital: boolean;
  readonly min_quantity: number;
  readonly max_quantity: number | null;
  readonly tax_category: string;
  readonly category_ids: string[];
}

const QUOTE = `
  select o.id as offer_id, o.vendor_id, v.name as vendor_name, p.id as product_id, p.slug as product_slug,
         n.id as variant_id, p.title, n.title as variant_title, o.sku,
         (select m.url from product_media m where m.product_id = p.id and (m.variant_id is null or m.variant_id = n.id)
           order by m.variant_id is null, m.position limit 1) as image_url,
         x.amount, x.compare_at_amount,
         case when o.tracks_stock
              then (select coalesce(sum(l.available), 0)::integer from stock_level l where l.offer_id = o.id) end as available,
         o.status = 'ACTIVE' and p.status = 'ACTIVE' and coalesce(v.status = 'ACTIVE', false) as purchasable,
         p.is_digital, o.min_quantity, o.max_quantity, p.tax_category,
         array(select distinct unnest(c.path) from product_category pc join category c on c.id = pc.category_id
                where pc.product_id = p.id) as category_ids
    from offer o
    join product p on p.id = o.product_id
    join variant n on n.id = o.variant_id
    left join vendor_copy v on v.id = o.vendor_id
    left join offer_price x on x.offer_id = o.id and x.currency = $2
   where o.id = any($1::uuid[])`;

/** Offers as they stand now, with their price in `currency`, in no order; those that do not exist are missing. One statement. */
export async function quoteOffers(
  reader: Reader,
  offerIds: readonly OfferId[],
  currency: string,
): Promise<OfferQuote[]> {
  const rows = await query<QuoteRow>(reader, QUOTE, [offerIds.map(idToUuid), currency]);
  return rows.map((row) => ({
    offerId: idFromUuid('off', row.offer_id),
    vendorId: idFromUuid('vnd', row.vendor_id),
    vendorName: row.vendor_name ?? '',
    productId: idFromUuid('prd', row.product_id),
    productSlug: row.product_slug,
    variantId: idFromUuid('var', row.variant_id),
    title: row.title,
    variantTitle: row.variant_title,
    sku: row.sku,
    imageUrl: row.image_url,
    unitAmount: row.amount === null ? null : Number(row.amount),
    compareAtAmount: row.compare_at_amount === null ? null : Number(row.compare_at_amount),
    available: row.available,
    purchasable: row.purchasable,
    isDigital: row.is_digital,
    minQuantity: row.min_quantity,
    maxQuantity: row.max_quantity,
    taxCategory: row.tax_category,
    categoryIds: row.category_ids.map((id) => idFromUuid('cat', id)),
  }));
}
