import { parseId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { findCategoryByPath } from '../../storage/categories.ts';

export const category: QueryResolvers['category'] = async (_parent, args, { reader, loaders }) => {
  if ((args.id == null) === (args.path == null))
    throw new Fault('BAD_USER_INPUT', 'Give either the id or the path of a category.', { field: ['id'] });
  if (args.path != null) {
    if (args.path.includes('\0')) return null;
    const found = await findCategoryByPath(reader, loaders.allCategories, args.path);
    if (found) loaders.categories.prime(found.id, found);
    return found;
  }
  const id = parseId('cat', args.id ?? '');
  return id && loaders.categories.load(id);
};
