import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CategoryId, ProductId, VendorId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Candidates } from '../domain/correct-spelling.ts';
import { searchWords } from '../domain/search-words.ts';

export interface ProductFilter {
  readonly categoryId?: CategoryId | undefined;
  readonly vendorId?: VendorId | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly currency?: CurrencyCode | undefined;
  readonly minAmount?: number | undefined;
  readonly maxAmount?: number | undefined;
  readonly inStock?: boolean | undefined;
  readonly isDigital?: boolean | undefined;
}

export type ProductOrder = 'RELEVANCE' | 'NEWEST' | 'PRICE_ASC' | 'PRICE_DESC' | 'TITLE';

export interface ProductSearch {
  /** As the shopper typed it; null for a list without words. RELEVANCE needs it, the PRICE orders need a currency. */
  readonly text: string | null;
  readonly filter: ProductFilter;
  readonly order: ProductOrder;
}

/** Where a product stands in a list: the value of the order's column, and its id to break ties. */
export interface SearchKey {
  readonly value: string | number;
  readonly id: ProductId;
}

export interface SearchPage {
  readonly limit: number;
  readonly forward: boolean;
  readonly key: SearchKey | null;
}

/** By relevance a list ends here: of more matches only the newest are ranked, so that a frequent word costs no more than a rare one. */
export const MAX_RANKED = 1_000;
export const MAX_COUNTED = 10_000;

/** Text rank as a whole number, so that cursors are exact. It depends on the product alone, never on the other products. */
const RANK = `(ts_rank('{0.1, 0.2, 0.5, 1.0}', s.document, search.words, 1) * 1000000)::integer`;

const ORDERS: Readonly<Record<ProductOrder, { column: string; id: string; type: string; direction: 'asc' | 'desc' }>> =
  {
    RELEVANCE: { column: 'rank', id: 'product_id', type: 'integer', direction: 'desc' },
    NEWEST: { column: 's.published_at', id: 's.product_id', type: 'timestamptz', direction: 'desc' },
    PRICE_ASC: { column: 'x.min_amount', id: 'x.product_id', type: 'bigint', direction: 'asc' },
    PRICE_DESC: { column: 'x.min_amount', id: 'x.product_id', type: 'bigint', direction: 'desc' },
    TITLE: { column: 's.title_key', id: 's.product_id', type: 'text', direction: 'asc' },
  };

/** A page of a list, in reading order. */
export interface SearchResult {
  readonly keys: readonly SearchKey[];
  /** For the words of a first page that matched nothing: known words that resemble the unknown ones among them. */
  readonly candidates: Candidates;
}

/** Reads one page of a list of products on the market. One statement. */
export async function searchProducts(reader: Reader, search: ProductSearch, page: SearchPage): Promise<SearchResult> {
  const { params, bind } = bindings();
  const sql = pageSql(search, page, bind);
  if (search.text === null || page.key !== null) {
    const rows = await query<{ product_id: string; value: string | number | Date }>(reader, sql, params);
    return { keys: rows.map(({ product_id, value }) => toKey(search.order, product_id, value)), candidates: {} };
  }
  const [row] = await query<{ keys: [string, string | number][] | null; candidates: Candidates | null }>(
    reader,
    `with page as materialized (${sql})
     select (select json_agg(json_build_array(product_id, value)) from page) as keys,
            case when not exists (select from page) then (${candidatesSql(bind(searchWords(search.text)))}) end as candidates`,
    params,
  );
  const keys = (row?.keys ?? []).map(([id, value]) => toKey(search.order, id, value));
  return { keys, candidates: row?.candidates ?? {} };
}

/** One page of the newest products of each category, in reading order. One statement for all of them, planned for each by its own size. */
export async function listNewestOfCategories(
  reader: Reader,
  categories: readonly CategoryId[],
  page: SearchPage,
): Promise<Map<CategoryId, SearchKey[]>> {
  const byCategory = new Map<CategoryId, SearchKey[]>(categories.map((id) => [id, []]));
  const { params, bind } = bindings();
  const branches = categories.map((categoryId) => {
    const sql = pageSql({ text: null, filter: { categoryId }, order: 'NEWEST' }, page, bind);
    return `(select ${bind(categoryId)} as category_id, page.* from (${sql}) page)`;
  });
  const rows = await query<{ category_id: CategoryId; product_id: string; value: Date }>(
    reader,
    branches.join(' union all '),
    params,
  );
  for (const row of rows) byCategory.get(row.category_id)?.push(toKey('NEWEST', row.product_id, row.value));
  return byCategory;
}

