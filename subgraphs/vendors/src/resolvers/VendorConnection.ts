import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { Vendor } from '../domain/vendor.ts';
import type { VendorConnectionResolvers } from '../generated/resolvers.ts';

export type VendorPage = CountedConnection<Vendor>;

export const VendorConnection: VendorConnectionResolvers = { totalCount: (page) => page.count() };
