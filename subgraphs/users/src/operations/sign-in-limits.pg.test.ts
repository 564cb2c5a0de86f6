import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson, PASSWORD, startTestUsers, TOKENS, type TestUsers, type Tokens } from '../testing/test-users.ts';

let users: TestUsers;

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());

let addresses = 0;
function newAddress(): string {
  addresses++;
  return `198.51.${Math.floor(addresses / 256)}.${addresses % 256}`;
}

/** `signed in`, `refused` for wrong credentials, or the code of the fault. */
async function attempt(email: string, password: string, address?: string): Promise<string> {
  const document =
    'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { user { id } userErrors { code } } }';
  const { data, errors } = await users.ask(document, { input: { email, password } }, null, address);
  if (errors) return String(errors[0]?.extensions?.['code']);
  // The document says what comes back.
  return (data as { userSignIn: { user: unknown } }).userSignIn.user ? 'signed in' : 'refused';
}

const guess = (email: string, address?: string) => attempt(email, 'guess number something', address);

/** Guesses at once, and tells how many were refused as wrong; all others were one too many. */
async function guessTimes(count: number, email: string, address: () => string | undefined): Promise<number> {
  const outcomes = await Promise.all(times(count, null).map(() => guess(email, address())));
  const refused = outcomes.filter((outcome) => outcome === 'refused').length;
  expect(outcomes.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(count - refused);
  return refused;
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

test('an address that guesses at an account is stopped after ten attempts; the owner elsewhere is not', async () => {
  const { email } = await users.register();
  const [stranger, owner] = [newAddress(), newAddress()];
  for (let tried = 0; tried < 10; tried++) expect(await guess(email, stranger)).toBe('refused');
  expect(await attempt(email.toUpperCase(), PASSWORD, stranger)).toBe('RATE_LIMITED');
  expect(await attempt(email, PASSWORD, owner)).toBe('signed in');
  // The same address at another account is another count.
  expect(await attempt((await users.register()).email, PASSWORD, stranger)).toBe('signed in');
});

test('of many guesses at once as many get an answer as of guesses in a row', async () => {
  const { email } = await users.register();
  const address = newAddress();
  expect(await guessTimes(40, email, () => address)).toBe(10);
});

test('guessing from many addresses is slowed down at the account, and the owner signs in from where they did before', async () => {
  const { email } = await users.register();
  const home = newAddress();
  expect(await attempt(email, PASSWORD, home)).toBe('signed in');
  // The owner's first time from home was one of the sixty.
  expect(await guessTimes(64, email, newAddress)).toBe(59);
  expect(await attempt(email, PASSWORD, newAddress())).toBe('RATE_LIMITED');
  expect(await attempt(email, PASSWORD, home)).toBe('signed in');
  // Being known is no licence to guess.
  expect(await guessTimes(12, email, () => home)).toBe(8);
});

test('guessing from nobody knows where counts at the account as well', async () => {
  const { email } = await users.register();
  expect(await guessTimes(64, email, () => undefined)).toBe(60);
  expect(await attempt(email, PASSWORD)).toBe('RATE_LIMITED');
  expect(await attempt((await users.register()).email, PASSWORD)).toBe('signed in');
});

test('however an address of an account is spelled, its attempts are one count', async () => {
  const { email } = await users.register({ email: 'kilo.in@example.com' });
  // Letters that databases, and languages, lower-case in their own ways.
  const spellings = [
    'KILO.IN@EXAMPLE.COM',
    '\u212Ailo.in@example.com',
    'k\u0130lo.in@example.com',
    'kilo.\u0130n@example.com',
  ];
  const taken = await Promise.all(
    spellings.map(async (spelling) => {
      const rows = await users.sql('select 1 from user_account where lower(email) = lower($1)', [spelling]);
      return rows.length > 0;
    }),
  );
  const equal = spellings.filter((_, index) => taken[index]);
  expect(equal.length).toBeGreaterThan(0);
  const address = newAddress();
  for (let tried = 0; tried < 10; tried++) expect(await guess(equal[tried % equal.length]!, address)).toBe('refused');
  for (const spelling of [email, ...equal]) expect(await attempt(spelling, PASSWORD, address)).toBe('RATE_LIMITED');
});

test('an address that tries one password at many accounts is stopped after a hundred attempts', async () => {
  const address = newAddress();
  const outcomes = await Promise.all(times(120, null).map((_, index) => guess(`nobody${index}@example.com`, address)));
  expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(100);
  expect(await attempt((await users.register()).email, PASSWORD, address)).toBe('RATE_LIMITED');
});

test('an unknown account is counted like one that exists', async () => {
  const address = newAddress();
  expect(await guessTimes(13, 'nobody-at-all@example.com', () => address)).toBe(10);
});

test('an address opens twenty accounts an hour; what cannot become an account is not counted', async () => {
  const register = async (given: Record<string, unknown>, address: string) => {
    const document =
      'mutation ($input: UserRegisterInput!) { userRegister(input: $input) { user { id } userErrors { code } } }';
    const { data, errors } = await users.ask(document, { input: { ...newPerson(), ...given } }, null, address);
    return errors
      ? errors[0]?.extensions?.['code']
      : (data as { userRegister: { user: unknown } }).userRegister.user !== null;
  };
  const address = newAddress();
  for (let tried = 0; tried < 5; tried++) expect(await register({ password: 'short' }, address)).toBe(false);
  for (let tried = 0; tried < 20; tried++) expect(await register({}, address)).toBe(true);
  expect(await register({}, address)).toBe('RATE_LIMITED');
  expect(await register({}, newAddress())).toBe(true);
});

test('an address exchanges a thousand tokens in a quarter of an hour', async () => {
  const document =
    'mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { tokens { refreshToken } } }';
  const refresh = (refreshToken: string, address: string) =>
    users.ask(document, { input: { refreshToken } }, null, address);
  const { tokens } = await users.register();
  const address = newAddress();
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(times(100, null).map(() => refresh('no token', address)));
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
  }
  expect((await refresh(tokens.refreshToken, address)).errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED' } },
  ]);
  expect((await refresh(tokens.refreshToken, newAddress())).data).toMatchObject({
    sessionRefresh: { tokens: { refreshToken: expect.any(String) } },
  });
});

