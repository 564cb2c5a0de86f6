import { parseId } from '@bazaar/ids/id';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { maySee } from '../User.ts';

export const user: QueryResolvers['user'] = (_parent, args, { viewer, loaders }) => {
  const id = parseId('usr', args.id);
  return id && maySee(viewer, id) ? loaders.users.load(id) : null;
};
