import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { documentSettings, openDocuments } from '../documents/open-documents.ts';
import { follow, followToEnd, LIVE_TRANSPORTS } from '../testing/follow.ts';
import { createKnownPartners, type KnownPartner } from '../testing/known-partners.ts';
import { openStream } from '../testing/open-stream.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const SHOP = 'query Shop { sellers { title } }';
const INTERNAL = 'query Internal { sellers { rating } }';
const ORDER = 'subscription Watch { orderChanged(id: "o1") { status } }';
const OTHERS = 'query Others { sellers { id } }';
/** Registered by its sender, who is a user. */
const USERS = 'query Users { products { sku } }';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const codes = (...expected: string[]) => ({ errors: expected.map((code) => ({ extensions: { code } })) });
const NOT_REGISTERED = codes('DOCUMENT_NOT_REGISTERED');

const partners = createKnownPartners();
let partner: KnownPartner;
let other: KnownPartner;
let fixture: Fixture;
let userToken: string;

beforeAll(async () => {
  partner = partners.add();
  other = partners.add({ contract: 'wide' });
  for (const text of [SHOP, INTERNAL, ORDER]) partner.publish(text);
  for (const text of [OTHERS, INTERNAL, ORDER]) other.publish(text);
  fixture = await startFixture('memory', {
    partners: partners.options,
    contracts: { partner: { exclude: ['internal'] }, wide: {} },
    documents: await openDocuments(documentSettings.parse({ automatic: 'everyone' }), createInProcessEphemeral()),
  });
  userToken = await fixture.token();
  await post({ query: USERS, extensions: persisted(USERS) }, { headers: { authorization: `Bearer ${userToken}` } });
});
afterAll(() => fixture.stop());
afterEach(() => void partners.runs.splice(0));

