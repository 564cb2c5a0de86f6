import { countStatements } from '@bazaar/postgres/statements';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENV, PASSWORD, TOKENS, startTestUsers, type TestUsers, type Tokens } from '../testing/test-users.ts';

let users: TestUsers;

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());

function signIn(email: string, password: string, subgraph = users) {
  return subgraph.mutate<{ user: { id: string } | null; tokens: Tokens | null }>(
    'userSignIn',
    { email, password },
    `user { id } ${TOKENS}`,
  );
}

function change(caller: CallerClaims, input: Record<string, string>) {
  return users.mutate<{ user: { id: string } | null }>('userChangePassword', input, 'user { id }', caller);
}

test('signs in with the address in any case, into a session of its own, with an audit row', async () => {
  const account = await users.register();
  const { user, tokens, userErrors } = await signIn(account.email.toUpperCase(), PASSWORD);
  expect(userErrors).toEqual([]);
  expect(user).toEqual({ id: account.id });
  const { caller, expiresAt } = await users.claims(tokens!.accessToken);
  expect(caller.sid).not.toBe(account.caller.sid);
  expect(tokens!.accessTokenExpiresAt).toBe(expiresAt.toISOString());
  const { me } = await users.answer<{ me: { sessions: unknown[] } }>(
    '{ me { sessions { id isCurrent } } }',
    {},
    caller,
  );
  expect(me.sessions).toEqual([
    { id: caller.sid, isCurrent: true },
    { id: account.caller.sid, isCurrent: false },
  ]);
  const audit = await users.sql('select action from audit_event where resource = $1 order by id', [account.id]);
  expect(audit).toEqual([{ action: 'user.registered' }, { action: 'user.signed_in' }]);
});

test('an unknown address and a wrong password answer alike', async () => {
  const { email, id } = await users.register();
  const wrong = await signIn(email, 'not the password at all');
  const unknown = await signIn('nobody@example.com', PASSWORD);
  expect(wrong).toEqual(unknown);
  expect(wrong).toEqual({
    user: null,
    tokens: null,
    userErrors: [{ code: 'CREDENTIALS_INVALID', message: expect.any(String), field: null }],
  });
  const audit = await users.sql('select action, actor_id from audit_event where resource = $1 order by id desc', [id]);
  expect(audit[0]).toEqual({ action: 'user.sign_in_failed', actor_id: null });
});

test('a suspended account does not sign in', async () => {
  const { email } = await users.register();
  await users.sql("update user_account set status = 'SUSPENDED' where email = $1", [email]);
  expect((await signIn(email, PASSWORD)).userErrors).toMatchObject([{ code: 'CREDENTIALS_INVALID' }]);
});

test('signing in stays possible while attempts cannot be counted', async () => {
  const ephemeral = createInProcessEphemeral();
  const increment = () => Promise.reject(new EphemeralUnavailable('Redis is away.'));
  const subgraph = await startTestUsers({ ephemeral: { ...ephemeral, counters: { increment } } });
  try {
    const { email } = await subgraph.register();
    expect((await signIn(email, PASSWORD, subgraph)).userErrors).toEqual([]);
  } finally {
    await subgraph.stop();
    await ephemeral.stop();
  }
});

test('signing in runs six statements', async () => {
  const { email } = await users.register();
  const { statements } = await countStatements(() => signIn(email, PASSWORD));
  // The account; its sign-in, sessions to end, session with its refresh token, memberships and audit row.
  expect(statements).toHaveLength(6);
});

test('changing the password ends all other sessions at once, and only the new one signs in', async () => {
  const { email, caller } = await users.register();
  const other = await users.claims((await signIn(email, PASSWORD)).tokens!.accessToken);
  const newPassword = 'another horse battery';
  const { user, userErrors } = await change(caller, { currentPassword: PASSWORD, newPassword });
  expect(userErrors).toEqual([]);
  expect(user).toEqual({ id: caller.sub });
  expect(await users.isDenied(other.caller.sid)).toBe(true);
  expect(await users.isDenied(caller.sid)).toBe(false);
  const { me } = await users.answer<{ me: unknown }>('{ me { sessions { id } } }', {}, caller);
  expect(me).toEqual({ sessions: [{ id: caller.sid }] });
  expect((await signIn(email, PASSWORD)).userErrors).toMatchObject([{ code: 'CREDENTIALS_INVALID' }]);
  expect((await signIn(email, newPassword)).userErrors).toEqual([]);
});

test('changing the password wants the current one and a good new one, and names the field', async () => {
  const { caller } = await users.register();
  const wrong = await change(caller, { currentPassword: 'not it, not at all', newPassword: 'another horse battery' });
  expect(wrong.userErrors).toMatchObject([{ code: 'CREDENTIALS_INVALID', field: ['currentPassword'] }]);
  const weak = await change(caller, { currentPassword: PASSWORD, newPassword: 'short' });
  expect(weak.userErrors).toMatchObject([{ code: 'PASSWORD_WEAK', field: ['newPassword'] }]);
});

test('two password changes race: exactly one wins', async () => {
  const { caller, email } = await users.register();
  const passwords = ['the first new password', 'the second new password'];
  const outcomes = await Promise.all(
    passwords.map((newPassword) => change(caller, { currentPassword: PASSWORD, newPassword })),
  );
  const winners = passwords.filter((_, index) => outcomes[index]?.userErrors.length === 0);
  expect(winners).toHaveLength(1);
  expect((await signIn(email, winners[0]!)).userErrors).toEqual([]);
});

test('signing in while the password changes leaves no session of the old password behind', async () => {
  const { caller, email } = await users.register();
  const [, ...signedIn] = await Promise.all([
    change(caller, { currentPassword: PASSWORD, newPassword: 'another horse battery' }),
    ...Array.from({ length: 5 }, () => signIn(email, PASSWORD)),
  ]);
  for (const { tokens } of signedIn) {
    if (!tokens) continue;
    const { sid } = (await users.claims(tokens.accessToken)).caller;
    expect(await users.isDenied(sid)).toBe(true);
  }
  const open = await users.answer<{ me: unknown }>('{ me { sessions { isCurrent } } }', {}, caller);
  expect(open.me).toEqual({ sessions: [{ isCurrent: true }] });
});

test('a start with another secret names the variable and not its value', async () => {
  const other = 'another secret that is long enough';
  const start = startTestUsers({ databaseUrl: users.databaseUrl, env: { ...ENV, SIGNING_KEY_SECRET: other } });
  await expect(start).rejects.toThrow(/SIGNING_KEY_SECRET: is not the one/);
  await expect(start).rejects.not.toThrow(other);
});
