import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { Offer } from '../domain/offer.ts';
import type { OfferConnectionResolvers } from '../generated/resolvers.ts';

export type OfferPage = CountedConnection<Offer>;

export const OfferConnection: OfferConnectionResolvers = { totalCount: (page) => page.count() };
