import { afterAll, beforeAll, expect, test } from 'vitest';
import { idToUuid, parseId, requireId } from '@bazaar/ids/id';
import { PASSWORD, TOKENS, startTestUsers, type TestUsers, type Tokens } from '../testing/test-users.ts';

const DAY_MS = 24 * 3_600_000;

let users: TestUsers;
let now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  users = await startTestUsers({ now: () => now });
});
afterAll(() => users.stop());

function refresh(refreshToken: string) {
  return users.mutate<{ user: { id: string } | null; tokens: Tokens | null }>(
    'sessionRefresh',
    { refreshToken },
    `user { id } ${TOKENS}`,
  );
}

const REFUSED = {
  user: null,
  tokens: null,
  userErrors: [{ code: 'REFRESH_TOKEN_INVALID', message: expect.any(String), field: ['refreshToken'] }],
};

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

test('a refresh token is exchanged for the next one of the same session, whose life begins anew', async () => {
  const { id, tokens, caller } = await users.register();
  later(6 * DAY_MS);
  const next = await refresh(tokens.refreshToken);
  expect(next.userErrors).toEqual([]);
  expect(next.user).toEqual({ id });
  expect(next.tokens!.refreshToken).not.toBe(tokens.refreshToken);
  expect(next.tokens!.refreshTokenExpiresAt).toBe(new Date(now.getTime() + 7 * DAY_MS).toISOString());
  expect((await users.claims(next.tokens!.accessToken, now)).caller).toEqual(caller);
  later(6 * DAY_MS);
  expect((await refresh(next.tokens!.refreshToken)).userErrors).toEqual([]);
});

test('a session that was not used for seven days has ended', async () => {
  const { tokens } = await users.register();
  later(7 * DAY_MS);
  expect(await refresh(tokens.refreshToken)).toEqual(REFUSED);
});

test('an unknown token is refused', async () => {
  expect(await refresh('bzr_unknown')).toEqual(REFUSED);
  expect(await refresh('')).toEqual(REFUSED);
});

test('a token that is used twice ends its whole family, denies the access tokens at once, and is noted', async () => {
  const { caller, tokens } = await users.register();
  const second = await refresh(tokens.refreshToken);
  const third = await refresh(second.tokens!.refreshToken);
  expect(await users.isDenied(caller.sid)).toBe(false);

  expect(await refresh(tokens.refreshToken)).toEqual(REFUSED);
  expect(await users.isDenied(caller.sid)).toBe(true);
  expect(await refresh(third.tokens!.refreshToken)).toEqual(REFUSED);
  const audit = await users.sql('select action, actor_id from audit_event where resource = $1', [caller.sid]);
  expect(audit).toEqual([{ action: 'session.token_reused', actor_id: null }]);
  const [session] = await users.sql('select end_reason from session where id = $1', [
    idToUuid(parseId('ses', caller.sid)!),
  ]);
  expect(session).toEqual({ end_reason: 'TOKEN_REUSED' });
});

test('one family’s end leaves the user’s other sessions alone', async () => {
  const { email, tokens } = await users.register();
  const other = await users.mutate<{ tokens: Tokens }>('userSignIn', { email, password: PASSWORD }, TOKENS);
  await refresh(tokens.refreshToken);
  await refresh(tokens.refreshToken);
  expect((await refresh(other.tokens.refreshToken)).userErrors).toEqual([]);
});

test('simultaneous refreshes of one token: exactly one rotates, then the family is revoked', async () => {
  const { tokens, caller } = await users.register();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => refresh(tokens.refreshToken)));
  const rotated = outcomes.filter((outcome) => outcome.tokens !== null);
  expect(rotated).toHaveLength(1);
  expect(await refresh(rotated[0]!.tokens!.refreshToken)).toEqual(REFUSED);
  expect(await users.isDenied(caller.sid)).toBe(true);
});

test('a refresh and a sign-out of the same session race: whatever wins, the session has ended', async () => {
  const { tokens, caller } = await users.register();
  const [next] = await Promise.all([refresh(tokens.refreshToken), users.mutate('sessionSignOut', {}, '', caller)]);
  expect(await refresh(next.tokens?.refreshToken ?? tokens.refreshToken)).toEqual(REFUSED);
  expect(await users.isDenied(caller.sid)).toBe(true);
});

test('a suspended user’s session is not refreshed', async () => {
  const { email, tokens } = await users.register();
  await users.sql("update user_account set status = 'SUSPENDED' where email = $1", [email]);
  expect(await refresh(tokens.refreshToken)).toEqual(REFUSED);
});

