import { idToUuid, newId } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { compareEntitiesWithDatabase } from '@bazaar/postgres/compare-entities';
import { countStatements } from '@bazaar/postgres/statements';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importVendors } from '../operations/import-vendors.ts';
import { CommissionRuleTable } from '../storage/commission-rule-table.ts';
import { VendorMemberTable, VendorTable } from '../storage/vendor-table.ts';
import { ADMIN, newApplication, pay, startTestVendors, vendorPart, type TestVendors } from '../testing/test-vendors.ts';

let vendors: TestVendors;

beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.stop());

const FIELDS = `id name email members { role } balances { amount currency }
  statement(currency: "EUR") { edges { node { net { amount } } } }`;

async function find(id: string, caller: CallerClaims | null, fields = FIELDS): Promise<Record<string, unknown> | null> {
  const document = `query ($id: ID!) { vendor(id: $id) { ${fields} } }`;
  return (await vendors.answer<{ vendor: Record<string, unknown> | null }>(document, { id }, caller)).vendor;
}

async function entities(ids: readonly string[], caller: CallerClaims | null, fields = 'id name productsCount') {
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Vendor { ${fields} } } }`;
  const variables = { representations: ids.map((id) => ({ __typename: 'Vendor', id })) };
  return (await vendors.answer<{ _entities: unknown[] }>(document, variables, caller))._entities;
}

async function addMember(vendorId: string, owner: CallerClaims, role: string): Promise<CallerClaims> {
  const member = newCaller();
  await vendors.mutate('vendorMemberAdd', { vendorId, userId: member.sub, role }, '', owner);
  return member;
}

test('contact data and money are for members by their role, whatever their token says', async () => {
  const { id, owner } = await vendors.open();
  await pay(vendors, [vendorPart(id, 1_000, { commissionAmount: 100 })]);
  const seen = async (caller: CallerClaims | null) => {
    const vendor = await find(id, caller);
    return {
      contact: vendor?.['email'] !== null && vendor?.['members'] !== null,
      money: vendor?.['balances'] !== null && vendor?.['statement'] !== null,
    };
  };
  const [manager, finance, fulfilment] = [
    await addMember(id, owner, 'MANAGER'),
    await addMember(id, owner, 'FINANCE'),
    await addMember(id, owner, 'FULFILMENT'),
  ];
  expect(await seen(owner)).toEqual({ contact: true, money: true });
  expect(await seen(manager)).toEqual({ contact: true, money: true });
  expect(await seen(finance)).toEqual({ contact: true, money: true });
  expect(await seen(fulfilment)).toEqual({ contact: false, money: false });
  expect(await seen(ADMIN)).toEqual({ contact: true, money: true });
  expect(await seen(newCaller('SUPPORT'))).toEqual({ contact: true, money: false });
  const nothing = { contact: false, money: false };
  for (const caller of [null, newCaller(), (await vendors.open()).owner]) expect(await seen(caller)).toEqual(nothing);

  // The token still says OWNER for 15 minutes; the members' table does not.
  const claims = { ...finance, vendors: [{ id, role: 'OWNER' }] };
  await vendors.mutate('vendorMemberRemove', { vendorId: id, userId: finance.sub }, '', owner);
  expect(await seen(claims)).toEqual(nothing);
});

test('a vendor that was never approved is there for its members and staff alone', async () => {
  const { id, owner } = await vendors.apply();
  const helper = await addMember(id, owner, 'FULFILMENT');
  for (const caller of [owner, helper, ADMIN, newCaller('SUPPORT')]) {
    expect(await find(id, caller, 'id')).toEqual({ id });
    expect(await entities([id], caller, 'id')).toEqual([{ id }]);
  }
  for (const caller of [null, newCaller()]) {
    expect(await find(id, caller, 'id')).toBeNull();
    expect(await entities([id], caller, 'id')).toEqual([null]);
  }
  await vendors.mutate('vendorApprove', { vendorId: id }, '', ADMIN);
  await vendors.mutate('vendorSuspend', { vendorId: id, reason: 'x' }, '', ADMIN);
  expect(await find(id, null, 'id status')).toEqual({ id, status: 'SUSPENDED' });
});

test('is found by handle; unknown and malformed ids are null', async () => {
  const { handle } = newApplication();
  const { id } = await vendors.apply({ handle });
  await vendors.mutate('vendorApprove', { vendorId: id }, '', ADMIN);
  const ask = (args: string) => vendors.answer<{ vendor: unknown }>(`{ vendor${args} { id } }`);
  expect(await ask(`(handle: "${String(handle)}")`)).toEqual({ vendor: { id } });
  for (const args of ['(handle: "nobody")', `(id: "${newId('vnd')}")`, '(id: "x")', ''])
    expect(await ask(args)).toEqual({ vendor: null });
  expect(await entities([newId('vnd'), 'x', id], null, 'id')).toEqual([null, null, { id }]);
});

test('active products are counted as catalog announces them, in any order, once each', async () => {
  const { id } = await vendors.open();
  const tell = (
    productId: string,
    sequence: number,
    status: 'PENDING' | 'ACTIVE' | 'ARCHIVED',
    vendorId: string | null = id,
  ) =>
    vendors.tell({
      type: sequence === 1 ? 'product.created' : 'product.status_changed',
      aggregateId: productId,
      sequence,
      data: { productId, vendorId, title: 'Tea', status },
    });
  const [first, second, third] = [newId('prd'), newId('prd'), newId('prd')];
  await tell(first, 1, 'PENDING');
  await tell(first, 2, 'ACTIVE');
  await tell(second, 3, 'ARCHIVED');
  await tell(second, 2, 'ACTIVE');
  await tell(third, 1, 'ACTIVE');
  await tell(third, 1, 'ACTIVE');
  await tell(newId('prd'), 1, 'ACTIVE', null);
  expect(await entities([id], null)).toEqual([expect.objectContaining({ productsCount: 2 })]);
});

test('many vendors are one statement, with their product counts two, with their money four', async () => {
  const opened = await Promise.all([vendors.open(), vendors.open(), vendors.open()]);
  const ids = opened.map(({ id }) => id);
  const names = await countStatements(() => entities(ids, null, 'id name'));
  expect(names.statements).toHaveLength(1);
  expect((await countStatements(() => entities(ids, null))).statements).toHaveLength(2);
  const own = await countStatements(() => find(ids[0]!, opened[0].owner));
  // The vendor, the viewer's memberships, its members, its balances, its statement.
  expect(own.statements).toHaveLength(5);
  const money = await countStatements(() =>
    entities(ids, opened[0].owner, 'id email members { role } balances { amount }'),
  );
  expect(money.statements).toHaveLength(4);
});

test('a user’s memberships are for the user and support', async () => {
  const { id, owner } = await vendors.open();
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on User { id vendorMemberships { role vendor { id } } } } }`;
  const ask = async (caller: CallerClaims | null) =>
    (
      await vendors.answer<{ _entities: unknown[] }>(
        document,
        { representations: [{ __typename: 'User', id: owner.sub }] },
        caller,
      )
    )._entities[0];
  const all = { id: owner.sub, vendorMemberships: [{ role: 'OWNER', vendor: { id } }] };
  for (const caller of [owner, newCaller('SUPPORT')]) expect(await ask(caller)).toEqual(all);
  for (const caller of [null, newCaller()])
    expect(await ask(caller)).toEqual({ id: owner.sub, vendorMemberships: null });
});

