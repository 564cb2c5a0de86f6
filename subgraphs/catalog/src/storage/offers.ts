import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OfferId, ProductId, VendorId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Offer, OfferCondition, OfferStatus } from '../domain/offer.ts';
import { MAX_COUNTED } from './search.ts';
import { offerVisible, type Sight } from './visibility.ts';

/** An offer with what belongs to it, as {@link OFFER_COLUMNS} reads it. */
export interface OfferWithParts {
  readonly id: string;
  readonly vendor_id: string;
  readonly product_id: string;
  readonly variant_id: string;
  readonly sku: string;
  readonly condition: OfferCondition;
  readonly lead_time_days: number;
  readonly min_quantity: number;
  readonly max_quantity: number | null;
  readonly status: OfferStatus;
  readonly tracks_stock: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly is_purchasable: boolean;
  readonly available: number | null;
  readonly prices: [currency: CurrencyCode, amount: number, compareAtAmount: number | null][] | null;
}

/** SQL: what makes an offer of `o`, its product `p` and its vendor's copy `v`. */
export const OFFER_COLUMNS = `
  o.*, o.status = 'ACTIVE' and p.status = 'ACTIVE' and coalesce(v.status = 'ACTIVE', false) as is_purchasable,
  case when o.tracks_stock
       then (select coalesce(sum(l.available), 0)::integer from stock_level l where l.offer_id = o.id) end as available,
  (select json_agg(json_build_array(x.currency, x.amount, x.compare_at_amount) order by x.currency)
     from offer_price x where x.offer_id = o.id) as prices`;

const SELECT = `
  select ${OFFER_COLUMNS} from offer o join product p on p.id = o.product_id left join vendor_copy v on v.id = o.vendor_id`;

const BY_IDS = `${SELECT} where o.id = any($1::uuid[]) and ${offerVisible('$2', '$3')}`;
const ALL_OF_PRODUCTS = `${SELECT} where o.product_id = any($1::uuid[]) and o.status = 'ACTIVE'`;

/** Offers by their ids, in no order; those that do not exist or must not be seen are missing. */
export async function listOffers(reader: Reader, sight: Sight, ids: readonly OfferId[]): Promise<Offer[]> {
  return (await query<OfferWithParts>(reader, BY_IDS, [ids.map(idToUuid), sight.all, sight.vendors])).map(toOffer);
}

/** Every active offer of the products, whoever asks: what their prices are derived from. */
export async function listCompetitors(reader: Reader, ids: readonly ProductId[]): Promise<Offer[]> {
  return (await query<OfferWithParts>(reader, ALL_OF_PRODUCTS, [ids.map(idToUuid)])).map(toOffer);
}

/** The order of a vendor's offers is that of their ids: the newest first. */
export interface OfferPage {
  readonly limit: number;
  readonly forward: boolean;
  readonly key: OfferId | null;
}

/** The offers of each vendor that may be seen, in reading order from the newest (backward: from the oldest), up to `limit` each. */
export async function listVendorOffers(
  reader: Reader,
  sight: Sight,
  vendors: readonly VendorId[],
  page: OfferPage,
): Promise<Map<VendorId, Offer[]>> {
  const beyond = page.forward ? '<' : '>';
  const order = page.forward ? 'desc' : 'asc';
  const rows = await query<OfferWithParts>(
    reader,
    `select found.* from unnest($1::uuid[]) as vendor (id), lateral (
       ${SELECT}
        where o.vendor_id = vendor.id and ($4::uuid is null or o.id ${beyond} $4) and ${offerVisible('$2', '$3')}
        order by o.id ${order} limit $5
     ) found`,
    [vendors.map(idToUuid), sight.all, sight.vendors, page.key && idToUuid(page.key), page.limit],
  );
  const byVendor = new Map<VendorId, Offer[]>(vendors.map((id) => [id, []]));
  for (const offer of rows.map(toOffer)) byVendor.get(offer.vendorId)?.push(offer);
  return byVendor;
}

/** How many offers of each vendor may be seen, in the order of `vendors`; see {@link listVendorOffers}. Counted up to 10,000. */
export async function countVendorOffers(reader: Reader, sight: Sight, vendors: readonly VendorId[]): Promise<number[]> {
  const rows = await query<{ count: number }>(
    reader,
    `select (select count(*)::integer from (
               select from offer o join product p on p.id = o.product_id left join vendor_copy v on v.id = o.vendor_id
                where o.vendor_id = vendor.id and ${offerVisible('$2', '$3')} limit $4
             ) counted) as count
       from unnest($1::uuid[]) with ordinality as vendor (id, place) order by place`,
    [vendors.map(idToUuid), sight.all, sight.vendors, MAX_COUNTED],
  );
  return rows.map((row) => row.count);
}

export function toOffer(row: OfferWithParts): Offer {
  return {
    id: idFromUuid('off', row.id),
    vendorId: idFromUuid('vnd', row.vendor_id),
    productId: idFromUuid('prd', row.product_id),
    variantId: idFromUuid('var', row.variant_id),
    sku: row.sku,
    condition: row.condition,
    leadTimeDays: row.lead_time_days,
    minQuantity: row.min_quantity,
    maxQuantity: row.max_quantity,
    status: row.status,
    tracksStock: row.tracks_stock,
    available: row.available,
    isPurchasable: row.is_purchasable,
    prices: (row.prices ?? []).map(([currency, amount, compareAtAmount]) => ({ currency, amount, compareAtAmount })),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
