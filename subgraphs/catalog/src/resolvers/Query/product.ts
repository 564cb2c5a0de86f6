import { parseId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { findProductBySlug } from '../../storage/products.ts';

export const product: QueryResolvers['product'] = async (_parent, args, { reader, loaders }) => {
  if ((args.id == null) === (args.slug == null))
    throw new Fault('BAD_USER_INPUT', 'Give either the id or the slug of a product.', { field: ['id'] });
  if (args.slug != null) {
    if (args.slug.includes('\0')) return null;
    const found = await findProductBySlug(reader, loaders.sight, args.slug);
    if (found) loaders.products.prime(found.id, found);
    return found;
  }
  const id = parseId('prd', args.id ?? '');
  return id && loaders.products.load(id);
};