/** How many products the whole list has: exact up to {@link MAX_COUNTED}, by relevance up to {@link MAX_RANKED}, and never more than that. */
export async function countProducts(reader: Reader, search: ProductSearch): Promise<number> {
  const { params, bind } = bindings();
  const limit = bind(search.order === 'RELEVANCE' ? MAX_RANKED : MAX_COUNTED);
  const [row] = await query<{ count: number }>(
    reader,
    `select count(*)::integer as count from (select ${matchesSql(search, bind)} limit ${limit}) matched`,
    params,
  );
  return row?.count ?? 0;
}

type Bind = (value: unknown) => string;

function bindings(): { params: unknown[]; bind: Bind } {
  const params: unknown[] = [];
  return { params, bind: (value) => `$${params.push(value)}` };
}

function pageSql(search: ProductSearch, page: SearchPage, bind: Bind): string {
  const { column, id, type, direction } = ORDERS[search.order];
  const way = page.forward === (direction === 'asc') ? 'asc' : 'desc';
  const { key } = page;
  const beyond =
    key &&
    `(${column}, ${id}) ${way === 'asc' ? '>' : '<'} (${bind(key.value)}::${type}, ${bind(idToUuid(key.id))}::uuid)`;
  const order = `order by ${column} ${way}, ${id} ${way} limit ${bind(page.limit)}`;
  if (search.order !== 'RELEVANCE')
    return `select ${id} as product_id, ${column} as value ${matchesSql(search, bind, beyond ? [beyond] : [])} ${order}`;
  return `
    select product_id, rank as value from (
      select s.product_id, ${RANK} as rank ${matchesSql(search, bind)}
       order by s.published_at desc, s.product_id desc limit ${MAX_RANKED}
    ) ranked where ${beyond ?? 'true'} ${order}`;
}

/** `from` and `where` of the products that match. */
function matchesSql({ text, filter }: ProductSearch, bind: Bind, conditions: readonly string[] = []): string {
  const { categoryId, vendorId, tags, currency, minAmount, maxAmount, inStock, isDigital } = filter;
  const from = ['product_search s'];
  const where = [...conditions];
  if (text !== null) {
    from.push(`cross join (select websearch_to_tsquery('product_text', ${bind(text)}) as words) search`);
    where.push('s.document @@ search.words');
  }
  if (currency !== undefined) {
    from.push('join product_price x on x.product_id = s.product_id');
    where.push(`x.currency = ${bind(currency)}`);
    if (minAmount !== undefined) where.push(`x.min_amount >= ${bind(minAmount)}::bigint`);
    if (maxAmount !== undefined) where.push(`x.min_amount <= ${bind(maxAmount)}::bigint`);
  }
  if (categoryId !== undefined) where.push(`s.category_ids @> array[${bind(idToUuid(categoryId))}::uuid]`);
  if (vendorId !== undefined) where.push(`s.vendor_ids @> array[${bind(idToUuid(vendorId))}::uuid]`);
  if (tags !== undefined) where.push(`s.tags && ${bind(tags)}::text[]`);
  if (inStock !== undefined) where.push(`s.in_stock = ${bind(inStock)}::boolean`);
  if (isDigital !== undefined) where.push(`s.is_digital = ${bind(isDigital)}::boolean`);
  return `from ${from.join(' ')} where ${where.length > 0 ? where.join(' and ') : 'true'}`;
}

/**
 * For each word that no title or tag has: the known words that resemble it by trigrams, that it is the beginning of, or, where a word is too
 * short for trigrams to survive a typing error, that begin with the same letter and are about as long.
 */
function candidatesSql(words: string): string {
  return `
    select json_object_agg(typed.word, (
             select json_agg(known.word order by known.likeness desc, known.word)
               from (select w.word, similarity(w.word, typed.word) as likeness from search_word w
                      where w.word % typed.word
                         or w.word like typed.word || '%'
                         or (length(typed.word) < 6 and w.word like left(typed.word, 1) || '%'
                             and length(w.word) between length(typed.word) - 1 and length(typed.word) + 1)
                      order by likeness desc, w.word limit 50) known))
      from unnest(${words}::text[]) as typed (word)
     where not exists (select from search_word w where w.word = typed.word)`;
}

function toKey(order: ProductOrder, uuid: string, value: string | number | Date): SearchKey {
  const id = idFromUuid('prd', uuid);
  if (order === 'NEWEST') return { id, value: new Date(value).toISOString() };
  return { id, value: order === 'TITLE' ? String(value) : Number(value) };
}
