import { parseId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import type { ProductWhere, QueryResolvers } from '../../generated/resolvers.ts';
import type { ProductFilter, ProductOrder } from '../../storage/search.ts';
import { requireCurrency } from '../currency.ts';
import { listFoundProducts, noProducts } from '../product-list.ts';

const MAX_QUERY_LENGTH = 200;

export const products: QueryResolvers['products'] = (_parent, args, context) => {
  const text = parseText(args.query ?? '');
  const order = args.orderBy ?? 'RELEVANCE';
  const filter = parseFilter(args.where ?? {}, order);
  if (filter === 'nothing') return noProducts(args);
  const search = { text, filter, order: order === 'RELEVANCE' && text === null ? 'NEWEST' : order } as const;
  return listFoundProducts(context, search, args);
};

function parseText(query: string): string | null {
  if (query.length > MAX_QUERY_LENGTH)
    throw new Fault('BAD_USER_INPUT', `A query has at most ${MAX_QUERY_LENGTH} characters.`, { field: ['query'] });
  const text = query.replaceAll('\0', ' ').trim();
  return text === '' ? null : text;
}

/** The conditions; `nothing` when no product can meet them. */
function parseFilter(where: ProductWhere, order: ProductOrder): ProductFilter | 'nothing' {
  const currency = where.currency == null ? undefined : requireCurrency(where.currency, 'where', 'currency');
  if (currency === undefined) {
    if (order === 'PRICE_ASC' || order === 'PRICE_DESC') throw needsCurrency('orderBy');
    if (where.minPrice != null) throw needsCurrency('where', 'minPrice');
    if (where.maxPrice != null) throw needsCurrency('where', 'maxPrice');
  }
  const categoryId = where.categoryId == null ? undefined : parseId('cat', where.categoryId);
  const vendorId = where.vendorId == null ? undefined : parseId('vnd', where.vendorId);
  if (categoryId === null || vendorId === null || where.tags?.length === 0) return 'nothing';
  return {
    categoryId,
    vendorId,
    currency,
    tags: where.tags?.map((tag) => tag.replaceAll('\0', '')),
    minAmount: where.minPrice ?? undefined,
    maxAmount: where.maxPrice ?? undefined,
    inStock: where.inStock ?? undefined,
    isDigital: where.isDigital ?? undefined,
  };
}

function needsCurrency(...field: readonly string[]): Fault {
  return new Fault('BAD_USER_INPUT', 'Prices are compared in one currency: give where.currency.', { field });
}
