import type { Connection } from '@bazaar/subgraph/connections';
import type { Offer } from '../domain/offer.ts';
import type { OfferConnectionResolvers } from '../generated/resolvers.ts';

export type OfferPage = Connection<Offer>;

export const OfferConnection: OfferConnectionResolvers = {
  edges: (page) => page.edges,
  nodes: (page) => page.edges.map((edge) => edge.node),
};