test('pages of vendors go both ways and meet; their cursors are their own', async () => {
  const subgraph = await startTestVendors();
  try {
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.push((await subgraph.open()).id);
    await subgraph.apply();
    const page = async (args: string) => {
      const { data, errors } = await subgraph.ask(
        `{ vendors${args} { edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`,
      );
      // The document says what comes back.
      const connection = data?.['vendors'] as {
        edges: { cursor: string; node: { id: string } }[];
        nodes: { id: string }[];
        totalCount: number;
        pageInfo: Record<string, unknown>;
      } | null;
      expect(connection?.nodes).toEqual(connection?.edges.map(({ node }) => node));
      // The applicant is not among those who sell, wherever the page stands.
      if (connection) expect(connection.totalCount).toBe(ids.length);
      return { ids: connection?.nodes.map(({ id }) => id), info: connection?.pageInfo, errors };
    };
    expect((await page('')).ids).toEqual(ids);
    const first = await page('(first: 3)');
    expect(first.ids).toEqual(ids.slice(0, 3));
    expect(first.info).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(`(first: 3, after: "${String(first.info?.['endCursor'])}")`);
    expect(second.ids).toEqual(ids.slice(3, 6));
    const third = await page(`(first: 3, after: "${String(second.info?.['endCursor'])}")`);
    expect(third.ids).toEqual(ids.slice(6));
    expect(third.info).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page(`(last: 3, before: "${String(third.info?.['startCursor'])}")`);
    expect(back).toEqual({ ...second, info: { ...second.info, hasNextPage: true, hasPreviousPage: true } });
    expect((await page('(last: 2)')).ids).toEqual(ids.slice(5));
    for (const [args, field] of [
      ['(after: "nonsense")', 'after'],
      ['(before: "bnVsbA")', 'before'],
      ['(first: 101)', 'first'],
      ['(last: -1)', 'last'],
    ])
      expect((await page(args!)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: [field] } }]);
    expect((await page('(where: { status: PENDING })')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  } finally {
    await subgraph.stop();
  }
});

test('administrators list vendors of any status', async () => {
  const { id } = await vendors.apply();
  const [counted] = await vendors.sql<{ pending: number }>(
    "select count(*)::int as pending from vendor where status = 'PENDING'",
  );
  const document = '{ vendors(where: { status: PENDING }, last: 1) { edges { node { id } } totalCount } }';
  expect(await vendors.answer(document, {}, ADMIN)).toEqual({
    vendors: { edges: [{ node: { id } }], totalCount: counted?.pending },
  });
  const { errors } = await vendors.ask(document, {}, newCaller());
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('importing twice changes nothing, and announces once', async () => {
  const given = {
    id: newId('vnd') as VendorId,
    handle: 'imported',
    name: 'Imported',
    description: '',
    website: null,
    email: 'i@example.com',
    ownerId: newId('usr'),
  };
  const context = { inTransaction: vendors.database.inTransaction, now: () => new Date() };
  await importVendors(context, [given]);
  await importVendors(context, [{ ...given, name: 'Other' }]);
  expect(await find(given.id, null, 'name status')).toEqual({ name: 'Imported', status: 'ACTIVE' });
  expect((await vendors.facts(given.id)).map(({ type }) => type)).toEqual(['vendor.approved', 'vendor.member_added']);
  expect(await vendors.sql('select role from vendor_member where vendor_id = $1', [idToUuid(given.id)])).toHaveLength(
    1,
  );
});

test('the entities agree with the tables', async () => {
  const tables = [VendorTable, VendorMemberTable, CommissionRuleTable];
  expect(await compareEntitiesWithDatabase(vendors.database, tables)).toEqual([]);
});
