import { parsePage, toConnection, type Connection, type Page, type PageArguments } from '@bazaar/subgraph/connections';
import type { CatalogContext } from '../context.ts';
import type { Product } from '../domain/product.ts';
import type { CategoryId, ProductId } from '@bazaar/ids/kinds';
import {
  describeKeys,
  findProducts,
  parseKey,
  writeKey,
  type FoundProducts,
  type ListKey,
} from '../operations/search-products.ts';
import { countProducts, type ProductSearch } from '../storage/search.ts';
import type { ProductPage } from './ProductConnection.ts';

/** One page of a list of products on the market, as a connection. */
export async function listFoundProducts(
  context: Pick<CatalogContext, 'reader' | 'loaders'>,
  search: ProductSearch,
  args: PageArguments,
): Promise<ProductPage> {
  const page = parsePage(args, (cursor) => parseKey(search.order, cursor));
  const found = await findProducts(context, search, page);
  return shapePage(context, found, page);
}

/** The newest products of a category, as a connection; the same page of several categories is read at once. */
export async function listNewestProducts(
  context: Pick<CatalogContext, 'reader' | 'loaders'>,
  categoryId: CategoryId,
  args: PageArguments,
): Promise<ProductPage> {
  const page = parsePage(args, (cursor) => parseKey('NEWEST', cursor));
  const keys = await context.loaders.newestOfCategory(page).load(categoryId);
  const search = { text: null, filter: { categoryId }, order: 'NEWEST' } as const;
  return shapePage(context, describeKeys(keys, search, null), page);
}

async function shapePage(
  context: Pick<CatalogContext, 'reader' | 'loaders'>,
  { keys, search, correctedText }: FoundProducts,
  page: Page<ListKey>,
): Promise<ProductPage> {
  const byId = new Map(keys.map((key) => [key.id, writeKey(key)]));
  const connection = await loadPage(context, [...byId.keys()], page, (id) => byId.get(id));
  return { ...connection, correctedQuery: correctedText, count: () => countProducts(context.reader, search) };
}

/** Shapes the ids that were read for `page` into a connection of products. One that went off the market meanwhile is left out. */
export async function loadPage(
  { loaders }: Pick<CatalogContext, 'loaders'>,
  ids: readonly ProductId[],
  page: Page<unknown>,
  keyOf: (id: ProductId) => unknown,
): Promise<Connection<Product>> {
  const { edges, pageInfo } = toConnection(ids, page, keyOf);
  const loaded = await Promise.all(
    edges.map(async ({ cursor, node }) => ({ cursor, node: await loaders.products.load(node) })),
  );
  const shown = loaded.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []));
  return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
}

const NOTHING: ProductPage = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  correctedQuery: null,
  count: () => 0,
};

/** The page of a list that cannot hold anything. Its arguments are checked all the same. */
export function noProducts(args: PageArguments): ProductPage {
  parsePage(args, (cursor) => cursor);
  return NOTHING;
}
