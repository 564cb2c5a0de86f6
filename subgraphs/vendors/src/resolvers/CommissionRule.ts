import type { CommissionRuleResolvers } from '../generated/resolvers.ts';

export const CommissionRule: CommissionRuleResolvers = {
  vendor: (rule, _args, { loaders }) => rule.vendorId && loaders.vendors.load(rule.vendorId),
  category: (rule) => rule.categoryId && { id: rule.categoryId },
};
