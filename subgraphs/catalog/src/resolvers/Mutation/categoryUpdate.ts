import { requirePermission } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { updateCategory } from '../../operations/update-category.ts';
import { InputParser } from '../parse-input.ts';

export const categoryUpdate: MutationResolvers['categoryUpdate'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'catalog.category.write');
  const parse = new InputParser();
  const id = parse.id('cat', input.categoryId, 'CATEGORY_NOT_FOUND', 'categoryId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  const outcome = await updateCategory(context, id, {
    name: input.name ?? undefined,
    description: input.description ?? undefined,
    sortOrder: input.sortOrder ?? undefined,
    isActive: input.isActive ?? undefined,
  });
  return payload(context, 'category', outcome);
};
