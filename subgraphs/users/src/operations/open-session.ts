import { newId } from '@bazaar/ids/id';
import type { Tx } from '@bazaar/postgres/tx';
import type { UsersContext } from '../context.ts';
import { SESSION_LIFETIME_MS } from '../domain/session-rules.ts';
import type { Session, User } from '../domain/user.ts';
import { listMemberships } from '../storage/memberships.ts';
import { insertSession } from '../storage/sessions.ts';
import { hashToken, newToken } from './refresh-token.ts';

export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** Opens a session for a user whose password was just accepted, in the transaction of its cause. */
export async function openSession(
  context: Pick<UsersContext, 'now' | 'keyRing'>,
  tx: Tx,
  user: User,
): Promise<SessionTokens> {
  const now = context.now();
  const session: Session = {
    id: newId('ses'),
    userId: user.id,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: new Date(now.getTime() + SESSION_LIFETIME_MS),
    endedAt: null,
    endReason: null,
  };
  const refreshToken = newToken();
  await insertSession(tx, session, hashToken(refreshToken));
  return issueTokens(context, tx, user, session, refreshToken);
}

/** Signs an access token with the user's roles and memberships as they are now. */
export async function issueTokens(
  { keyRing }: Pick<UsersContext, 'keyRing'>,
  tx: Tx,
  user: User,
  session: Session,
  refreshToken: string,
): Promise<SessionTokens> {
  const memberships = await listMemberships(tx, user.id);
  const access = await keyRing.sign({
    sub: user.id,
    sid: session.id,
    // Whoever belongs to a vendor sells.
    roles: memberships.length > 0 ? [...new Set([...user.roles, 'VENDOR'])] : user.roles,
    vendors: memberships.map(({ vendorId, role }) => ({ id: vendorId, role })),
  });
  return {
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken,
    refreshTokenExpiresAt: session.expiresAt,
  };
}
