import { parseId } from '@bazaar/ids/id';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const offer: QueryResolvers['offer'] = (_parent, args, { loaders }) => {
  const id = parseId('off', args.id);
  return id && loaders.offers.load(id);
};
