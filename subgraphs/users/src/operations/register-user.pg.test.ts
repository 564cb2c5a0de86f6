import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, TOKENS, newPerson, startTestUsers, type Tokens, type TestUsers } from '../testing/test-users.ts';

let users: TestUsers;

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());

interface Registered {
  readonly user: { readonly id: string; readonly displayName: string; readonly email: string | null } | null;
  readonly tokens: Tokens | null;
}

function register(given: Record<string, unknown>) {
  return users.mutate<Registered>('userRegister', given, `user { id displayName email } ${TOKENS}`);
}

async function accountsOf(email: string): Promise<number> {
  return (await users.sql('select from user_account where lower(email) = lower($1)', [email])).length;
}

test('a new account is signed in at once, and announced exactly once', async () => {
  const { user, tokens, userErrors } = await register({ ...newPerson(), firstName: ' Ann ', locale: 'de-CH' });
  expect(userErrors).toEqual([]);
  expect(user).toMatchObject({ displayName: 'Ann Lee' });
  const { caller } = await users.claims(tokens!.accessToken);
  expect(caller).toMatchObject({ sub: user!.id, roles: ['CUSTOMER'], vendors: [] });

  const { me } = await users.answer<{ me: Record<string, unknown> }>(
    '{ me { id email firstName locale roles lastSignInAt sessions { id isCurrent } } }',
    {},
    caller,
  );
  expect(me).toMatchObject({ id: user!.id, firstName: 'Ann', locale: 'de-CH', roles: ['CUSTOMER'] });
  expect(me['lastSignInAt']).not.toBeNull();
  expect(me['sessions']).toEqual([{ id: caller.sid, isCurrent: true }]);

  const facts = await users.sql('select type, sequence, data from outbox_event where aggregate_id = $1', [user!.id]);
  expect(facts).toEqual([
    { type: 'user.registered', sequence: '1', data: expect.objectContaining({ userId: user!.id, firstName: 'Ann' }) },
  ]);
});

test('the account stores neither the password nor the refresh token', async () => {
  const { id, tokens } = await users.register();
  const [row] = await users.sql<{ text: string }>(
    `select concat(u::text, s::text, t::text, encode(t.hash, 'escape')) as text
     from user_account u join session s on s.user_id = u.id join refresh_token t on t.session_id = s.id
     where u.email = (select email from user_account order by id desc limit 1)`,
  );
  expect(id).toBeTruthy();
  expect(row!.text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(row!.text).not.toContain(PASSWORD);
  expect(row!.text).not.toContain(tokens.refreshToken);
});

test('an e-mail address is taken in whatever case, also by someone registering at the same instant', async () => {
  const person = newPerson();
  const email = String(person['email']);
  const taken = { code: 'EMAIL_TAKEN', message: 'Another account has this e-mail address.', field: ['email'] };
  const outcomes = await Promise.all(
    [email, email.toUpperCase(), email, `P${email.slice(1)}`].map((text) => register({ ...person, email: text })),
  );
  expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual([taken, taken, taken]);
  expect(await accountsOf(email)).toBe(1);
  const facts = await users.sql("select from outbox_event where lower(data ->> 'email') = $1", [email]);
  expect(facts).toHaveLength(1);
});

test.each([
  [{ email: 'no address' }, 'EMAIL_INVALID', ['email']],
  [{ email: 'a@b' }, 'EMAIL_INVALID', ['email']],
  [{ email: `${'a'.repeat(64)}@${'b'.repeat(200)}.com` }, 'EMAIL_INVALID', ['email']],
  [{ locale: 'not a locale' }, 'LOCALE_INVALID', ['locale']],
  [{ locale: '' }, 'LOCALE_INVALID', ['locale']],
  [{ firstName: '  ' }, 'NAME_INVALID', ['firstName']],
  [{ lastName: 'x'.repeat(101) }, 'NAME_INVALID', ['lastName']],
  [{ password: 'short' }, 'PASSWORD_WEAK', ['password']],
  [{ password: 'x'.repeat(201) }, 'PASSWORD_WEAK', ['password']],
  [{ password: 'aaaaaaaaaaaaaaaa' }, 'PASSWORD_WEAK', ['password']],
])('refuses %j, names the field, and neither stores nor announces anything', async (wrong, code, field) => {
  const person: Record<string, unknown> = { ...newPerson(), ...wrong };
  const { user, tokens, userErrors } = await register(person);
  expect({ user, tokens }).toEqual({ user: null, tokens: null });
  expect(userErrors).toEqual([{ code, message: expect.any(String), field }]);
  expect(await accountsOf(String(person['email']))).toBe(0);
  expect(await users.sql("select from outbox_event where data ->> 'email' = $1", [person['email']])).toEqual([]);
});

test('all that is wrong is told at once', async () => {
  const { userErrors } = await register({ email: 'x', password: 'x', firstName: '', lastName: '', locale: '!' });
  expect(userErrors.map(({ field }) => field?.[0])).toEqual(['firstName', 'lastName', 'locale', 'email', 'password']);
});

test('a text that Postgres cannot store is the client’s mistake', async () => {
  const { data, errors } = await users.ask(
    'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { userErrors { code } } }',
    { input: { ...newPerson(), firstName: 'A\u0000nn' } },
  );
  expect(data).toEqual({ userRegister: null });
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })]);
});
