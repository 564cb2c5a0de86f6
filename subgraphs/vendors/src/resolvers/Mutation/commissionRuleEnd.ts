import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { endCommissionRule } from '../../operations/create-commission-rule.ts';

export const commissionRuleEnd: MutationResolvers['commissionRuleEnd'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'commission.write');
  const id = parseId('cmr', input.commissionRuleId);
  const commissionRule = id && (await endCommissionRule(context, id));
  return commissionRule ? { commissionRule, userErrors: [] } : { userErrors: [userError('ruleNotFound')] };
};
