import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { Product } from '../domain/product.ts';
import type { ProductConnectionResolvers } from '../generated/resolvers.ts';

/** A page of products, with what was searched for instead of the words as typed. */
export interface ProductPage extends CountedConnection<Product> {
  readonly correctedQuery: string | null;
}

export const ProductConnection: ProductConnectionResolvers = { totalCount: (page) => page.count() };
