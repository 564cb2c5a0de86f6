import { parseId } from '@bazaar/ids/id';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const partner: QueryResolvers['partner'] = (_parent, args, { loaders }) => {
  const id = parseId('ptn', args.id);
  return id && loaders.partners.load(id);
};
