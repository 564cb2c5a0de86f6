import { noteChanged } from '@bazaar/events/changed';
import { idToUuid } from '@bazaar/ids/id';
import type { CategoryId, ProductId, VendorId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import { priceRanges } from '../domain/buy-box.ts';
import { groupBy } from '../domain/group-by.ts';
import { isInStock, type Offer } from '../domain/offer.ts';
import type { ProductStatus } from '../domain/product.ts';
import { foldText, searchWords } from '../domain/search-words.ts';
import { listCompetitors } from './offers.ts';

/*
 * What searching and price ranges need is derived from products, offers, stock and vendors into `product_search`, `product_price` and
 * `search_word`: by the transaction that changes a product or an offer, and a moment later (by the sweep over `product_index_request`)
 * when stock runs out or comes back, a vendor's status changes or a category moves. Whoever derives holds the product's row lock,
 * so that the last one sees everything.
 */

/**
 * Locks the products in the order of their ids and derives their rows anew. Three statements for any number of products.
 * An operation that has locked one product calls it for that one alone.
 */
export async function indexProducts(tx: Tx, ids: readonly ProductId[]): Promise<void> {
  if (ids.length === 0) return;
  noteChanged(tx, ...ids.map((id) => `Product:${id}`));
  const products = await query<{ id: string; title: string; tags: string[]; status: ProductStatus }>(
    tx,
    'select id, title, tags, status from product where id = any($1::uuid[]) order by id for no key update',
    [ids.map(idToUuid)],
  );
  const offers = groupBy(await listCompetitors(tx, ids), (offer) => idToUuid(offer.productId));
  await execute(tx, WRITE, [
    products.map(({ id }) => id),
    JSON.stringify(
      products.map(({ id, title }) => ({ id, title_key: foldText(title), ...summarise(offers.get(id) ?? []) })),
    ),
    JSON.stringify(
      [...offers].flatMap(([product_id, competitors]) =>
        priceRanges(competitors).map(({ currency, minAmount, maxAmount }) => ({
          product_id,
          currency,
          min_amount: minAmount,
          max_amount: maxAmount,
        })),
      ),
    ),
    wordsOf(products.filter(({ status }) => status === 'ACTIVE')),
  ]);
}

/** The words of titles and tags, in one order for everybody: inserting the same words in different orders could deadlock. */
function wordsOf(products: readonly { readonly title: string; readonly tags: readonly string[] }[]): string[] {
  return [...new Set(products.flatMap(({ title, tags }) => searchWords([title, ...tags].join(' '))))].sort();
}

function summarise(offers: readonly Offer[]): { in_stock: boolean; vendor_ids: string[] } {
  const purchasable = offers.filter((offer) => offer.isPurchasable);
  const vendors = new Set(purchasable.map((offer) => idToUuid(offer.vendorId)));
  return { in_stock: purchasable.some(isInStock), vendor_ids: [...vendors].sort() };
}

const WRITE = `
with item as (
  select * from jsonb_to_recordset($2::jsonb) as item (id uuid, title_key text, in_stock boolean, vendor_ids uuid[])
),
price as (
  select * from jsonb_to_recordset($3::jsonb) as price (product_id uuid, currency text, min_amount bigint, max_amount bigint)
),
off_market as (
  delete from product_search s using product p where s.product_id = any($1::uuid[]) and p.id = s.product_id and p.status <> 'ACTIVE'
),
on_market as (
  insert into product_search (product_id, document, title_key, category_ids, vendor_ids, tags, in_stock, is_digital, published_at)
  select p.id,
         setweight(to_tsvector('product_text', p.title), 'A')
           || setweight(to_tsvector('product_text', array_to_string(p.tags, ' ')), 'B')
           || setweight(to_tsvector('product_text', left(p.description, 4000)), 'D'),
         item.title_key,
         array(select distinct step.id from product_category pc join category c on c.id = pc.category_id, unnest(c.path) as step (id)
                where pc.product_id = p.id order by step.id),
         item.vendor_ids, p.tags, item.in_stock, p.is_digital, p.published_at
    from item join product p on p.id = item.id
   where p.status = 'ACTIVE'
  on conflict (product_id) do update
     set document = excluded.document, title_key = excluded.title_key, category_ids = excluded.category_ids,
         vendor_ids = excluded.vendor_ids, tags = excluded.tags, in_stock = excluded.in_stock, is_digital = excluded.is_digital,
         published_at = excluded.published_at
   where row(product_search.*) is distinct from row(excluded.*)
),
old_price as (
  delete from product_price x
   where x.product_id = any($1::uuid[])
     and not exists (select from price where (price.product_id, price.currency) = (x.product_id, x.currency))
),
new_price as (
  insert into product_price (product_id, currency, min_amount, max_amount) select * from price
  on conflict (product_id, currency) do update set min_amount = excluded.min_amount, max_amount = excluded.max_amount
   where (product_price.min_amount, product_price.max_amount) <> (excluded.min_amount, excluded.max_amount)
)
insert into search_word (word) select word from unnest($4::text[]) as word on conflict do nothing`;

/** Asks for products to be indexed a moment later: those that the vendors offer. */
export async function requestIndexOfVendors(tx: Tx, ids: readonly VendorId[]): Promise<void> {
  if (ids.length === 0) return;
  await execute(
    tx,
    `insert into product_index_request (product_id)
     select distinct product_id from offer where vendor_id = any($1::uuid[]) and status = 'ACTIVE'`,
    [ids.map(idToUuid)],
  );
}

/** Asks for products to be indexed a moment later: those in the category or below it. */
export async function requestIndexOfCategory(tx: Tx, id: CategoryId): Promise<void> {
  await execute(
    tx,
    `insert into product_index_request (product_id)
     select distinct pc.product_id from category c join product_category pc on pc.category_id = c.id
      where c.path @> array[$1::uuid]`,
    [idToUuid(id)],
  );
}

/** Takes up to `limit` requests off the queue and returns how many there were and their products. Requests that another process works on are left to it. */
export async function takeIndexRequests(tx: Tx, limit: number): Promise<{ taken: number; productIds: string[] }> {
  const rows = await query<{ product_id: string }>(
    tx,
    `delete from product_index_request
      where id in (select id from product_index_request order by id limit $1 for update skip locked)
     returning product_id`,
    [limit],
  );
  return { taken: rows.length, productIds: [...new Set(rows.map((row) => row.product_id))] };
}
