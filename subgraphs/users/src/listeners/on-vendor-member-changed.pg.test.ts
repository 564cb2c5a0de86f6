import { idToUuid, newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOKENS, startTestUsers, type Account, type TestUsers, type Tokens } from '../testing/test-users.ts';

let users: TestUsers;

beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users.stop());

type Role = 'OWNER' | 'MANAGER' | 'FULFILMENT' | 'FINANCE';

async function tell(userId: string, vendorId: string, sequence: number, role: Role | null, id?: string): Promise<void> {
  const fact = { aggregateId: vendorId, sequence, ...(id && { id }) };
  if (role) await users.tell({ ...fact, type: 'vendor.member_added', data: { vendorId, userId, role } });
  else await users.tell({ ...fact, type: 'vendor.member_removed', data: { vendorId, userId } });
}

/** What the next access token says. */
async function nextToken({ tokens }: Account): Promise<{ roles: readonly string[]; vendors: readonly unknown[] }> {
  const next = await users.mutate<{ tokens: Tokens }>('sessionRefresh', { refreshToken: tokens.refreshToken }, TOKENS);
  const { roles, vendors } = (await users.claims(next.tokens.accessToken)).caller;
  return { roles, vendors };
}

test('a membership stands in the next token, and makes its user a VENDOR', async () => {
  const account = await users.register();
  const vendorId = newId('vnd');
  await tell(account.id, vendorId, 1, 'OWNER');
  expect(await nextToken(account)).toEqual({
    roles: ['CUSTOMER', 'VENDOR'],
    vendors: [{ id: vendorId, role: 'OWNER' }],
  });
});

const FACTS = [
  { sequence: 1, role: 'OWNER' },
  { sequence: 4, role: 'FINANCE' },
  { sequence: 7, role: null },
] as const;

test.each([
  ['in order', [0, 1, 2]],
  ['the end first', [2, 0, 1]],
  ['backwards', [2, 1, 0]],
  ['the middle last', [0, 2, 1]],
])('whatever the order of arrival, the latest fact counts: %s', async (_, order) => {
  const account = await users.register();
  const vendorId = newId('vnd');
  for (const index of order) {
    const { sequence, role } = FACTS[index]!;
    await tell(account.id, vendorId, sequence, role);
  }
  expect(await nextToken(account)).toEqual({ roles: ['CUSTOMER'], vendors: [] });
});

test('a fact that comes twice counts once, and one of another vendor stands beside it', async () => {
  const account = await users.register();
  const [first, second] = [newId('vnd'), newId('vnd')];
  const id = newId('evt');
  await tell(account.id, first, 1, 'MANAGER', id);
  await tell(account.id, first, 1, 'MANAGER', id);
  await tell(account.id, second, 3, 'FULFILMENT');
  expect((await nextToken(account)).vendors).toEqual([
    { id: first, role: 'MANAGER' },
    { id: second, role: 'FULFILMENT' },
  ]);
});

test('a membership that arrives before its user registered is not lost', async () => {
  const userId = newId('usr');
  await tell(userId, newId('vnd'), 2, 'MANAGER');
  const rows = await users.sql('select role from vendor_membership where user_id = $1', [idToUuid(userId)]);
  expect(rows).toEqual([{ role: 'MANAGER' }]);
});

test('a fact about ids that are none is refused and comes again', async () => {
  await expect(tell('nobody', newId('vnd'), 1, 'OWNER')).rejects.toThrow('by their ids');
});