test('whoever holds a session cannot guess the password with it', async () => {
  const { caller, email } = await users.register();
  const change = (currentPassword: string) =>
    users.mutate('userChangePassword', { currentPassword, newPassword: 'another horse battery' }, '', caller);
  for (let tried = 0; tried < 10; tried++)
    expect((await change('guess number something')).userErrors).toMatchObject([{ code: 'CREDENTIALS_INVALID' }]);
  await expect(change(PASSWORD)).rejects.toThrow('RATE_LIMITED');
  expect(await attempt(email, PASSWORD, newAddress())).toBe('signed in');
});

test('the fifty-first sign-in ends the session that was not used for the longest time, and its tokens', async () => {
  const { email, caller, tokens } = await users.register();
  await users.sql(
    `insert into session (id, user_id, created_at, last_used_at, expires_at)
     select gen_random_uuid(), user_id, created_at, last_used_at + n * interval '1 second', expires_at
     from session, generate_series(1, 49) n where user_id = (select id from user_account where email = $1)`,
    [email],
  );
  const signedIn = await users.mutate<{ tokens: Tokens }>('userSignIn', { email, password: PASSWORD }, TOKENS);
  expect(signedIn.userErrors).toEqual([]);
  const { caller: newest } = await users.claims(signedIn.tokens.accessToken);
  const { me } = await users.answer<{ me: { sessions: { id: string }[] } }>('{ me { sessions { id } } }', {}, newest);
  expect(me.sessions).toHaveLength(50);
  expect(me.sessions.map(({ id }) => id)).not.toContain(caller.sid);
  expect(await users.isDenied(caller.sid)).toBe(true);
  const { userErrors } = await users.mutate('sessionRefresh', { refreshToken: tokens.refreshToken });
  expect(userErrors).toMatchObject([{ code: 'REFRESH_TOKEN_INVALID' }]);
  const [ended] = await users.sql<{ detail: unknown }>(
    "select detail from audit_event where action = 'session.ended' and resource = $1",
    [caller.sid],
  );
  expect(ended).toEqual({ detail: { reason: 'SUPERSEDED' } });
});

test('however many sign in at once, fifty sessions are open', async () => {
  const { email, caller } = await users.register();
  await users.sql(
    `insert into session (id, user_id, created_at, last_used_at, expires_at)
     select gen_random_uuid(), user_id, created_at, last_used_at, expires_at
     from session, generate_series(1, 45) n where user_id = (select id from user_account where email = $1)`,
    [email],
  );
  await Promise.all(times(20, null).map(() => users.mutate('userSignIn', { email, password: PASSWORD })));
  const { me } = await users.answer<{ me: { sessions: unknown[] } }>('{ me { sessions { id } } }', {}, caller);
  expect(me.sessions).toHaveLength(50);
});

test('the database holds both lists of a user to their limits, whoever writes', async () => {
  const { email, caller } = await users.register();
  const address = {
    firstName: 'Ann',
    lastName: 'Ode',
    line1: '1 Street',
    city: 'Town',
    postalCode: '10115',
    country: 'DE',
  };
  expect((await users.mutate('addressCreate', address, '', caller)).userErrors).toEqual([]);
  const copies = (table: string, changes: string) =>
    users.sql(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()) || ${changes})).*
       from ${table} t, generate_series(1, 50) n where user_id = (select id from user_account where email = $1)`,
      [email],
    );
  await expect(copies('session', `'{}'`)).rejects.toThrow('50 open sessions');
  const noDefault = `'{"is_default_shipping": false, "is_default_billing": false}'`;
  await expect(copies('address', noDefault)).rejects.toThrow('50 addresses');
});