interface Asked {
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

async function post(body: object, { headers = { 'x-api-key': partner.key }, path = '/graphql' }: Asked = {}) {
  const response = await fetch(`${fixture.gateway.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function get(search: Record<string, string>, headers: Record<string, string> = { 'x-api-key': partner.key }) {
  const response = await fetch(`${fixture.gateway.url}/graphql?${new URLSearchParams(search).toString()}`, {
    headers: { 'apollo-require-preflight': '1', ...headers },
  });
  return { status: response.status, body: await response.json() };
}

const SHOWN = { data: { sellers: [{ title: 'Orchard' }, { title: 'Bakery' }] } };

describe('a partner’s key runs the partner’s documents', () => {
  it('by text, by id and by GET, as often as it likes', async () => {
    for (const body of [{ query: SHOP }, { documentId: sha256(SHOP) }, { extensions: persisted(SHOP) }])
      expect(await post(body)).toEqual({ status: 200, body: SHOWN });
    expect(await get({ documentId: sha256(SHOP) })).toEqual({ status: 200, body: SHOWN });
    expect(partners.runs.map(({ partnerId, hash }) => [partnerId, hash])).toEqual(
      Array.from({ length: 4 }, () => [partner.id, sha256(SHOP)]),
    );
  });

  it.each(LIVE_TRANSPORTS)('and follows them by %s', async (transport) => {
    for (const body of [{ query: ORDER }, { documentId: sha256(ORDER) }, { extensions: persisted(ORDER) }]) {
      const { answers, leave } = await follow(fixture.gateway.url, transport, {
        ...body,
        headers: { 'x-api-key': partner.key },
      });
      await expect.poll(answers).toEqual([{ data: { orderChanged: { status: 'PENDING' } } }]);
      leave();
    }
    expect(partners.runs).toHaveLength(3);
  });
});

it('what a user has registered is there for users', async () => {
  const headers = { authorization: `Bearer ${userToken}` };
  expect(await post({ documentId: sha256(USERS) }, { headers })).toMatchObject({ status: 200 });
});

it.each(['sse', 'multipart'] as const)(
  'a partner’s documents, and no other’s, are followed by GET and %s',
  async (form) => {
    const headers = { 'x-api-key': partner.key, 'apollo-require-preflight': '1' };
    const open = (documentId: string) =>
      openStream(fixture.gateway.url, form, { method: 'GET', query: '', documentId, headers });
    const [own, theirs] = [await open(sha256(ORDER)), await open(sha256(OTHERS))];
    await expect.poll(own.text).toContain('{"data":{"orderChanged":{"status":"PENDING"}}}');
    await theirs.ended;
    expect(theirs.text()).toContain('DOCUMENT_NOT_REGISTERED');
    own.leave();
  },
);

describe('a partner’s key does not run', () => {
  const attempts: readonly (readonly [string, object])[] = [
    ['another text', { query: '{ sellers { id } }' }],
    ['another text under a name of its own', { query: 'query Shop { sellers { title id } }', operationName: 'Shop' }],
    ['its text with a space more', { query: `${SHOP} ` }],
    ['another subscription', { query: 'subscription Watch { ordersChanged { id } }' }],
    ['a document of another partner', { documentId: sha256(OTHERS) }],
    ['a document of another partner with its text', { documentId: sha256(OTHERS), query: OTHERS }],
    ['a document of another partner by the extension', { extensions: persisted(OTHERS) }],
    ['what nobody registered', { documentId: sha256('nothing') }],
    ['what a user registered', { documentId: sha256(USERS) }],
    ['what a user registered, with its text', { extensions: persisted(USERS), query: USERS }],
    ['a mutation', { query: 'mutation { rename(sku: "a", name: "x") { sku } }' }],
    ['what asks for the schema', { query: '{ __schema { types { name } } }' }],
    ['an id that is an object’s', { documentId: '__proto__' }],
  ];
  it.each(attempts)('%s', async (_what, body) => {
    const before = fixture.world.operations.length;
    expect(await post(body)).toMatchObject({ status: 403, body: NOT_REGISTERED });
    for (const transport of LIVE_TRANSPORTS)
      expect(
        await followToEnd(fixture.gateway.url, transport, { ...body, headers: { 'x-api-key': partner.key } }),
      ).toMatchObject(NOT_REGISTERED);
    expect(fixture.world.operations).toHaveLength(before);
    expect(partners.runs).toEqual([]);
  });

  it('its own id with another text', async () => {
    const body = { documentId: sha256(SHOP), query: OTHERS };
    expect(await post(body)).toMatchObject({ status: 400, body: codes('BAD_REQUEST') });
    for (const transport of LIVE_TRANSPORTS)
      expect(
        await followToEnd(fixture.gateway.url, transport, { ...body, headers: { 'x-api-key': partner.key } }),
      ).toMatchObject(codes('BAD_REQUEST'));
  });
});

describe('a partner’s key registers nothing', () => {
  it('by sending a text with its hash, whichever way', async () => {
    const text = (n: number) => `query Mine${n} { sellers { id } }`;
    const headers = { 'x-api-key': partner.key };
    expect(await post({ query: text(0), extensions: persisted(text(0)) })).toMatchObject({ body: NOT_REGISTERED });
    const search = { query: text(1), extensions: JSON.stringify(persisted(text(1))) };
    expect(await get(search)).toMatchObject({ status: 403, body: NOT_REGISTERED });
    for (const [n, transport] of LIVE_TRANSPORTS.entries()) {
      const body = { query: text(2 + n), extensions: persisted(text(2 + n)), headers };
      expect(await followToEnd(fixture.gateway.url, transport, body)).toMatchObject(NOT_REGISTERED);
    }
    for (const n of [0, 1, 2, 3, 4]) {
      const asked = { extensions: persisted(text(n)) };
      expect(await post(asked)).toMatchObject({ body: NOT_REGISTERED });
      // Nobody else is served it either, who could have registered it.
      expect(await post(asked, { headers: {} })).toMatchObject({ body: codes('PERSISTED_QUERY_NOT_FOUND') });
    }
  });

  it('and what it may run is nobody else’s', async () => {
    const others: Record<string, string>[] = [{}, { authorization: `Bearer ${userToken}` }];
    for (const headers of others)
      expect(await post({ documentId: sha256(SHOP) }, { headers })).toMatchObject({
        body: codes('PERSISTED_QUERY_NOT_FOUND'),
      });
    expect(await post({ documentId: sha256(SHOP) }, { headers: { 'x-api-key': other.key } })).toMatchObject({
      body: NOT_REGISTERED,
    });
  });
});

describe('a partner’s key has its own contract', () => {
  const paths = ['/graphql', '/partner/graphql', '/wide/graphql'];

  it.each(paths)('on %s', async (path) => {
    expect(await post({ documentId: sha256(SHOP) }, { path })).toEqual({ status: 200, body: SHOWN });
    const invalid = codes('GRAPHQL_VALIDATION_FAILED');
    expect(await post({ documentId: sha256(INTERNAL) }, { path })).toMatchObject({ body: invalid });
    for (const transport of LIVE_TRANSPORTS) {
      const asked = { path, documentId: sha256(INTERNAL), headers: { 'x-api-key': partner.key } };
      expect(await followToEnd(fixture.gateway.url, transport, asked)).toMatchObject(invalid);
    }
    // Where the path would give less, the key gives what it gives elsewhere.
    expect(await post({ documentId: sha256(INTERNAL) }, { path, headers: { 'x-api-key': other.key } })).toEqual({
      status: 200,
      body: { data: { sellers: [{ rating: 5 }, { rating: 4 }] } },
    });
  });

  it('and opens nothing where there is none of that name', async () => {
    const lost = partners.add({ contract: 'gone' });
    lost.publish(SHOP);
    for (const path of paths)
      expect(await post({ query: SHOP }, { path, headers: { 'x-api-key': lost.key } })).toMatchObject({
        status: 403,
        body: codes('FORBIDDEN'),
      });
  });
});

describe('keys that contradict each other, or a token', () => {
  const bad: readonly (readonly [string, () => Record<string, string>])[] = [
    ['two keys', () => ({ authorization: `Bearer ${partner.key}`, 'x-api-key': other.key })],
    ['a key and a user’s token', () => ({ authorization: `Bearer ${userToken}`, 'x-api-key': partner.key })],
    ['a key and a bad token', () => ({ authorization: 'Bearer nonsense', 'x-api-key': partner.key })],
    ['a key and a word', () => ({ authorization: 'nonsense', 'x-api-key': partner.key })],
    ['a good key and a bad one', () => ({ authorization: `Bearer ${partner.key}`, 'x-api-key': `${partner.key}0` })],
    ['an empty key beside a token', () => ({ authorization: `Bearer ${userToken}`, 'x-api-key': '' })],
    ['two keys in one header', () => ({ 'x-api-key': `${partner.key}, ${other.key}` })],
    ['a key in capitals', () => ({ 'x-api-key': partner.key.toUpperCase() })],
    ['a key without its scheme', () => ({ authorization: partner.key })],
    ['a key with another scheme', () => ({ authorization: `Basic ${partner.key}` })],
    ['a token for a key', () => ({ 'x-api-key': userToken })],
  ];

  it.each(bad)('are no identity: %s', async (_what, headersOf) => {
    const headers = headersOf();
    const unknown = { status: 401, body: codes('UNAUTHENTICATED') };
    expect(await post({ query: SHOP }, { headers })).toMatchObject(unknown);
    expect(await post({ query: '{ __typename }' }, { headers })).toMatchObject(unknown);
    expect(await get({ documentId: sha256(SHOP) }, headers)).toMatchObject(unknown);
    for (const accept of ['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])
      expect(await post({ query: ORDER }, { headers: { ...headers, accept } })).toMatchObject(unknown);
    for (const options of [{ init: headers }, { client: { headers } }]) {
      // In `connection_init` a token, or a key, may stand without its scheme.
      if ('init' in options && headers['authorization'] === partner.key) continue;
      const { closed, send } = await openRawSocket(fixture.gateway.url, { ...options, introduce: false });
      send({ type: 'connection_init', ...('init' in options && { payload: headers }) });
      expect((await closed).code).toBe(4403);
    }
  });

  it('are one when they say the same', async () => {
    const headers = { authorization: `Bearer ${partner.key}`, 'x-api-key': partner.key };
    expect(await post({ query: SHOP }, { headers })).toEqual({ status: 200, body: SHOWN });
  });

  it('the same header twice is no identity', async () => {
    const twice = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': [partner.key, other.key] };
      httpRequest(`${fixture.gateway.url}/graphql`, { method: 'POST', headers }, ({ statusCode }) =>
        resolve(statusCode),
      )
        .on('error', reject)
        .end(JSON.stringify({ query: SHOP }));
    });
    expect(twice).toBe(401);
  });

  it('what a socket is introduced with replaces the key that opened it', async () => {
    const { send, answers, socket } = await openRawSocket(fixture.gateway.url, {
      client: { headers: { 'x-api-key': other.key } },
      init: { 'x-api-key': partner.key },
    });
    const subscribe = (id: string, documentId: string) =>
      send({ id, type: 'subscribe', payload: { query: '', documentId } });
    subscribe('theirs', sha256(OTHERS));
    subscribe('own', sha256(SHOP));
    await expect.poll(() => answers('own')).toEqual([SHOWN]);
    expect(answers('theirs')).toEqual([]);
    socket.terminate();
  });
});
