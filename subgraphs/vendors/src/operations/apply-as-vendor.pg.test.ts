import { idToUuid, newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, newApplication, startTestVendors, type TestVendors } from '../testing/test-vendors.ts';

let vendors: TestVendors;

beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.stop());

const VENDOR = 'vendor { id handle name status joinedAt }';

function step(field: string, vendorId: string, remark?: string, caller = ADMIN) {
  const name = field === 'vendorApprove' ? 'note' : 'reason';
  return vendors.mutate<{ vendor: Record<string, unknown> | null }>(
    field,
    { vendorId, ...(remark !== undefined && { [name]: remark }) },
    VENDOR,
    caller,
  );
}

function history(vendorId: VendorId) {
  return vendors.sql(
    'select status, note, actor_id is not null as actor from vendor_status_change where vendor_id = $1 order by version',
    [idToUuid(vendorId)],
  );
}

test('whoever applies owns the vendor, which waits; catalog and users are told', async () => {
  const owner = newCaller();
  const application: Record<string, unknown> = {
    ...newApplication(),
    website: 'https://tea.example',
    phone: '+49 30 1234',
  };
  const { vendor, userErrors } = await vendors.mutate<{ vendor: Record<string, string> }>(
    'vendorApply',
    application,
    `${VENDOR.slice(0, -1)} email phone website members { user { id } role } }`,
    owner,
  );
  expect(userErrors).toEqual([]);
  expect(vendor).toMatchObject({
    handle: application['handle'],
    status: 'PENDING',
    joinedAt: null,
    email: application['email'],
    members: [{ user: { id: owner.sub }, role: 'OWNER' }],
  });
  const copy = { vendorId: vendor['id'], handle: vendor['handle'], name: vendor['name'], status: 'PENDING' };
  expect(await vendors.facts(vendor['id']!)).toEqual([
    { type: 'vendor.applied', sequence: '1', data: copy },
    { type: 'vendor.member_added', sequence: '1', data: { vendorId: vendor['id'], userId: owner.sub, role: 'OWNER' } },
  ]);
  await vendors.dispatcher.idle();
  const told = vendors.delivered.filter(({ event }) => event.aggregateId === vendor['id']);
  expect(told.map(({ listener, event }) => [listener, event.type])).toEqual(
    expect.arrayContaining([
      ['catalog', 'vendor.applied'],
      ['users', 'vendor.member_added'],
    ]),
  );
});

test('one of many simultaneous applicants gets the handle', async () => {
  const { handle } = newApplication();
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () =>
      vendors.mutate<{ vendor: { id: string } | null }>(
        'vendorApply',
        { ...newApplication(), handle },
        'vendor { id }',
        newCaller(),
      ),
    ),
  );
  expect(outcomes.filter(({ vendor }) => vendor !== null)).toHaveLength(1);
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array.from({ length: 7 }, () => ({ code: 'HANDLE_TAKEN', message: expect.any(String), field: ['handle'] })),
  );
});

test.each([
  [{ handle: 'admin' }, 'HANDLE_INVALID', 'handle'],
  [{ handle: 'Not A Handle' }, 'HANDLE_INVALID', 'handle'],
  [{ name: '' }, 'NAME_INVALID', 'name'],
  [{ email: 'nowhere' }, 'EMAIL_INVALID', 'email'],
  [{ website: 'ftp://x' }, 'URL_INVALID', 'website'],
  [{ avatarUrl: 'x' }, 'URL_INVALID', 'avatarUrl'],
  [{ phone: 'x' }, 'PHONE_INVALID', 'phone'],
  [{ description: 'x'.repeat(5_001) }, 'DESCRIPTION_INVALID', 'description'],
])('refuses %j and names the field', async (wrong, code, field) => {
  const application = { ...newApplication(), ...wrong };
  const { userErrors } = await vendors.mutate('vendorApply', application, '', newCaller());
  expect(userErrors).toEqual([{ code, message: expect.any(String), field: [field] }]);
});

test('nobody applies without being signed in', async () => {
  await expect(vendors.mutate('vendorApply', newApplication())).rejects.toThrow('UNAUTHENTICATED');
});

test('approved, suspended, reinstated: each step is in the history and announced', async () => {
  const { id } = await vendors.apply();
  expect((await step('vendorApprove', id)).vendor).toMatchObject({ status: 'ACTIVE', joinedAt: expect.any(String) });
  expect((await step('vendorSuspend', id, 'Complaints')).vendor).toMatchObject({ status: 'SUSPENDED' });
  expect((await step('vendorApprove', id, 'Settled')).vendor).toMatchObject({ status: 'ACTIVE' });
  expect(await history(id)).toEqual([
    { status: 'PENDING', note: '', actor: true },
    { status: 'ACTIVE', note: '', actor: true },
    { status: 'SUSPENDED', note: 'Complaints', actor: true },
    { status: 'ACTIVE', note: 'Settled', actor: true },
  ]);
  const facts = (await vendors.facts(id)).filter(({ type }) => type !== 'vendor.member_added');
  expect(facts.map(({ type, sequence, data }) => [type, sequence, data['status']])).toEqual([
    ['vendor.applied', '1', 'PENDING'],
    ['vendor.approved', '2', 'ACTIVE'],
    ['vendor.suspended', '3', 'SUSPENDED'],
    ['vendor.approved', '4', 'ACTIVE'],
  ]);
});

