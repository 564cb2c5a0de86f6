import { newId } from '@bazaar/ids/id';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestUsers, type TestUsers } from '../testing/test-users.ts';

let users: TestUsers;
const admin = newCaller('CUSTOMER', 'ADMIN');
const superadmin = newCaller('CUSTOMER', 'SUPERADMIN');

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());

function setRoles(userId: string, roles: readonly string[], caller = superadmin) {
  return users.mutate<{ user: { roles: string[] } | null }>(
    'userSetRoles',
    { userId, roles },
    'user { roles }',
    caller,
  );
}

test('an administrator makes someone support; their sessions end, since tokens carry the old roles', async () => {
  const { id, caller } = await users.register();
  const { user, userErrors } = await setRoles(id, ['SUPPORT'], admin);
  expect(userErrors).toEqual([]);
  expect(user).toEqual({ roles: ['CUSTOMER', 'SUPPORT'] });
  expect(await users.isDenied(caller.sid)).toBe(true);
  const audit = await users.sql(
    "select actor_id is not null as by_someone, detail from audit_event where resource = $1 and action = 'user.roles_changed'",
    [id],
  );
  expect(audit).toEqual([{ by_someone: true, detail: { from: ['CUSTOMER'], to: ['CUSTOMER', 'SUPPORT'] } }]);
});

test('the next token carries the new roles', async () => {
  const { id, email } = await users.register();
  await setRoles(id, ['ADMIN']);
  const { tokens } = await users.mutate<{ tokens: { accessToken: string } }>(
    'userSignIn',
    { email, password: 'correct horse battery' },
    'tokens { accessToken }',
  );
  expect((await users.claims(tokens.accessToken)).caller.roles).toEqual(['CUSTOMER', 'ADMIN']);
});

test('only a SUPERADMIN grants and takes ADMIN', async () => {
  const { id } = await users.register();
  const refused = {
    user: null,
    userErrors: [{ code: 'ROLE_CHANGE_NOT_ALLOWED', message: expect.any(String), field: ['roles'] }],
  };
  expect(await setRoles(id, ['ADMIN'], admin)).toEqual(refused);
  expect((await setRoles(id, ['ADMIN'])).user).toEqual({ roles: ['CUSTOMER', 'ADMIN'] });
  expect(await setRoles(id, [], admin)).toEqual(refused);
  expect((await setRoles(id, [])).user).toEqual({ roles: ['CUSTOMER'] });
});

test('asking for the roles that someone has ends no session', async () => {
  const { id, caller } = await users.register();
  expect((await setRoles(id, ['CUSTOMER'])).userErrors).toEqual([]);
  expect(await users.isDenied(caller.sid)).toBe(false);
});

test('unknown and malformed users read as not found', async () => {
  for (const id of [newId('usr'), 'nobody'])
    expect((await setRoles(id, ['SUPPORT'])).userErrors).toMatchObject([{ code: 'USER_NOT_FOUND', field: ['userId'] }]);
});

test('it is for administrators', async () => {
  const { id, caller } = await users.register();
  for (const someone of [caller, newCaller('CUSTOMER', 'SUPPORT'), newCaller('PARTNER')])
    await expect(setRoles(id, ['SUPPORT'], someone)).rejects.toThrow('FORBIDDEN');
  await expect(users.mutate('userSetRoles', { userId: id, roles: [] })).rejects.toThrow('UNAUTHENTICATED');
});
