import type { QueryResolvers } from '../../generated/resolvers.ts';
import { listRoots } from '../../storage/categories.ts';

export const categories: QueryResolvers['categories'] = (_parent, _args, { reader, loaders }) =>
  listRoots(reader, loaders.allCategories);
