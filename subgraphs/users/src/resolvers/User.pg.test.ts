import { compareEntitiesWithDatabase } from '@bazaar/postgres/compare-entities';
import { countStatements } from '@bazaar/postgres/statements';
import { newId } from '@bazaar/ids/id';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AddressTable } from '../storage/address-table.ts';
import { PartnerKeyTable } from '../storage/partner-key-table.ts';
import { PartnerTable } from '../storage/partner-table.ts';
import { SessionTable } from '../storage/session-table.ts';
import { UserTable } from '../storage/user-table.ts';
import { startTestUsers, type Account, type TestUsers } from '../testing/test-users.ts';

let users: TestUsers;
let ann: Account;

beforeAll(async () => {
  users = await startTestUsers();
  ann = await users.register();
});
afterAll(() => users.stop());

const FIELDS = `id displayName email firstName lastName locale roles createdAt lastSignInAt
  addresses { id } sessions { id }`;
const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { ${FIELDS} } } }`;

const HIDDEN = {
  displayName: 'Ann Lee',
  email: null,
  firstName: null,
  lastName: null,
  locale: null,
  roles: null,
  createdAt: null,
  lastSignInAt: null,
  addresses: null,
  sessions: null,
};

async function entity(id: string, caller: Account['caller'] | null): Promise<Record<string, unknown> | null> {
  const variables = { representations: [{ __typename: 'User', id }] };
  const answer = await users.answer<{ _entities: (Record<string, unknown> | null)[] }>(ENTITIES, variables, caller);
  return answer._entities[0] ?? null;
}

test('a stranger, another customer and a vendor see the display name alone', async () => {
  const other = await users.register();
  for (const caller of [null, other.caller, newCaller('CUSTOMER', 'VENDOR')])
    expect(await entity(ann.id, caller)).toEqual({ id: ann.id, ...HIDDEN });
});

test('the user and support see everything', async () => {
  for (const caller of [ann.caller, newCaller('SUPPORT'), newCaller('ADMIN')])
    expect(await entity(ann.id, caller)).toMatchObject({
      email: ann.email,
      firstName: 'Ann',
      lastName: 'Lee',
      locale: 'en',
      roles: ['CUSTOMER'],
      addresses: [],
      sessions: [{ id: ann.caller.sid }],
    });
});

test('user(id) finds oneself; everybody for support; nobody for others', async () => {
  const find = async (id: string, caller: Account['caller'] | null) =>
    (await users.answer<{ user: unknown }>('query ($id: ID!) { user(id: $id) { id } }', { id }, caller)).user;
  const other = await users.register();
  expect(await find(ann.id, ann.caller)).toEqual({ id: ann.id });
  expect(await find(ann.id, newCaller('SUPPORT'))).toEqual({ id: ann.id });
  expect(await find(ann.id, other.caller)).toBeNull();
  expect(await find(ann.id, null)).toBeNull();
  expect(await find(newId('usr'), newCaller('SUPPORT'))).toBeNull();
  expect(await find('nonsense', newCaller('SUPPORT'))).toBeNull();
});

test('an anonymous caller is nobody, and unknown references read as null', async () => {
  expect(await users.answer('{ me { id } }')).toEqual({ me: null });
  expect(await entity(newId('usr'), newCaller('SUPPORT'))).toBeNull();
  expect(await entity('nonsense', newCaller('SUPPORT'))).toBeNull();
});

test('me is one statement; many users with addresses and sessions are three', async () => {
  const me = await countStatements(() => users.answer('{ me { id email roles } }', {}, ann.caller));
  expect(me.statements).toHaveLength(1);
  const all = [ann, await users.register(), await users.register()];
  const variables = { representations: all.map(({ id }) => ({ __typename: 'User', id })) };
  const many = await countStatements(() => users.answer(ENTITIES, variables, newCaller('SUPPORT')));
  expect(many.statements).toHaveLength(3);
});

test('the profile changes what is given, and names what is wrong', async () => {
  const { caller } = await users.register();
  const change = (input: Record<string, unknown>) =>
    users.mutate<{ user: unknown }>('userUpdateProfile', input, 'user { displayName locale }', caller);
  expect(await change({ lastName: ' Kim ', locale: 'ko' })).toEqual({
    user: { displayName: 'Ann Kim', locale: 'ko' },
    userErrors: [],
  });
  expect((await change({ firstName: null })).user).toEqual({ displayName: 'Ann Kim', locale: 'ko' });
  const refused = await change({ firstName: '', lastName: 'x'.repeat(101), locale: '?' });
  expect(refused.user).toBeNull();
  expect(refused.userErrors.map(({ code, field }) => [code, field])).toEqual([
    ['NAME_INVALID', ['firstName']],
    ['NAME_INVALID', ['lastName']],
    ['LOCALE_INVALID', ['locale']],
  ]);
  await expect(users.mutate('userUpdateProfile', { locale: 'en' })).rejects.toThrow('UNAUTHENTICATED');
});

test('simultaneous changes of a profile keep each other', async () => {
  const { caller, id } = await users.register();
  const change = (input: Record<string, unknown>) => users.mutate('userUpdateProfile', input, '', caller);
  await Promise.all([change({ firstName: 'Eve' }), change({ lastName: 'Kim' }), change({ locale: 'ko' })]);
  expect(await entity(id, caller)).toMatchObject({ displayName: 'Eve Kim', locale: 'ko' });
});

test('orders learns whom to write to; nobody else may ask', async () => {
  const ask = (userId: string, from: 'orders' | 'catalog') => users.command('users.findContact', { userId }, from);
  expect(await ask(ann.id, 'orders')).toEqual({
    kind: 'found',
    email: ann.email,
    firstName: 'Ann',
    lastName: 'Lee',
    locale: 'en',
  });
  expect(await ask(newId('usr'), 'orders')).toEqual({ kind: 'notFound' });
  expect(await ask('nonsense', 'orders')).toEqual({ kind: 'notFound' });
  await expect(ask(ann.id, 'catalog')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('the audit log is append-only', async () => {
  for (const sql of ["update audit_event set action = ''", 'delete from audit_event', 'truncate audit_event'])
    await expect(users.sql(sql)).rejects.toThrow('append-only');
});

test('the entities agree with the tables', async () => {
  const entities = [UserTable, SessionTable, AddressTable, PartnerTable, PartnerKeyTable];
  expect(await compareEntitiesWithDatabase(users.database, entities)).toEqual([]);
});
