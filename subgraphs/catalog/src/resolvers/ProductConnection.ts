import type { Connection } from '@bazaar/subgraph/connections';
import type { Product } from '../domain/product.ts';
import type { ProductConnectionResolvers } from '../generated/resolvers.ts';

/** A page of products; the whole list is counted only when someone asks. */
export interface ProductPage extends Connection<Product> {
  readonly correctedQuery: string | null;
  count(): Promise<number>;
}

export const ProductConnection: ProductConnectionResolvers = {
  edges: (page) => page.edges,
  nodes: (page) => page.edges.map((edge) => edge.node),
  totalCount: (page) => page.count(),
};
