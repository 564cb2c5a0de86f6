import { requirePermission } from '@bazaar/identity/guards';
import { isIdOf } from '@bazaar/ids/id';
import type { CommissionRuleId } from '@bazaar/ids/kinds';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { countRules, listRules } from '../../storage/commission-rules.ts';

export const commissionRules: QueryResolvers['commissionRules'] = async (_parent, args, { viewer, reader }) => {
  requirePermission(viewer, 'commission.read');
  const page = parsePage<CommissionRuleId>(args, (key) => (typeof key === 'string' && isIdOf('cmr', key) ? key : null));
  return { ...toConnection(await listRules(reader, page), page, (rule) => rule.id), count: () => countRules(reader) };
};
