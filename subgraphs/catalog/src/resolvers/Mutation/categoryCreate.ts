import { requirePermission } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createCategory } from '../../operations/create-category.ts';
import { InputParser } from '../parse-input.ts';

export const categoryCreate: MutationResolvers['categoryCreate'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'catalog.category.write');
  const parse = new InputParser();
  const parentId = parse.optionalId('cat', input.parentId, 'CATEGORY_NOT_FOUND', 'parentId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'category', await createCategory(context, { ...input, parentId, slug: input.slug ?? null }));
};
