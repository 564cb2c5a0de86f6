import type { SessionId, UserId } from '@bazaar/ids/kinds';
import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import { execute, query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Session, SessionEnd } from '../domain/user.ts';
import { SessionTable } from './session-table.ts';

/** Adds an open session with its first refresh token, by its SHA-256. */
export async function insertSession(tx: Tx, session: Session, tokenHash: Buffer): Promise<void> {
  const { id, userId, createdAt, lastUsedAt, expiresAt } = session;
  await execute(
    tx,
    `with opened as (
       insert into session (id, user_id, created_at, last_used_at, expires_at) values ($1, $2, $3, $4, $5) returning id
     )
     insert into refresh_token (hash, session_id, issued_at) select $6, id, $3 from opened`,
    [idToUuid(id), idToUuid(userId), createdAt, lastUsedAt, expiresAt, tokenHash],
  );
}

/**
 * Ends the sessions of a user, whose row the caller holds, that are open at `at` beyond the `kept` ones used last. Returns the ids of those that
 * ended now.
 */
export async function endLeastUsedSessions(tx: Tx, userId: UserId, kept: number, at: Date): Promise<SessionId[]> {
  const ended = await query<{ id: string }>(
    tx,
    `update session set ended_at = $2, end_reason = 'SUPERSEDED'
     where id in (
       select id from session
       where ended_at is null and id in (
         select id from session where user_id = $1 and ended_at is null and expires_at > $2 order by last_used_at desc, id desc offset $3
       )
       order by id for update
     )
     returning id`,
    [idToUuid(userId), at, kept],
  );
  return ended.map(({ id }) => idFromUuid('ses', id));
}

/** Adds the next refresh token of a session. @throws a unique violation when the session has an unused one. */
export async function insertRefreshToken(tx: Tx, id: SessionId, hash: Buffer, issuedAt: Date): Promise<void> {
  await execute(tx, 'insert into refresh_token (hash, session_id, issued_at) values ($1, $2, $3)', [
    hash,
    idToUuid(id),
    issuedAt,
  ]);
}

/** The session of a refresh token, its row held until the transaction ends, and whether the token was used before. */
export async function lockSessionByToken(
  tx: Tx,
  hash: Buffer,
): Promise<{ session: Session; usedAt: Date | null } | null> {
  // The session first: two uses of one token, and a sign-out, all queue at the same row.
  const session = await readRow(
    tx,
    SessionTable,
    `select s.* from session s where s.id = (select session_id from refresh_token where hash = $1) for update`,
    [hash],
  );
  if (!session) return null;
  const [token] = await query<{ used_at: Date | null }>(tx, 'select used_at from refresh_token where hash = $1', [
    hash,
  ]);
  return token ? { session, usedAt: token.used_at } : null;
}

/** Marks a refresh token as used and prolongs its locked session. */
export async function useRefreshToken(tx: Tx, session: Session, hash: Buffer): Promise<void> {
  await execute(tx, 'update refresh_token set used_at = $2 where hash = $1', [hash, session.lastUsedAt]);
  await tx.update(SessionTable, { id: session.id }, { lastUsedAt: session.lastUsedAt, expiresAt: session.expiresAt });
}

/** Sessions of each user that are signed in at `now`, latest first. */
export async function listSessionsByUsers(reader: Reader, userIds: readonly UserId[], now: Date): Promise<Session[][]> {
  const rows = await readRows(
    reader,
    SessionTable,
    `select * from session where user_id = any($1) and ended_at is null and expires_at > $2 order by last_used_at desc, id desc`,
    [userIds.map((id) => idToUuid(id)), now],
  );
  return userIds.map((id) => rows.filter((session) => session.userId === id));
}

/**
 * Ends the user's sessions that are still open: `only` one, or all `except` one. Returns the ids of those that ended now.
 */
export async function endSessions(
  tx: Tx,
  which: { userId: UserId; only?: SessionId; except?: SessionId | undefined },
  reason: SessionEnd,
  at: Date,
): Promise<SessionId[]> {
  const ended = await query<{ id: string }>(
    tx,
    `update session set ended_at = $2, end_reason = $3
     where id in (
       select id from session
       where user_id = $1 and ended_at is null and ($4::uuid is null or id = $4) and ($5::uuid is null or id <> $5)
       order by id for update
     )
     returning id`,
    [
      idToUuid(which.userId),
      at,
      reason,
      which.only ? idToUuid(which.only) : null,
      which.except ? idToUuid(which.except) : null,
    ],
  );
  return ended.map(({ id }) => idFromUuid('ses', id));
}

/** Deletes up to `limit` refresh tokens that were exchanged and issued before `before`. Returns how many. */
export function deleteUsedTokens(tx: Tx, before: Date, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from refresh_token where hash in (
       select hash from refresh_token where used_at is not null and issued_at < $1 order by issued_at limit $2 for update skip locked
     )`,
    [before, limit],
  );
}

/** Deletes up to `limit` sessions, with their tokens, that expired before `before`. Returns how many. */
export function deleteExpiredSessions(tx: Tx, before: Date, limit: number): Promise<number> {
  return execute(
    tx,
    `delete from session where id in (
       select id from session where expires_at < $1 order by expires_at limit $2 for update skip locked
     )`,
    [before, limit],
  );
}
