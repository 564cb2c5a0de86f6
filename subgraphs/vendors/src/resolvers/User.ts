import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { UserResolvers } from '../generated/resolvers.ts';

export const User: UserResolvers = {
  vendorMemberships: ({ id }, _args, { viewer, loaders }) => {
    const userId = parseId('usr', id);
    const allowed = userId !== null && (actingUser(viewer)?.userId === userId || can(viewer, 'user.read.any'));
    return allowed ? loaders.memberships.load(userId) : null;
  },
};
