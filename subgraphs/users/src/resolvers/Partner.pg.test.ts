import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { newCaller } from '@bazaar/testkit/new-caller';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishDocuments } from '../operations/publish-documents.ts';
import { retireDocuments } from '../operations/retire-documents.ts';
import {
  callerOf,
  newDocument,
  newPartner,
  partnersOf,
  strangePartner,
  type TestPartner,
} from '../testing/test-partners.ts';
import { startTestUsers, type TestUsers } from '../testing/test-users.ts';

let users: TestUsers;
let feed: TestPartner;
let other: TestPartner;
let now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  users = await startTestUsers({ now: () => now });
  const context = partnersOf(users, () => now);
  feed = await newPartner(context, { handle: 'price-feed' });
  other = await newPartner(context);
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
    await publishDocuments(context, feed.partner, [newDocument(name)]);
    now = new Date(now.getTime() + 1_000);
  }
  // Two of the same moment: their hashes tell which comes first.
  await publishDocuments(context, other.partner, [newDocument('Twin'), newDocument('OtherTwin')]);
  await retireDocuments(context, feed.partner.handle, [newDocument('Two').hash]);
});
afterAll(() => users.stop());

const FIELDS = `id handle name contract scopes requestsPerMinute suspendedAt
  keys { id prefix expiresAt revokedAt lastUsedAt } documents { nodes { hash operationName usage { calls } } }`;
const admin = newCaller('CUSTOMER', 'ADMIN');

async function find(id: string, caller: CallerClaims | null): Promise<unknown> {
  return (
    await users.answer<{ partner: unknown }>(`query ($id: ID!) { partner(id: $id) { ${FIELDS} } }`, { id }, caller)
  ).partner;
}

test('an administrator and the partner see it; to everybody else it is not there', async () => {
  const seen = {
    id: feed.partner.id,
    handle: 'price-feed',
    name: 'Price Feed',
    contract: 'partner',
    scopes: ['catalog:read'],
    requestsPerMinute: 600,
    suspendedAt: null,
    keys: [{ id: feed.key.id, prefix: feed.secret.slice(0, 10), expiresAt: null, revokedAt: null, lastUsedAt: null }],
    documents: {
      nodes: expect.arrayContaining([expect.objectContaining({ operationName: 'One', usage: { calls: 0 } })]),
    },
  };
  expect(await find(feed.partner.id, admin)).toEqual(seen);
  expect(await find(feed.partner.id, callerOf(feed))).toEqual(seen);
  for (const caller of [
    null,
    newCaller(),
    newCaller('SUPPORT'),
    newCaller('PARTNER'),
    callerOf(other),
    strangePartner(),
  ])
    expect(await find(feed.partner.id, caller)).toBeNull();
  for (const id of [newId('ptn'), 'nonsense']) expect(await find(id, admin)).toBeNull();
});

test('myPartner is the one whose key was used', async () => {
  const own = async (caller: CallerClaims | null) => users.answer('{ myPartner { handle } me { id } }', {}, caller);
  expect(await own(callerOf(feed))).toEqual({ myPartner: { handle: 'price-feed' }, me: null });
  for (const caller of [null, newCaller('PARTNER'), strangePartner()])
    expect(await own(caller)).toEqual({ myPartner: null, me: null });
});

test('the list is for administrators, in pages', async () => {
  const page = async (args: string, caller: CallerClaims | null) =>
    users.ask(`{ partners(${args}) { totalCount nodes { handle } pageInfo { hasNextPage endCursor } } }`, {}, caller);
  const first = await page('first: 1', admin);
  expect(first.data).toMatchObject({
    partners: { totalCount: 2, nodes: [{ handle: 'price-feed' }], pageInfo: { hasNextPage: true } },
  });
  const { endCursor } = (first.data as { partners: { pageInfo: { endCursor: string } } }).partners.pageInfo;
  expect((await page(`first: 1, after: "${endCursor}"`, admin)).data).toMatchObject({
    partners: { nodes: [{ handle: other.partner.handle }], pageInfo: { hasNextPage: false } },
  });
  const codeFor = async (caller: CallerClaims | null) =>
    (await page('first: 1', caller)).errors?.[0]?.extensions?.['code'];
  expect(await codeFor(null)).toBe('UNAUTHENTICATED');
  for (const caller of [newCaller('SUPPORT'), callerOf(feed)]) expect(await codeFor(caller)).toBe('FORBIDDEN');
});

