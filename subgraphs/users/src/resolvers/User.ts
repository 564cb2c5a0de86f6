import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { parseId } from '@bazaar/ids/id';
import type { UserId } from '@bazaar/ids/kinds';
import type { UsersContext } from '../context.ts';
import type { User as UserState } from '../domain/user.ts';
import type { UserResolvers } from '../generated/resolvers.ts';

/** Whether the viewer may see a user's private fields: the user and support. */
export function maySee(viewer: Viewer, id: UserId): boolean {
  return actingUser(viewer)?.userId === id || can(viewer, 'user.read.any');
}

/** A field that is null for whoever may not see it. */
function personal<Value>(read: (user: UserState, context: UsersContext) => Value) {
  return (user: UserState, _args: object, context: UsersContext): Value | null =>
    maySee(context.viewer, user.id) ? read(user, context) : null;
}

export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const userId = parseId('usr', id);
    return userId && loaders.users.load(userId);
  },
  displayName: (user) => `${user.firstName} ${user.lastName}`,
  email: personal((user) => user.email),
  firstName: personal((user) => user.firstName),
  lastName: personal((user) => user.lastName),
  locale: personal((user) => user.locale),
  roles: personal((user) => [...user.roles]),
  createdAt: personal((user) => user.createdAt),
  lastSignInAt: personal((user) => user.lastSignInAt),
  addresses: personal((user, { loaders }) => loaders.addresses.load(user.id)),
  sessions: personal((user, { loaders }) => loaders.sessions.load(user.id)),
};
