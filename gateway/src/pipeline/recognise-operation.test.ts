import { Registry } from 'prom-client';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { EVERY_TEXT } from '../documents/open-documents.ts';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { startFixture, type Fixture, type Reply } from '../testing/start-fixture.ts';

/** What the deployment has registered, and takes back. */
let documents: Map<string, string>;
let metrics: Registry;
let fixture: Fixture;

beforeEach(async () => {
  documents = new Map();
  metrics = new Registry();
  const trusted = { find: (id: string) => documents.get(id), includes: () => false };
  fixture = await startFixture('memory', { documents: { ...EVERY_TEXT, trusted }, metrics });
  onTestFinished(() => fixture.stop());
});

async function get(variables: object = {}, token?: string): Promise<Reply['body'] & { readonly status: number }> {
  const parameters = new URLSearchParams({ documentId: 'one', variables: JSON.stringify(variables) });
  const response = await fetch(`${fixture.gateway.url}/graphql?${parameters.toString()}`, {
    headers: { 'apollo-require-preflight': '1', ...(token && { authorization: `Bearer ${token}` }) },
  });
  // What this gateway writes.
  return { status: response.status, ...((await response.json()) as Reply['body']) };
}

const codeOf = ({ errors }: Reply['body']) => errors?.[0]?.extensions['code'];

test('a request that comes again runs the text that its id stands for now', async () => {
  documents.set('one', 'query ($sku: String!) { product(sku: $sku) { name } }');
  for (const again of [1, 2, 3])
    expect(await get({ sku: 'a' }), String(again)).toMatchObject({ data: { product: { name: 'Apple' } } });
  documents.set('one', 'query ($sku: String!) { product(sku: $sku) { sku } }');
  expect(await get({ sku: 'a' })).toMatchObject({ data: { product: { sku: 'a' } } });
  documents.delete('one');
  expect(codeOf(await get({ sku: 'a' }))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
});

test('it is read anew for a new supergraph', async () => {
  documents.set('one', '{ latestReview { id } }');
  for (const again of [1, 2]) expect(await get(), String(again)).toMatchObject({ status: 200 });
  fixture.gateway.updateSupergraph(fixtureSupergraph().replaceAll('latestReview', 'newestReview'));
  expect(codeOf(await get())).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('it is refused each time when its variables do not fit', async () => {
  documents.set('one', 'query ($sku: String!) { product(sku: $sku) { name } }');
  for (const again of [1, 2, 3]) expect(codeOf(await get({ sku: 1 })), String(again)).toBe('BAD_USER_INPUT');
  expect(await get({ sku: 'a' })).toMatchObject({ status: 200 });
});

test('it is each time that of whoever asks', async () => {
  documents.set('one', '{ whoami { sub } }');
  const [ada, ben] = [await fixture.token({ sub: 'ada' }), await fixture.token({ sub: 'ben' })];
  for (const again of [1, 2]) {
    expect((await get({}, ada)).data, String(again)).toEqual({ whoami: { sub: 'ada' } });
    expect((await get({}, ben)).data, String(again)).toEqual({ whoami: { sub: 'ben' } });
    expect((await get()).data, String(again)).toEqual({ whoami: null });
  }
});

test('it counts as known', async () => {
  documents.set('one', '{ whoami { sub } }');
  for (let time = 0; time < 3; time++) await get();
  const counted = await metrics.metrics();
  expect(counted).toContain('bazaar_gateway_document_lookups_total{found="miss"} 1');
  expect(counted).toContain('bazaar_gateway_document_lookups_total{found="hit"} 2');
});
