import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { ConfigError } from '@bazaar/runtime/config';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { post } from '../testing/post.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';
import { hashDocument } from './document-id.ts';
import { documentSettings, openDocuments } from './open-documents.ts';

const APPLE = 'query Apple { product(sku: "a") { name } }';
const ID = hashDocument(APPLE);
const PEAR = 'query Pear { product(sku: "b") { sku } }';
const FIGS = 'query Figs { product(sku: "a") { ...Named } }\nfragment Named on Product { name }';
const RENAME = 'mutation Rename { rename(sku: "a", name: "Apple") { name } }';

/** As Apollo's tool and codegen's client preset write them. */
const APOLLO = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: ID, name: 'Apple', type: 'query', body: APPLE },
    { id: hashDocument(FIGS), name: 'Figs', type: 'query', body: FIGS },
    { id: hashDocument(RENAME), name: 'Rename', type: 'mutation', body: RENAME },
  ],
};
const PRESET = { 'sha256:abc': PEAR };

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'documents-'));
  await writeFile(join(directory, 'apollo.json'), JSON.stringify(APOLLO));
  await writeFile(join(directory, 'preset.json'), JSON.stringify(PRESET));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function start(settings: object): Promise<Fixture> {
  const fixture = await startFixture('memory', {
    documents: await openDocuments(documentSettings.parse(settings), createInProcessEphemeral()),
  });
  onTestFinished(() => fixture.stop());
  return fixture;
}

const persisted = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const apple = { product: { name: 'Apple' } };

