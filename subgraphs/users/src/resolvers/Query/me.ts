import { actingUser } from '@bazaar/identity/acting-user';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const me: QueryResolvers['me'] = (_parent, _args, { viewer, loaders }) => {
  const user = actingUser(viewer);
  return user && loaders.users.load(user.userId);
};
