import { afterCommit } from '@bazaar/postgres/in-transaction';
import { requireWithin } from '@bazaar/subgraph/rate-limit';
import type { UsersContext } from '../context.ts';
import { SESSION_LIFETIME_MS, decideRefresh } from '../domain/session-rules.ts';
import type { User } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { endSessions, insertRefreshToken, lockSessionByToken, useRefreshToken } from '../storage/sessions.ts';
import { listUsersByIds } from '../storage/users.ts';
import { DENIED_FOR_MS } from './end-sessions.ts';
import { issueTokens, type SessionTokens } from './open-session.ts';
import { hashToken, newToken } from './refresh-token.ts';
import { REFRESHES_OF_ADDRESS } from './sign-in-limits.ts';

export type RefreshOutcome =
  { readonly kind: 'refreshed'; readonly user: User; readonly tokens: SessionTokens } | { readonly kind: 'refused' };

/**
 * Exchanges a refresh token, once. A second use ends the session, and its access tokens stop working at once.
 * @throws Fault `RATE_LIMITED` after too many exchanges from one address.
 */
export async function refreshSession(
  context: Pick<
    UsersContext,
    'inTransaction' | 'now' | 'keyRing' | 'sessionDenylist' | 'ephemeral' | 'log' | 'clientAddress'
  >,
  presented: string,
): Promise<RefreshOutcome> {
  if (context.clientAddress !== null) await requireWithin(REFRESHES_OF_ADDRESS, context.clientAddress, context);
  const hash = hashToken(presented);
  return context.inTransaction(async (tx) => {
    const found = await lockSessionByToken(tx, hash);
    if (!found) return { kind: 'refused' };
    const { session } = found;
    const now = context.now();
    const decision = decideRefresh(session, found, now);
    switch (decision.kind) {
      case 'refuse':
        return { kind: 'refused' };
      case 'revoke':
        await endSessions(tx, { userId: session.userId, only: session.id }, 'TOKEN_REUSED', now);
        await recordAudit(tx, { action: 'session.token_reused', actorId: null, resource: session.id, at: now });
        afterCommit(tx, () => context.sessionDenylist.deny(session.id, DENIED_FOR_MS));
        return { kind: 'refused' };
      case 'rotate': {
        const [user] = await listUsersByIds(tx, [session.userId]);
        if (!user || user.status !== 'ACTIVE') return { kind: 'refused' };
        const next = { ...session, lastUsedAt: now, expiresAt: new Date(now.getTime() + SESSION_LIFETIME_MS) };
        const refreshToken = newToken();
        await useRefreshToken(tx, next, hash);
        await insertRefreshToken(tx, session.id, hashToken(refreshToken), now);
        return { kind: 'refreshed', user, tokens: await issueTokens(context, tx, user, next, refreshToken) };
      }
    }
  });
}
