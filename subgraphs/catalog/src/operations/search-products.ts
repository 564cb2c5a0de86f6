import { parseId } from '@bazaar/ids/id';
import type { CatalogContext } from '../context.ts';
import { correctSpelling } from '../domain/correct-spelling.ts';
import { searchProducts, type ProductOrder, type ProductSearch, type SearchKey } from '../storage/search.ts';

/** A product's place in one list. A cursor carries all of it, so that it is refused by lists of another order. */
export interface ListKey extends SearchKey {
  readonly order: ProductOrder;
  /** What was searched for instead of the words as typed, so that the next page goes on with it. */
  readonly correctedText: string | null;
}

export interface ListPage {
  readonly limit: number;
  readonly forward: boolean;
  readonly key: ListKey | null;
}

export interface FoundProducts {
  /** In reading order, up to the page's limit. */
  readonly keys: readonly ListKey[];
  /** What was searched for in the end. */
  readonly search: ProductSearch;
  readonly correctedText: string | null;
}

/** Finds one page of products. Words that match nothing are corrected, and then searched for once more. One statement, or two. */
export async function findProducts(
  { reader }: Pick<CatalogContext, 'reader'>,
  search: ProductSearch,
  page: ListPage,
): Promise<FoundProducts> {
  const typed = page.key?.correctedText ? { ...search, text: page.key.correctedText } : search;
  const first = await searchProducts(reader, typed, page);
  const corrected = search.text === null ? null : correctSpelling(search.text, first.candidates);
  if (corrected === null) return describeKeys(first.keys, typed, page.key?.correctedText ?? null);
  const better = { ...search, text: corrected };
  const { keys } = await searchProducts(reader, better, page);
  // When nothing matches the corrected words either, the list is the empty one of the words as typed.
  return keys.length > 0 ? describeKeys(keys, better, corrected) : describeKeys([], search, null);
}

/** Keys as they were found, with what their cursors need beside. */
export function describeKeys(
  keys: readonly SearchKey[],
  search: ProductSearch,
  correctedText: string | null,
): FoundProducts {
  return { keys: keys.map((key) => ({ ...key, order: search.order, correctedText })), search, correctedText };
}

/** How a key is written into a cursor. */
export function writeKey({ order, value, id, correctedText }: ListKey): readonly unknown[] {
  return [order, value, id, correctedText];
}

/** Reads a key of a list in `order` from a cursor; null for anything that no such list wrote. */
export function parseKey(order: ProductOrder, cursor: unknown): ListKey | null {
  if (!Array.isArray(cursor)) return null;
  const [writtenOrder, value, idText, correctedText] = cursor as unknown[];
  const id = typeof idText === 'string' ? parseId('prd', idText) : null;
  if (writtenOrder !== order || id === null || !isValueOf(order, value)) return null;
  if (correctedText !== null && !(typeof correctedText === 'string' && isStorable(correctedText))) return null;
  return { order, value, id, correctedText };
}

function isValueOf(order: ProductOrder, value: unknown): value is string | number {
  switch (order) {
    case 'RELEVANCE':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
    case 'PRICE_ASC':
    case 'PRICE_DESC':
      return Number.isSafeInteger(value);
    case 'NEWEST':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'TITLE':
      return typeof value === 'string' && isStorable(value);
  }
}

/** Postgres takes every text but one with a zero character. */
function isStorable(text: string): boolean {
  return text.length <= 1000 && !text.includes('\0');
}
