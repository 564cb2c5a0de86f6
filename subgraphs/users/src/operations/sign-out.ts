import type { SessionId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import { endSessionsNow } from './end-sessions.ts';

export type SignOutOutcome =
  { readonly kind: 'signedOut'; readonly sessionId: SessionId } | { readonly kind: 'sessionNotFound' };

/** Ends one session of the user; one that has ended already counts as not found. */
export async function signOut(
  context: Pick<UsersContext, 'inTransaction' | 'now' | 'sessionDenylist'>,
  user: UserViewer,
  sessionId: SessionId,
): Promise<SignOutOutcome> {
  const ended = await context.inTransaction((tx) =>
    endSessionsNow(context, tx, { userId: user.userId, only: sessionId }, 'SIGNED_OUT', user.userId),
  );
  return ended.length > 0 ? { kind: 'signedOut', sessionId } : { kind: 'sessionNotFound' };
}

/** Ends all sessions of the user, or all but the current one. Returns how many ended. */
export async function signOutEverywhere(
  context: Pick<UsersContext, 'inTransaction' | 'now' | 'sessionDenylist'>,
  user: UserViewer,
  keepCurrent: boolean,
): Promise<number> {
  const which = { userId: user.userId, except: keepCurrent ? user.sessionId : undefined };
  const ended = await context.inTransaction((tx) =>
    endSessionsNow(context, tx, which, 'SIGNED_OUT_EVERYWHERE', user.userId),
  );
  return ended.length;
}
