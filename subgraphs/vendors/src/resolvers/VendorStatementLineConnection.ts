import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { VendorStatementLineConnectionResolvers } from '../generated/resolvers.ts';
import type { StatementLine } from '../storage/statement.ts';

export type VendorStatementPage = CountedConnection<StatementLine>;

export const VendorStatementLineConnection: VendorStatementLineConnectionResolvers = {
  totalCount: (page) => page.count(),
};
