import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestUsers, type Account, type TestUsers } from '../testing/test-users.ts';

let users: TestUsers;
let me: Account;

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());
beforeEach(async () => {
  me = await users.register();
});

const BERLIN = {
  firstName: 'Ann',
  lastName: 'Lee',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

interface Address {
  readonly id: string;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
}

function create(input: Record<string, unknown> = {}, account = me) {
  return users.mutate<{ address: Address | null }>(
    'addressCreate',
    { ...BERLIN, ...input },
    'address { id isDefaultShipping isDefaultBilling }',
    account.caller,
  );
}

async function created(input: Record<string, unknown> = {}): Promise<string> {
  return (await create(input)).address!.id;
}

async function book(account = me): Promise<readonly Record<string, unknown>[]> {
  const document =
    '{ me { addresses { id firstName lastName line1 company city country isDefaultShipping isDefaultBilling } } }';
  const answer = await users.answer<{ me: { addresses: readonly Record<string, unknown>[] } }>(
    document,
    {},
    account.caller,
  );
  return answer.me.addresses;
}

function mutate(field: string, input: Record<string, unknown>, select = '', account = me) {
  return users.mutate(field, input, select, account.caller);
}

async function defaults(): Promise<{ shipping: unknown[]; billing: unknown[] }> {
  const addresses = await book();
  return {
    shipping: addresses.filter((address) => address['isDefaultShipping']).map((address) => address['id']),
    billing: addresses.filter((address) => address['isDefaultBilling']).map((address) => address['id']),
  };
}

test('the first address becomes both defaults, the next ones none', async () => {
  const first = await created({ country: 'de', firstName: '  Ann ', company: ' ' });
  const second = await created();
  expect(await book()).toEqual([
    { id: first, ...line(true), company: null },
    { id: second, ...line(false), company: null },
  ]);

  function line(isDefault: boolean) {
    const { firstName, lastName, line1, city, country } = BERLIN;
    return { firstName, lastName, line1, city, country, isDefaultShipping: isDefault, isDefaultBilling: isDefault };
  }
});

test('first addresses at the same instant: exactly one becomes the default', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => create()));
  expect(outcomes.filter(({ address }) => address?.isDefaultShipping)).toHaveLength(1);
  expect(await book()).toHaveLength(8);
  expect((await defaults()).billing).toHaveLength(1);
});

test('a new default takes over, and simultaneous ones leave exactly one', async () => {
  const ids = [await created(), await created(), await created(), await created()];
  await mutate('addressSetDefault', { addressId: ids[1], shipping: true });
  expect(await defaults()).toEqual({ shipping: [ids[1]], billing: [ids[0]] });
  const outcomes = await Promise.all(
    [...ids, ...ids].map((addressId) => mutate('addressSetDefault', { addressId, shipping: true, billing: true })),
  );
  expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const { shipping, billing } = await defaults();
  expect([shipping.length, billing.length]).toEqual([1, 1]);
  expect(shipping).toEqual(billing);
});

test('the oldest remaining address takes over the defaults of a deleted one', async () => {
  const ids = [await created(), await created(), await created()];
  await mutate('addressSetDefault', { addressId: ids[2], billing: true });
  expect(await mutate('addressDelete', { addressId: ids[0] }, 'addressId')).toEqual({
    addressId: ids[0],
    userErrors: [],
  });
  expect(await defaults()).toEqual({ shipping: [ids[1]], billing: [ids[2]] });
  await mutate('addressDelete', { addressId: ids[1] });
  await mutate('addressDelete', { addressId: ids[2] });
  expect(await book()).toEqual([]);
});

