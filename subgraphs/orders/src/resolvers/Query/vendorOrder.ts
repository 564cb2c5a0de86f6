import { parseId } from '@bazaar/ids/id';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const vendorOrder: QueryResolvers['vendorOrder'] = (_parent, args, { loaders }) => {
  const id = parseId('vor', args.id);
  return id && loaders.vendorOrders.load(id);
};
