import { parseId } from '@bazaar/ids/id';
import type { Category as CategoryState } from '../domain/category.ts';
import type { CategoryResolvers } from '../generated/resolvers.ts';
import { listNewestProducts } from './product-list.ts';

export const Category: CategoryResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const categoryId = parseId('cat', id);
    return categoryId && loaders.categories.load(categoryId);
  },
  path: (category) => category.slugPath,
  parent: (category, _args, { loaders }) => category.parentId && loaders.categories.load(category.parentId),
  ancestors: async (category, _args, { loaders }) => {
    const above = await Promise.all(category.path.slice(0, -1).map((id) => loaders.categories.load(id)));
    return above.filter((ancestor): ancestor is CategoryState => ancestor !== null);
  },
  children: (category, _args, { loaders }) => loaders.childrenOfCategory.load(category.id),
  products: (category, args, context) => listNewestProducts(context, category.id, args),
};
