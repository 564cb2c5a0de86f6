import { actingUser } from '@bazaar/identity/acting-user';
import type { SessionResolvers } from '../generated/resolvers.ts';

export const Session: SessionResolvers = {
  isCurrent: (session, _args, { viewer }) => actingUser(viewer)?.sessionId === session.id,
};