test.each([
  ['vendorReject', ' ', 'REASON_INVALID', 'reason'],
  ['vendorSuspend', '', 'REASON_INVALID', 'reason'],
  ['vendorSuspend', 'x'.repeat(1_001), 'REASON_INVALID', 'reason'],
  ['vendorApprove', 'x'.repeat(1_001), 'NOTE_INVALID', 'note'],
])('%s is refused without a fit remark, and leaves no trace', async (field, remark, code, name) => {
  const { id } = await vendors.apply();
  expect(await step(field, id, remark)).toEqual({
    vendor: null,
    userErrors: [{ code, message: expect.any(String), field: [name] }],
  });
  expect(await history(id)).toHaveLength(1);
});

test('a rejected applicant stays rejected; illegal steps change and announce nothing', async () => {
  const { id } = await vendors.apply();
  expect((await step('vendorSuspend', id, 'x')).userErrors).toEqual([
    { code: 'STATUS_CHANGE_NOT_ALLOWED', message: expect.any(String), field: ['vendorId'] },
  ]);
  expect((await step('vendorReject', id, 'No documents')).vendor).toMatchObject({ status: 'REJECTED' });
  for (const field of ['vendorApprove', 'vendorSuspend', 'vendorReject'])
    expect((await step(field, id, 'x')).userErrors).toMatchObject([{ code: 'STATUS_CHANGE_NOT_ALLOWED' }]);
  expect(await history(id)).toHaveLength(2);
  expect((await vendors.facts(id)).map(({ type }) => type)).toEqual([
    'vendor.applied',
    'vendor.member_added',
    'vendor.rejected',
  ]);
});

test('an approval and a rejection race: exactly one wins', async () => {
  const { id } = await vendors.apply();
  const outcomes = await Promise.all([
    step('vendorApprove', id),
    step('vendorReject', id, 'x'),
    step('vendorApprove', id),
    step('vendorReject', id, 'x'),
  ]);
  expect(outcomes.filter(({ vendor }) => vendor !== null)).toHaveLength(1);
  expect(await history(id)).toHaveLength(2);
});

test('only administrators decide; unknown vendors read as not found', async () => {
  const { id, owner } = await vendors.apply();
  for (const caller of [owner, newCaller('SUPPORT')])
    await expect(step('vendorApprove', id, undefined, caller)).rejects.toThrow('FORBIDDEN');
  for (const vendorId of [newId('vnd'), 'nonsense'])
    expect((await step('vendorApprove', vendorId)).userErrors).toMatchObject([
      { code: 'VENDOR_NOT_FOUND', field: ['vendorId'] },
    ]);
});

test('a profile changes what is given, and catalog is told of the new name and handle', async () => {
  const { id, owner } = await vendors.open();
  const change = (input: Record<string, unknown>, caller = owner) =>
    vendors.mutate<{ vendor: Record<string, unknown> | null }>(
      'vendorUpdateProfile',
      { vendorId: id, ...input },
      'vendor { handle name description website phone }',
      caller,
    );
  const { handle } = newApplication();
  const changed = await change({
    handle,
    name: 'New name',
    description: 'Words',
    website: 'https://a.example',
    phone: '12345',
  });
  expect(changed.vendor).toEqual({
    handle,
    name: 'New name',
    description: 'Words',
    website: 'https://a.example',
    phone: '12345',
  });
  expect((await change({ website: null, phone: null, name: null })).vendor).toMatchObject({
    name: 'New name',
    website: null,
    phone: null,
  });
  expect((await vendors.facts(id)).at(-1)).toMatchObject({
    type: 'vendor.profile_changed',
    data: { handle, name: 'New name' },
  });

  const other = await vendors.apply();
  const [row] = await vendors.sql<{ handle: string }>('select handle from vendor where id = $1', [idToUuid(other.id)]);
  expect((await change({ handle: row!.handle })).userErrors).toMatchObject([
    { code: 'HANDLE_TAKEN', field: ['handle'] },
  ]);
  expect((await change({ handle: 'x', website: 'x' })).userErrors.map(({ field }) => field)).toEqual([
    ['handle'],
    ['website'],
  ]);
  // Someone else's vendor reads as not found.
  expect((await change({ name: 'Mine now' }, other.owner)).userErrors).toMatchObject([
    { code: 'VENDOR_NOT_FOUND', field: ['vendorId'] },
  ]);
});

test('one application of a user waits at a time, however many are sent at once; after its decision there may be another', async () => {
  const owner = newCaller();
  const apply = () =>
    vendors.mutate<{ vendor: { id: VendorId } | null }>('vendorApply', newApplication(), 'vendor { id }', owner);
  const outcomes = await Promise.all(Array.from({ length: 8 }, apply));
  expect(outcomes.filter(({ vendor }) => vendor !== null)).toHaveLength(1);
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array.from({ length: 7 }, () => ({ code: 'APPLICATION_PENDING', message: expect.any(String), field: null })),
  );
  await step('vendorReject', outcomes.find(({ vendor }) => vendor)!.vendor!.id, 'No documents');
  expect((await apply()).userErrors).toEqual([]);
  expect((await apply()).userErrors).toMatchObject([{ code: 'APPLICATION_PENDING' }]);
});

test('whoever belongs to fifty vendors applies for no other', async () => {
  const owner = newCaller();
  await vendors.makeMember(owner, 50);
  const { userErrors } = await vendors.mutate('vendorApply', newApplication(), '', owner);
  expect(userErrors).toEqual([{ code: 'MEMBERSHIP_LIMIT_REACHED', message: expect.any(String), field: null }]);
});
