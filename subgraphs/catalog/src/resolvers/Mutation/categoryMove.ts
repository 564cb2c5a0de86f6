import { requirePermission } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { moveCategory } from '../../operations/move-category.ts';
import { InputParser } from '../parse-input.ts';

export const categoryMove: MutationResolvers['categoryMove'] = async (_parent, { input }, context) => {
  requirePermission(context.viewer, 'catalog.category.write');
  const parse = new InputParser();
  const id = parse.id('cat', input.categoryId, 'CATEGORY_NOT_FOUND', 'categoryId');
  const parentId = parse.optionalId('cat', input.parentId, 'CATEGORY_NOT_FOUND', 'parentId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  return payload(context, 'category', await moveCategory(context, id, parentId));
};
