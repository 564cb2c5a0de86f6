import type { Connection } from '@bazaar/subgraph/connections';
import type { Offer } from '../domain/offer.ts';
import type { OfferConnectionResolvers } from '../generated/resolvers.ts';

/** A page of offers; the whole list is counted only when someone asks. */
export interface OfferPage extends Connection<Offer> {
  count(): Promise<number>;
}

export const OfferConnection: OfferConnectionResolvers = {
  edges: (page) => page.edges,
  nodes: (page) => page.edges.map((edge) => edge.node),
  totalCount: (page) => page.count(),
};