test('deletions, changes and defaults at once keep every change and one default', async () => {
  const ids = [await created(), await created(), await created()];
  await Promise.all([
    mutate('addressDelete', { addressId: ids[0] }),
    mutate('addressUpdate', { addressId: ids[1], line1: 'A new street 5' }),
    mutate('addressSetDefault', { addressId: ids[2], shipping: true }),
    mutate('addressUpdate', { addressId: ids[2], company: 'A new company' }),
  ]);
  const addresses = await book();
  expect(addresses.map((address) => address['line1'])).toEqual(['A new street 5', BERLIN.line1]);
  expect(addresses[1]).toMatchObject({ company: 'A new company', isDefaultShipping: true });
  expect(await defaults()).toEqual({ shipping: [ids[2]], billing: [ids[1]] });
});

test('a change keeps what is left out and takes away what is null', async () => {
  const addressId = await created({ company: 'Lee GmbH', line2: '3rd floor' });
  const { address } = (await mutate(
    'addressUpdate',
    { addressId, line1: 'Elsewhere 2', line2: null, city: null },
    'address { line1 line2 company city postalCode }',
  )) as unknown as { address: unknown };
  expect(address).toEqual({
    line1: 'Elsewhere 2',
    line2: null,
    company: 'Lee GmbH',
    city: 'Berlin',
    postalCode: '10117',
  });
});

test.each([
  [{ country: 'XX' }, 'COUNTRY_INVALID', 'country'],
  [{ country: 'Germany' }, 'COUNTRY_INVALID', 'country'],
  [{ postalCode: '1011' }, 'POSTAL_CODE_INVALID', 'postalCode'],
  [{ postalCode: null }, 'POSTAL_CODE_INVALID', 'postalCode'],
  [{ country: 'US', postalCode: '10117-1' }, 'POSTAL_CODE_INVALID', 'postalCode'],
  [{ country: 'AE', postalCode: 'x'.repeat(21) }, 'POSTAL_CODE_INVALID', 'postalCode'],
  [{ firstName: '  ' }, 'ADDRESS_INVALID', 'firstName'],
  [{ lastName: '' }, 'ADDRESS_INVALID', 'lastName'],
  [{ line1: 'x'.repeat(201) }, 'ADDRESS_INVALID', 'line1'],
  [{ city: '' }, 'ADDRESS_INVALID', 'city'],
  [{ phone: '0'.repeat(41) }, 'ADDRESS_INVALID', 'phone'],
])('refuses %j and names the field, in a new address and in a changed one', async (wrong, code, field) => {
  const refused = [{ code, message: expect.any(String), field: [field] }];
  expect((await create(wrong)).userErrors).toEqual(refused);
  expect(await book()).toEqual([]);
  // Null in a change of a required field means "stays", which no case here relies on.
  const addressId = await created();
  expect((await mutate('addressUpdate', { addressId, ...wrong })).userErrors).toEqual(refused);
});

test('the address book holds fifty entries, also when they come at once', async () => {
  const ids = await Promise.all(Array.from({ length: 48 }, () => created()));
  expect(ids).toHaveLength(48);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => create()));
  expect(outcomes.filter(({ address }) => address !== null)).toHaveLength(2);
  expect(outcomes.flatMap(({ userErrors }) => userErrors).map(({ code, field }) => [code, field])).toEqual(
    Array.from({ length: 3 }, () => ['ADDRESS_LIMIT_REACHED', null]),
  );
});

test('foreign, unknown and malformed addresses read as not found, and stay as they are', async () => {
  const owner = await users.register();
  const foreign = (await create({}, owner)).address!.id;
  const before = await book(owner);
  const notFound = [{ code: 'ADDRESS_NOT_FOUND', message: expect.any(String), field: ['addressId'] }];
  for (const addressId of [foreign, newId('adr'), 'nonsense', me.id]) {
    expect((await mutate('addressDelete', { addressId })).userErrors).toEqual(notFound);
    expect((await mutate('addressUpdate', { addressId, city: 'Bonn' })).userErrors).toEqual(notFound);
    expect((await mutate('addressSetDefault', { addressId, shipping: true })).userErrors).toEqual(notFound);
  }
  expect(await book(owner)).toEqual(before);
});
