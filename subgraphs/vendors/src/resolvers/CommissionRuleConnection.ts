import type { CountedConnection } from '@bazaar/subgraph/connections';
import type { CommissionRule } from '../domain/commission.ts';
import type { CommissionRuleConnectionResolvers } from '../generated/resolvers.ts';

export type CommissionRulePage = CountedConnection<CommissionRule>;

export const CommissionRuleConnection: CommissionRuleConnectionResolvers = { totalCount: (page) => page.count() };
