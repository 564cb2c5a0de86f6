import type { VendorOrderConnectionResolvers } from '../generated/resolvers.ts';

export const VendorOrderConnection: VendorOrderConnectionResolvers = { totalCount: (page) => page.count() };
