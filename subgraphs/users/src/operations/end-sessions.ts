import { ACCESS_TOKEN_LIFETIME_MS } from '@bazaar/identity/access-tokens';
import type { SessionId, UserId } from '@bazaar/ids/kinds';
import { afterCommit } from '@bazaar/postgres/in-transaction';
import type { Tx } from '@bazaar/postgres/tx';
import type { UsersContext } from '../context.ts';
import { MAX_OPEN_SESSIONS } from '../domain/session-rules.ts';
import type { SessionEnd } from '../domain/user.ts';
import { recordAudit } from '../storage/audit.ts';
import { endLeastUsedSessions, endSessions } from '../storage/sessions.ts';

/** How long a session's access tokens may still be good: their life, and what clocks may differ by; milliseconds. */
export const DENIED_FOR_MS = ACCESS_TOKEN_LIFETIME_MS + 10_000;

/**
 * Ends sessions in the transaction of its cause, notes each in the audit log and, once committed, denies their access tokens
 * for as long as one can still be good. Returns the ids of those that ended now.
 */
export async function endSessionsNow(
  context: Pick<UsersContext, 'now' | 'sessionDenylist'>,
  tx: Tx,
  which: { userId: UserId; only?: SessionId; except?: SessionId | undefined },
  reason: SessionEnd,
  actorId: UserId,
): Promise<SessionId[]> {
  const ended = await endSessions(tx, which, reason, context.now());
  await followEnd(context, tx, ended, reason, actorId);
  return ended;
}

/**
 * Makes room for one more session of a user, whose row the caller holds: when as many are open as may be, the one that was not used for the longest
 * time ends, as by {@link endSessionsNow}.
 */
export async function makeRoomForSession(
  context: Pick<UsersContext, 'now' | 'sessionDenylist'>,
  tx: Tx,
  userId: UserId,
): Promise<void> {
  const ended = await endLeastUsedSessions(tx, userId, MAX_OPEN_SESSIONS - 1, context.now());
  await followEnd(context, tx, ended, 'SUPERSEDED', userId);
}

async function followEnd(
  { now, sessionDenylist }: Pick<UsersContext, 'now' | 'sessionDenylist'>,
  tx: Tx,
  ended: readonly SessionId[],
  reason: SessionEnd,
  actorId: UserId,
): Promise<void> {
  if (ended.length === 0) return;
  const at = now();
  for (const id of ended)
    await recordAudit(tx, { action: 'session.ended', actorId, resource: id, at, detail: { reason } });
  afterCommit(tx, async () => {
    await Promise.all(ended.map((id) => sessionDenylist.deny(id, DENIED_FOR_MS)));
  });
}
