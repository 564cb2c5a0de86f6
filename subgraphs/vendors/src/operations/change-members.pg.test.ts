import { idToUuid, newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, startTestVendors, type TestVendors } from '../testing/test-vendors.ts';

let vendors: TestVendors;

beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.stop());

type Payload = { vendor: { members: { user: { id: string }; role: string }[] | null } | null };

function members(verb: 'Add' | 'SetRole' | 'Remove', input: Record<string, unknown>, caller: CallerClaims) {
  return vendors.mutate<Payload>(`vendorMember${verb}`, input, 'vendor { members { user { id } role } }', caller);
}

async function withTwoOwners(): Promise<{ vendorId: VendorId; first: CallerClaims; second: CallerClaims }> {
  const { id: vendorId, owner: first } = await vendors.open();
  const second = newCaller();
  await members('Add', { vendorId, userId: second.sub, role: 'OWNER' }, first);
  return { vendorId, first, second };
}

test('an owner adds members, gives them other roles and removes them; users is told each time', async () => {
  const { id: vendorId, owner } = await vendors.open();
  const userId = newId('usr');
  const added = await members('Add', { vendorId, userId, role: 'MANAGER' }, owner);
  expect(added.vendor?.members).toEqual([
    { user: { id: owner.sub }, role: 'OWNER' },
    { user: { id: userId }, role: 'MANAGER' },
  ]);
  const changed = await members('SetRole', { vendorId, userId, role: 'FINANCE' }, owner);
  expect(changed.vendor?.members?.[1]).toEqual({ user: { id: userId }, role: 'FINANCE' });
  const removed = await members('Remove', { vendorId, userId }, owner);
  expect(removed.vendor?.members).toHaveLength(1);
  const facts = (await vendors.facts(vendorId)).filter(({ data }) => data['userId'] === userId);
  expect(facts.map(({ type, sequence, data }) => [type, sequence, data['role']])).toEqual([
    ['vendor.member_added', '3', 'MANAGER'],
    ['vendor.member_added', '4', 'FINANCE'],
    ['vendor.member_removed', '5', undefined],
  ]);
});

test('what cannot be is told with its field', async () => {
  const { id: vendorId, owner } = await vendors.open();
  const stranger = newId('usr');
  const cases = [
    [members('Add', { vendorId, userId: owner.sub, role: 'MANAGER' }, owner), 'MEMBER_EXISTS', 'userId'],
    [members('Add', { vendorId, userId: 'nobody', role: 'MANAGER' }, owner), 'USER_NOT_FOUND', 'userId'],
    [members('SetRole', { vendorId, userId: stranger, role: 'MANAGER' }, owner), 'MEMBER_NOT_FOUND', 'userId'],
    [members('Remove', { vendorId, userId: stranger }, owner), 'MEMBER_NOT_FOUND', 'userId'],
    [members('Remove', { vendorId, userId: owner.sub }, owner), 'OWNER_REQUIRED', 'userId'],
    [members('SetRole', { vendorId, userId: owner.sub, role: 'MANAGER' }, owner), 'OWNER_REQUIRED', 'userId'],
    [members('Remove', { vendorId: newId('vnd'), userId: stranger }, ADMIN), 'VENDOR_NOT_FOUND', 'vendorId'],
    [members('Remove', { vendorId: 'nonsense', userId: stranger }, owner), 'VENDOR_NOT_FOUND', 'vendorId'],
  ] as const;
  for (const [outcome, code, field] of cases)
    expect((await outcome).userErrors).toEqual([{ code, message: expect.any(String), field: [field] }]);
});

test('only owners (and administrators) change members; to others the vendor does not exist', async () => {
  const { id: vendorId, owner } = await vendors.open();
  const manager = newCaller();
  await members('Add', { vendorId, userId: manager.sub, role: 'MANAGER' }, owner);
  const claims = { ...newCaller(), vendors: [{ id: vendorId, role: 'OWNER' }] };
  for (const caller of [manager, newCaller(), claims, newCaller('SUPPORT')])
    expect((await members('Add', { vendorId, userId: newId('usr'), role: 'OWNER' }, caller)).userErrors).toMatchObject([
      { code: 'VENDOR_NOT_FOUND', field: ['vendorId'] },
    ]);
  expect((await members('Remove', { vendorId, userId: manager.sub }, ADMIN)).userErrors).toEqual([]);
});

test('two owners who remove each other: exactly one succeeds, and one owner stays', async () => {
  for (let round = 0; round < 5; round++) {
    const { vendorId, first, second } = await withTwoOwners();
    const outcomes = await Promise.all([
      members('Remove', { vendorId, userId: second.sub }, first),
      members('Remove', { vendorId, userId: first.sub }, second),
    ]);
    expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const left = await vendors.sql('select role from vendor_member where vendor_id = $1', [idToUuid(vendorId)]);
    expect(left).toEqual([{ role: 'OWNER' }]);
  }
});

