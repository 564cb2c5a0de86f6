import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { Partner } from '../domain/partner.ts';
import type { PartnerConnectionResolvers } from '../generated/resolvers.ts';

export type PartnerPage = CountedConnection<Partner>;

export const PartnerConnection: PartnerConnectionResolvers = { totalCount: (page) => page.count() };
