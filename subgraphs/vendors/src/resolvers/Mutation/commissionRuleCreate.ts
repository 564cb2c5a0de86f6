import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createCommissionRule } from '../../operations/create-commission-rule.ts';

export const commissionRuleCreate: MutationResolvers['commissionRuleCreate'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'commission.write');
  const vendorId = input.vendorId == null ? null : parseId('vnd', input.vendorId);
  const categoryId = input.categoryId == null ? null : parseId('cat', input.categoryId);
  if (input.vendorId != null && !vendorId) return { userErrors: [userError('vendorNotFound')] };
  if (input.categoryId != null && !categoryId) return { userErrors: [userError('categoryNotFound')] };
  const outcome = await createCommissionRule(context, {
    vendorId,
    categoryId,
    ratePpm: input.ratePpm,
    validFrom: input.validFrom ?? null,
    validUntil: input.validUntil ?? null,
  });
  return outcome.kind === 'created'
    ? { commissionRule: outcome.rule, userErrors: [] }
    : { userErrors: [userError(outcome.kind)] };
};