test('signing out ends the current session and denies its access tokens', async () => {
  const { caller, tokens } = await users.register();
  const outcome = await users.mutate('sessionSignOut', {}, 'sessionId', caller);
  expect(outcome).toEqual({ sessionId: caller.sid, userErrors: [] });
  expect(await users.isDenied(caller.sid)).toBe(true);
  expect(await refresh(tokens.refreshToken)).toEqual(REFUSED);
  const audit = await users.sql('select action, detail from audit_event where resource = $1', [caller.sid]);
  expect(audit).toEqual([{ action: 'session.ended', detail: { reason: 'SIGNED_OUT' } }]);
});

test('signing out another of one’s sessions leaves the current one', async () => {
  const { caller, email, tokens } = await users.register();
  const other = await users.mutate<{ tokens: Tokens }>('userSignIn', { email, password: PASSWORD }, TOKENS);
  const { sid } = (await users.claims(other.tokens.accessToken, now)).caller;
  const outcome = await users.mutate('sessionSignOut', { sessionId: sid }, 'sessionId', caller);
  expect(outcome).toEqual({ sessionId: sid, userErrors: [] });
  expect([await users.isDenied(sid), await users.isDenied(caller.sid)]).toEqual([true, false]);
  expect((await refresh(tokens.refreshToken)).userErrors).toEqual([]);
});

test('foreign, unknown, ended and malformed session ids all read as not found', async () => {
  const { caller } = await users.register();
  const stranger = await users.register();
  const gone = await users.register();
  await users.mutate('sessionSignOut', {}, '', gone.caller);
  const notFound = {
    sessionId: null,
    userErrors: [{ code: 'SESSION_NOT_FOUND', message: expect.any(String), field: ['sessionId'] }],
  };
  for (const sessionId of [stranger.caller.sid, gone.caller.sid, 'ses_01h455vb4pex5vsknk084sn02q', 'x', caller.sub])
    expect(await users.mutate('sessionSignOut', { sessionId }, 'sessionId', caller)).toEqual(notFound);
  expect(await users.mutate('sessionSignOut', {}, 'sessionId', gone.caller)).toEqual(notFound);
  expect(await users.isDenied(stranger.caller.sid)).toBe(false);
});

test('signing out everywhere ends every session, or all but the current one', async () => {
  const { caller, email } = await users.register();
  const sids: string[] = [];
  for (let device = 0; device < 2; device++) {
    const { tokens } = await users.mutate<{ tokens: Tokens }>('userSignIn', { email, password: PASSWORD }, TOKENS);
    sids.push((await users.claims(tokens.accessToken, now)).caller.sid);
  }
  const others = await users.mutate('sessionSignOutEverywhere', { keepCurrent: true }, 'endedSessions', caller);
  expect(others).toEqual({ endedSessions: 2, userErrors: [] });
  expect(await Promise.all([...sids, caller.sid].map((sid) => users.isDenied(sid)))).toEqual([true, true, false]);
  const all = await users.mutate('sessionSignOutEverywhere', {}, 'endedSessions', caller);
  expect(all).toEqual({ endedSessions: 1, userErrors: [] });
  expect(await users.isDenied(caller.sid)).toBe(true);
});

test('nobody signs out without being signed in', async () => {
  for (const field of ['sessionSignOut', 'sessionSignOutEverywhere'])
    await expect(users.mutate(field, {})).rejects.toThrow('UNAUTHENTICATED');
});

test('sessions that ended long ago are swept, with their tokens; younger ones stay', async () => {
  const { email } = await users.register();
  later(36 * DAY_MS);
  await users.mutate('userSignIn', { email, password: PASSWORD });
  later(2 * DAY_MS);
  expect(await users.runSweep('delete-expired-sessions')).toBeGreaterThan(0);
  const sessions = await users.sql(
    `select (select count(*)::int from refresh_token t where t.session_id = s.id) as tokens from session s
     where user_id = (select id from user_account where email = $1)`,
    [email],
  );
  expect(sessions).toEqual([{ tokens: 1 }]);
});

test('an exchanged token is remembered while it could have been good, and then swept from a session that goes on', async () => {
  const { tokens } = await users.register();
  let latest = tokens;
  for (let day = 0; day < 8; day++) {
    latest = (await refresh(latest.refreshToken)).tokens!;
    later(DAY_MS);
  }
  await users.runSweep('delete-expired-sessions');
  const { caller } = await users.claims(latest.accessToken, new Date(now.getTime() - DAY_MS));
  const kept = await users.sql<{ days: number }>(
    `select extract(day from $2::timestamptz - issued_at)::int as days from refresh_token
     where session_id = $1 order by issued_at`,
    [idToUuid(requireId('ses', caller.sid)), now],
  );
  expect(kept.map(({ days }) => days)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect((await refresh(tokens.refreshToken)).userErrors).toMatchObject([{ code: 'REFRESH_TOKEN_INVALID' }]);
  // Too old to tell a thief: the session goes on.
  expect((await refresh(latest.refreshToken)).userErrors).toEqual([]);
});
