import { idToUuid } from '@bazaar/ids/id';
import type { OfferId, ProductId, VariantId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { OfferRank } from '../domain/buy-box.ts';
import { OFFER_CONDITIONS, type Offer } from '../domain/offer.ts';
import { OFFER_COLUMNS, toOffer, type OfferWithParts } from './offers.ts';
import { offerVisible, type Sight } from './visibility.ts';

/** Whose offers: a product's, or those of one of its variants. */
export interface OfferListOf {
  readonly productId: ProductId;
  /** Null: of the whole product. */
  readonly variantId: VariantId | null;
  /** Only offers that can be bought in it, the best one first. Null: all that may be seen, the oldest first. */
  readonly currency: CurrencyCode | null;
}

/** One page of such a list. Its key is the rank of an offer, or its id alone where the list is by age. */
export interface OfferPageWanted extends OfferListOf {
  readonly page: {
    readonly limit: number;
    readonly forward: boolean;
    readonly key: OfferRank | readonly [id: OfferId] | null;
  };
}

/**
 * Any number of pages of offers, in the order of `wanted`, each in its reading order: one statement, however different they are. Only the offers of a
 * page are read whole.
 */
export async function listOfferPages(
  reader: Reader,
  sight: Sight,
  wanted: readonly OfferPageWanted[],
): Promise<Offer[][]> {
  const params: unknown[] = [];
  const add = (value: unknown): string => `$${params.push(value)}`;
  const parts = PARTS.flatMap(({ takes, sql }) => {
    const rows = wanted.flatMap((one, n) => (takes(one) ? [toWantRow(one, n)] : []));
    return rows.length === 0
      ? []
      : [sql(add(JSON.stringify(rows)), () => offerVisible(add(sight.all), add(sight.vendors)))];
  });
  const found = await query<OfferWithParts & { readonly n: number }>(
    reader,
    `with found as (${parts.join(' union all ')})
     select found.n, ${OFFER_COLUMNS}
       from found join offer o on o.id = found.id join product p on p.id = o.product_id left join vendor_copy v on v.id = o.vendor_id
      order by found.n, found.place`,
    params,
  );
  const pages: Offer[][] = wanted.map(() => []);
  for (const row of found) pages[row.n]?.push(toOffer(row));
  return pages;
}

/** How many offers each list has, in the order of `lists`: one statement. */
export async function countOffers(reader: Reader, sight: Sight, lists: readonly OfferListOf[]): Promise<number[]> {
  const rows = await query<{ n: number; count: number }>(
    reader,
    `select w.n, (
       select count(*)::int from offer o join product p on p.id = o.product_id left join vendor_copy v on v.id = o.vendor_id
        where ${OF_LIST} and case when w.currency is null then ${offerVisible('$1', '$2')} else ${PURCHASABLE}
              and exists (select from offer_price x where x.offer_id = o.id and x.currency = w.currency) end
     ) as count
     from jsonb_to_recordset($3) as w (n int, product_id uuid, variant_id uuid, currency text)`,
    [sight.all, sight.vendors, JSON.stringify(lists.map((list, n) => toListRow(list, n)))],
  );
  const counts = new Map(rows.map(({ n, count }) => [n, count]));
  return lists.map((_, n) => counts.get(n) ?? 0);
}

const OF_LIST = 'o.product_id = w.product_id and (w.variant_id is null or o.variant_id = w.variant_id)';
const PURCHASABLE = `o.status = 'ACTIVE' and p.status = 'ACTIVE' and coalesce(v.status = 'ACTIVE', false)`;

/** SQL: the places of an offer in a list, as domain/buy-box.ts ranks it: smaller comes first. */
const RANK = `
  case when o.tracks_stock
        and (select coalesce(sum(l.available), 0) from stock_level l where l.offer_id = o.id) < o.min_quantity
       then 1 else 0 end as sold_out,
  x.amount,
  array_position(array[${OFFER_CONDITIONS.map((condition) => `'${condition}'`).join(', ')}], o.condition) - 1 as condition,
  o.lead_time_days as lead_time, o.id`;

const RANK_COLUMNS = ['sold_out', 'amount', 'condition', 'lead_time', 'id'] as const;

interface Part {
  readonly takes: (wanted: OfferPageWanted) => boolean;
  /** The ids of pages with their places, of the wants in a parameter; `visible` says what may be seen. */
  readonly sql: (wants: string, visible: () => string) => string;
}

/** One part of the statement for each order and direction, so that each sorts in its own, and by age along the index. */
const PARTS: readonly Part[] = [true, false].flatMap((forward): Part[] => {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  const ranked = RANK_COLUMNS.map((column) => `r.${column} ${order}`).join(', ');
  return [
    {
      takes: ({ currency, page }) => currency !== null && page.forward === forward,
      sql: (wants) => `
        select w.n, f.id, f.place
          from jsonb_to_recordset(${wants}) as w (n int, product_id uuid, variant_id uuid, currency text, sold_out int, amount bigint,
                                                  condition int, lead_time int, id uuid, size int)
         cross join lateral (
           select r.id, row_number() over (order by ${ranked}) as place
             from (select ${RANK}
                     from offer o join product p on p.id = o.product_id join vendor_copy v on v.id = o.vendor_id
                     join offer_price x on x.offer_id = o.id and x.currency = w.currency
                    where ${OF_LIST} and ${PURCHASABLE}) r
            where w.id is null
               or (${RANK_COLUMNS.map((column) => `r.${column}`).join(', ')}) ${beyond} (${RANK_COLUMNS.map((column) => `w.${column}`).join(', ')})
            order by ${ranked} limit w.size
         ) f`,
    },
    {
      takes: ({ currency, page }) => currency === null && page.forward === forward,
      sql: (wants, visible) => `
        select w.n, f.id, f.place
          from jsonb_to_recordset(${wants}) as w (n int, product_id uuid, variant_id uuid, id uuid, size int)
         cross join lateral (
           select o.id, row_number() over (order by o.id ${order}) as place
             from offer o join product p on p.id = o.product_id left join vendor_copy v on v.id = o.vendor_id
            where ${OF_LIST} and ${visible()} and (w.id is null or o.id ${beyond} w.id)
            order by o.id ${order} limit w.size
         ) f`,
    },
  ];
});

function toListRow({ productId, variantId, currency }: OfferListOf, n: number): object {
  return { n, product_id: idToUuid(productId), variant_id: variantId && idToUuid(variantId), currency };
}

function toWantRow({ page, ...list }: OfferPageWanted, n: number): object {
  const { key, limit } = page;
  const row = { ...toListRow(list, n), size: limit };
  if (key === null) return row;
  if (key.length === 1) return { ...row, id: idToUuid(key[0]) };
  const [soldOut, amount, condition, leadTime, id] = key;
  return { ...row, sold_out: soldOut, amount, condition, lead_time: leadTime, id: idToUuid(id) };
}