test('three owners in a circle, each removing the next at the same instant: whoever is removed removes nobody afterwards', async () => {
  for (let round = 0; round < 5; round++) {
    const { vendorId, first, second } = await withTwoOwners();
    const third = newCaller();
    await members('Add', { vendorId, userId: third.sub, role: 'OWNER' }, first);
    const outcomes = await Promise.all([
      members('Remove', { vendorId, userId: second.sub }, first),
      members('Remove', { vendorId, userId: third.sub }, second),
      members('Remove', { vendorId, userId: first.sub }, third),
    ]);
    // Whichever goes first takes the right from one of the others; the third then may or may not go through.
    const removals = await vendors.sql<{ data: { userId: string } }>(
      "select data from outbox_event where aggregate_id = $1 and type = 'vendor.member_removed' order by sequence",
      [vendorId],
    );
    const next = new Map([
      [second.sub, first.sub],
      [third.sub, second.sub],
      [first.sub, third.sub],
    ]);
    const gone = new Set<string | undefined>();
    for (const { data } of removals) {
      expect(gone.has(next.get(data.userId))).toBe(false);
      gone.add(data.userId);
    }
    expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(removals.length);
    expect(removals.length).toBeGreaterThan(0);
  }
});

test('a removed owner’s request that was under way does not count any more', async () => {
  const { vendorId, first, second } = await withTwoOwners();
  await members('Remove', { vendorId, userId: second.sub }, first);
  const stale = { ...second, vendors: [{ id: vendorId, role: 'OWNER' }] };
  expect((await members('Remove', { vendorId, userId: first.sub }, stale)).userErrors).toMatchObject([
    { code: 'VENDOR_NOT_FOUND' },
  ]);
});

test('the same user added twice at once is one member', async () => {
  const { id: vendorId, owner } = await vendors.open();
  const userId = newId('usr');
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () => members('Add', { vendorId, userId, role: 'FULFILMENT' }, owner)),
  );
  expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect(outcomes.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
    Array.from({ length: 5 }, () => 'MEMBER_EXISTS'),
  );
});

test('a vendor has at most a hundred members', async () => {
  const { id: vendorId, owner } = await vendors.open();
  await vendors.sql(
    `insert into vendor_member (id, vendor_id, user_id, role, created_at)
     select gen_random_uuid(), $1, gen_random_uuid(), 'FULFILMENT', now() from generate_series(1, 98)`,
    [idToUuid(vendorId)],
  );
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => members('Add', { vendorId, userId: newId('usr'), role: 'MANAGER' }, owner)),
  );
  expect(outcomes.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    'MEMBER_LIMIT_REACHED',
    'MEMBER_LIMIT_REACHED',
  ]);
});

test('a user belongs to at most fifty vendors, however many add them at once', async () => {
  const user = newCaller();
  const opened = await Promise.all([1, 2, 3, 4].map(() => vendors.open()));
  await vendors.makeMember(user, 48);
  const outcomes = await Promise.all(
    opened.map(({ id: vendorId, owner }) => members('Add', { vendorId, userId: user.sub, role: 'FINANCE' }, owner)),
  );
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array.from({ length: 2 }, () => ({
      code: 'MEMBERSHIP_LIMIT_REACHED',
      message: expect.any(String),
      field: ['userId'],
    })),
  );
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on User { vendorMemberships { vendor { id } } } } }`;
  const { _entities: found } = await vendors.answer<{ _entities: { vendorMemberships: unknown[] }[] }>(
    document,
    { representations: [{ __typename: 'User', id: user.sub }] },
    user,
  );
  expect(found[0]?.vendorMemberships).toHaveLength(50);
});

test('whoever was added may leave, and the last owner may not', async () => {
  const { id: vendorId, owner } = await vendors.open();
  const member = newCaller();
  const other = newCaller();
  await members('Add', { vendorId, userId: member.sub, role: 'FULFILMENT' }, owner);
  await members('Add', { vendorId, userId: other.sub, role: 'FULFILMENT' }, owner);
  expect((await members('Remove', { vendorId, userId: other.sub }, member)).userErrors).toMatchObject([
    { code: 'VENDOR_NOT_FOUND' },
  ]);
  expect((await members('Remove', { vendorId, userId: member.sub }, member)).userErrors).toEqual([]);
  expect((await members('Remove', { vendorId, userId: member.sub }, member)).userErrors).toMatchObject([
    { code: 'VENDOR_NOT_FOUND' },
  ]);
  expect((await members('Remove', { vendorId, userId: owner.sub }, owner)).userErrors).toMatchObject([
    { code: 'OWNER_REQUIRED' },
  ]);
});