describe('registered documents', () => {
  it.each([
    ['as documentId', { documentId: ID }],
    ['as documentId that says how it was made', { documentId: `sha256:${ID}` }],
    ['in capitals', { documentId: ID.toUpperCase() }],
    ['in the extension', persisted(ID)],
    ['with their text', { ...persisted(ID), query: APPLE }],
  ])('run by their id %s', async (_, body) => {
    const fixture = await start({ mode: 'idsOnly', manifests: [directory] });
    expect(await post(fixture, body)).toMatchObject({ status: 200, data: apple });
  });

  it('run under whatever ids their tools gave them', async () => {
    const fixture = await start({ mode: 'idsOnly', manifests: [join(directory, 'preset.json')] });
    expect(await post(fixture, { documentId: 'sha256:abc' })).toMatchObject({ data: { product: { sku: 'b' } } });
    expect(await post(fixture, { documentId: 'abc' })).toMatchObject({ data: { product: { sku: 'b' } } });
  });

  it('are named in the log, which has one line for each request', async () => {
    const fixture = await start({ manifests: [directory] });
    await post(fixture, { documentId: ID });
    await post(fixture, { query: APPLE });
    await expect
      .poll(() =>
        fixture.logged
          .filter(({ msg }) => msg === 'request')
          .map(({ operation, documentId }) => [operation, documentId]),
      )
      .toEqual([
        ['Apple', ID],
        ['Apple', undefined],
      ]);
  });

  it.each(['off', 'log', 'safelist', 'idsOnly'])('never run another text than theirs (%s)', async (mode) => {
    const fixture = await start({ mode, manifests: [directory] });
    const other = { ...persisted(ID), query: '{ product(sku: "b") { name } }' };
    expect(await post(fixture, other)).toEqual({ status: 400, data: undefined, code: 'BAD_REQUEST' });
    expect(fixture.world.callers).toEqual([]);
  });

  it('are their texts too, whatever the order of operations and fragments, and however they are spaced', async () => {
    const fixture = await start({ mode: 'safelist', manifests: [directory] });
    const reordered = FIGS.replace(/^(query .*)\n(fragment .*)$/, '# Sorted otherwise.\n$2,\n\n$1');
    expect(reordered).not.toBe(FIGS);
    const served = { status: 200, data: { product: { name: 'Apple' } } };
    expect(await post(fixture, { query: FIGS })).toMatchObject(served);
    expect(await post(fixture, { query: reordered })).toMatchObject(served);
    expect(await post(fixture, { documentId: hashDocument(FIGS), query: reordered })).toMatchObject(served);
    expect(await post(fixture, { query: reordered.replace('name', 'sku') })).toMatchObject({ status: 403 });
  });

  it('are all that a safelist lets through, by id or by text', async () => {
    const fixture = await start({ mode: 'safelist', manifests: [directory] });
    expect(await post(fixture, { query: APPLE })).toMatchObject({ status: 200, data: apple });
    const laidOut = 'query Apple {\n  # the apple\n  product(sku: "a"), { name }\n}';
    expect(await post(fixture, { query: laidOut })).toMatchObject({ status: 200, data: apple });
    expect(await post(fixture, { query: '{ product(sku: "a") { name } }' })).toMatchObject({
      status: 403,
      code: 'DOCUMENT_NOT_REGISTERED',
    });
    expect(await post(fixture, { documentId: 'unknown' })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    // Nobody adds to it by asking.
    const own = '{ __typename }';
    expect(await post(fixture, { ...persisted(hashDocument(own)), query: own })).toMatchObject({ status: 403 });
    expect(await post(fixture, persisted(hashDocument(own)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('are asked for by id alone where the gateway says so', async () => {
    const fixture = await start({ mode: 'idsOnly', manifests: [directory] });
    expect(await post(fixture, { query: APPLE })).toMatchObject({ status: 403, code: 'PERSISTED_QUERY_ID_REQUIRED' });
  });

  it('are missed in the log where the gateway only looks', async () => {
    const fixture = await start({ mode: 'log', manifests: [directory] });
    expect(await post(fixture, { query: '{ product(sku: "a") { name } }' })).toMatchObject({ status: 200 });
    expect(await post(fixture, { query: APPLE })).toMatchObject({ status: 200 });
    const missed = fixture.logged.filter(({ msg }) => msg === 'an operation that is not registered');
    expect(missed).toEqual([expect.objectContaining({ documentId: hashDocument('{ product(sku: "a") { name } }') })]);
  });

  it('are spoiled for nobody by who asks for them with a name of no operation', async () => {
    const fixture = await start({ mode: 'safelist', manifests: [directory] });
    for (const operationName of ['Nope', 'Apple\\n'])
      expect(await post(fixture, { documentId: ID, operationName })).toMatchObject({
        code: 'OPERATION_RESOLUTION_FAILURE',
      });
    // As Apollo Server has it, an empty name is none.
    for (const name of [{ operationName: '' }, {}, { operationName: null }, { operationName: 'Apple' }])
      expect(await post(fixture, { documentId: ID, ...name })).toEqual({ status: 200, data: apple, code: undefined });
  });

  it('run by id over WebSockets and streams too', async () => {
    const fixture = await start({ mode: 'idsOnly', manifests: [directory] });
    const client = fixture.connect();
    const answer = await client.iterate({ query: '', ...persisted(ID) }).next();
    expect(answer.value).toEqual({ data: apple });
    const refused = client.iterate({ query: APPLE }).next();
    await expect(refused).rejects.toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED' } }]);
    await client.dispose();
    const stream = await fetch(`${fixture.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ documentId: ID }),
    });
    expect(await stream.text()).toContain(JSON.stringify({ data: apple }));
  });

  it.each([
    ['no JSON', '{'],
    ['another version of the format', JSON.stringify({ ...APOLLO, version: 2 })],
    ['a list', '[]'],
    ['an empty text', '{"a":""}'],
    ['one id for two texts', JSON.stringify({ a: '{ b }', 'sha256:a': '{ c }' })],
  ])('in a file that is %s stop the start with its name', async (_, text) => {
    const file = join(directory, 'broken.txt');
    await writeFile(file, text);
    const opening = openDocuments(documentSettings.parse({ manifests: [file] }), createInProcessEphemeral());
    await expect(opening).rejects.toThrow(ConfigError);
    await expect(opening).rejects.toThrow(/broken\.txt/);
  });
});

describe('automatic persisted queries', () => {
  const own = 'query Own { product(sku: "a") { name } }';
  const hash = hashDocument(own);

  it('are registered by their text and hash, then run by their hash', async () => {
    const fixture = await start({});
    expect(await post(fixture, persisted(hash))).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(await post(fixture, { ...persisted(hash), query: own })).toMatchObject({ data: apple });
    expect(await post(fixture, persisted(hash))).toMatchObject({ data: apple });
  });

  it('are refused under a hash that is not theirs', async () => {
    const fixture = await start({});
    expect(await post(fixture, { ...persisted('0'.repeat(64)), query: own })).toMatchObject({ status: 400 });
    expect(await post(fixture, persisted('0'.repeat(64)))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('are not registered when they are no operations', async () => {
    const fixture = await start({});
    for (const text of ['{ unheardOf }', 'no GraphQL']) {
      const id = hashDocument(text);
      await post(fixture, { ...persisted(id), query: text });
      expect(await post(fixture, persisted(id))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    }
  });

  it('are registered by those alone who may', async () => {
    const fixture = await start({ automatic: 'signedIn' });
    const authorization = `Bearer ${await fixture.token()}`;
    expect(await post(fixture, { ...persisted(hash), query: own })).toMatchObject({ data: apple });
    expect(await post(fixture, persisted(hash))).toMatchObject({ code: 'PERSISTED_QUERY_NOT_SUPPORTED' });
    expect(await post(fixture, { ...persisted(hash), query: own }, { authorization })).toMatchObject({ data: apple });
    // What someone has registered, everyone may ask for.
    expect(await post(fixture, persisted(hash))).toMatchObject({ data: apple });
  });
});

describe('a GET', () => {
  it.each([
    '*/*',
    'application/json, text/plain, */*',
    'application/json; charset=utf-8',
    'application/graphql-response+json;q=0.9, application/json;q=0.8',
  ])('of a document may be kept by its client, which is told when it still holds: accept %s', async (accept) => {
    const fixture = await start({ manifests: [directory] });
    const get = (headers: Record<string, string> = {}) =>
      fetch(`${fixture.gateway.url}/graphql?documentId=${ID}`, {
        headers: { 'apollo-require-preflight': '1', accept, ...headers },
      });
    const first = await get();
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    const etag = first.headers.get('etag') ?? '';
    const again = await get({ 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    const other = await get({ 'if-none-match': '"other"' });
    expect([other.status, await other.json()]).toEqual([200, { data: apple }]);
  });

  it('of what failed, or of a change, is kept by nobody', async () => {
    const fixture = await start({ manifests: [directory] });
    const get = (search: string) =>
      fetch(`${fixture.gateway.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } });
    const failed = await get(`query=${encodeURIComponent('{ broken }')}`);
    expect([failed.headers.get('cache-control'), failed.headers.get('etag')]).toEqual(['no-store', null]);
    const change = await get(`documentId=${hashDocument(RENAME)}`);
    expect([change.status, change.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

it('who asks for too much that is not registered is looked up nothing more', async () => {
  const ephemeral = createInProcessEphemeral();
  const { cache, counters } = ephemeral;
  const lookedUp: string[] = [];
  const counted = { ...ephemeral, cache: { ...cache, get: (key: string) => (lookedUp.push(key), cache.get(key)) } };
  // One window for the whole test.
  const rateLimits = { settings: rateLimitSettings.parse({ anonymous: { query: 2 } }), counters, now: () => 1_000 };
  const fixture = await startFixture('memory', {
    documents: await openDocuments(documentSettings.parse({}), counted),
    rateLimits,
  });
  onTestFinished(() => fixture.stop());
  const from = { 'x-forwarded-for': '203.0.113.1' };
  const codes: unknown[] = [];
  for (let round = 0; round < 5; round += 1)
    codes.push((await post(fixture, persisted(`${round}`.repeat(64)), from)).code);
  expect(codes).toEqual([...Array<string>(3).fill('PERSISTED_QUERY_NOT_FOUND'), 'RATE_LIMITED', 'RATE_LIMITED']);
  expect(lookedUp).toHaveLength(3);
  expect((await post(fixture, { query: APPLE }, from)).status).toBe(429);
  expect((await post(fixture, { query: APPLE })).status).toBe(200);
});