test('documents come in pages both ways, the latest first, retired or not', async () => {
  const page = async (args: string) => {
    const { myPartner } = await users.answer<{
      myPartner: {
        documents: { nodes: { operationName: string }[]; pageInfo: { startCursor: string; endCursor: string } };
      };
    }>(
      `{ myPartner { documents(${args}) { totalCount nodes { operationName } pageInfo { startCursor endCursor } } } }`,
      {},
      callerOf(feed),
    );
    const { nodes, pageInfo } = myPartner.documents;
    return { names: nodes.map(({ operationName }) => operationName), ...pageInfo };
  };
  const { names, endCursor } = await page('first: 2');
  expect(names).toEqual(['Five', 'Four']);
  const next = await page(`first: 9, after: "${endCursor}"`);
  expect(next.names).toEqual(['Three', 'Two', 'One']);
  expect((await page(`last: 1, before: "${next.startCursor}"`)).names).toEqual(['Four']);
  expect((await page('where: { retired: true }, first: 9')).names).toEqual(['Two']);
  expect((await page('where: { retired: false }, last: 2')).names).toEqual(['Three', 'One']);
});

test('documents of one moment are all paged through, once each', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const answer: {
      myPartner: { documents: { nodes: { hash: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    } = await users.answer(
      'query ($after: String) { myPartner { documents(first: 1, after: $after) { nodes { hash } pageInfo { hasNextPage endCursor } } } }',
      { after },
      callerOf(other),
    );
    const { nodes, pageInfo } = answer.myPartner.documents;
    seen.push(...nodes.map(({ hash }) => hash));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen.toSorted()).toEqual([newDocument('Twin').hash, newDocument('OtherTwin').hash].toSorted());
});

test('a cursor of another list is refused', async () => {
  for (const key of [['x'], [1, 'x'], [9e15, '0'.repeat(64)], null, 'x']) {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url');
    const query = 'query ($after: String) { myPartner { documents(after: $after) { nodes { hash } } } }';
    const { errors } = await users.ask(query, { after }, callerOf(feed));
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: ['after'] });
  }
});

test('many partners with keys, documents, counts and usage are five statements; one of them is four', async () => {
  const all = `${FIELDS} counted: documents { totalCount }`;
  const many = await countStatements(() => users.answer(`{ partners { nodes { ${all} } } }`, {}, admin));
  expect(many.statements).toHaveLength(5);
  const own = await countStatements(() => users.answer(`{ myPartner { ${FIELDS} } }`, {}, callerOf(feed)));
  expect(own.statements).toHaveLength(4);
});

test('no field tells a key, or anything that it could be found by', async () => {
  const { __type } = await users.answer<{ __type: { fields: { name: string }[] } }>(
    '{ __type(name: "PartnerKey") { fields { name } } }',
  );
  expect(__type.fields.map(({ name }) => name).toSorted()).toEqual([
    'createdAt',
    'expiresAt',
    'id',
    'lastUsedAt',
    'prefix',
    'revokedAt',
  ]);
});

test('commands for the gateway are answered to nobody else', async () => {
  const ask = (name: string, input: unknown) => users.command(name, input, 'orders');
  const hash = '0'.repeat(64);
  for (const [name, input] of [
    ['users.identifyPartnerKey', { keyHash: hash }],
    ['users.findPartnerDocument', { partnerId: feed.partner.id, hash }],
    ['users.recordDocumentUsage', { batchId: '00000000-0000-4000-8000-000000000000', entries: [] }],
  ] as const)
    await expect(ask(name, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
