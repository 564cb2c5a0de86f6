import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

/** Each is sent twice: the first takes Apollo Server's lane, the second the fast one, when it takes it at all. */
const REQUESTS: [name: string, body: Record<string, unknown>, headers?: Record<string, string>][] = [
  ['a join', { query: '{ products { sku name stars seller { title } } }' }],
  [
    'aliases, fragments and conditions',
    {
      query:
        'query ($more: Boolean!) { a: products { ...P } b: product(sku: "b") { ...P } } fragment P on Product { n: name stars @include(if: $more) }',
      variables: { more: true },
    },
  ],
  ['a mutation', { query: 'mutation { rename(sku: "a", name: "Apple") { name stars } }' }],
  ['an error with its path', { query: '{ refused products { sku } }' }],
  ['a bug behind a field', { query: '{ broken }' }],
  ['null for a non-null field', { query: '{ nothing }' }],
  ['an enum', { query: '{ mood(mood: GOOD) }' }],
  ['only __typename', { query: '{ __typename }' }],
  ['introspection', { query: '{ __schema { queryType { name } } }' }],
  [
    'a chosen operation',
    { query: 'query A { product(sku: "a") { name } } query B { product(sku: "b") { name } }', operationName: 'B' },
  ],
  ['no chosen operation', { query: 'query A { __typename } query B { __typename }' }],
  ['an unknown operation', { query: 'query A { __typename }', operationName: 'C' }],
  ['a missing variable', { query: 'query ($sku: String!) { product(sku: $sku) { name } }' }],
  [
    'a variable of another type',
    { query: 'query ($sku: String!) { product(sku: $sku) { name } }', variables: { sku: 1 } },
  ],
  ['a variable too many', { query: '{ product(sku: "a") { name } }', variables: { other: 1 } }],
  ['null variables', { query: '{ product(sku: "a") { name } }', variables: null }],
  ['variables that are a text', { query: '{ product(sku: "a") { name } }', variables: '{}' }],
  ['variables that are a list', { query: '{ product(sku: "a") { name } }', variables: [] }],
  ['extensions that are a text', { query: '{ product(sku: "a") { name } }', extensions: '{}' }],
  ['empty extensions', { query: '{ product(sku: "a") { name } }', extensions: {} }],
  ['a syntax error', { query: '{ product(' }],
  ['an unknown field', { query: '{ prodct }' }],
  ['a subscription over POST', { query: 'subscription { productRenamed { name } }' }],
  ['keys named like inherited ones', { query: '{ constructor: product(sku: "a") { toString: name __proto__: sku } }' }],
  [
    'the newer media type',
    { query: '{ product(sku: "a") { name } }' },
    { accept: 'application/graphql-response+json' },
  ],
  [
    'both media types',
    { query: '{ product(sku: "a") { name } }' },
    { accept: 'application/graphql-response+json, application/json' },
  ],
  [
    'the media types that urql takes',
    { query: '{ product(sku: "a") { name } }' },
    {
      accept:
        'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    },
  ],
  ...[
    'application/json, text/plain, */*',
    'application/json; charset=utf-8',
    'Application/JSON;Charset="UTF-8"',
    'application/*',
    'text/html, application/xhtml+xml, */*;q=0.8',
    'application/json;q=0.5, application/graphql-response+json',
    'application/json;q=0.5, application/graphql-response+json;q=0.4',
    '*/*, application/graphql-response+json',
    'application/json;q=0, */*',
    'application/json;q=0',
    'application/json;charset=latin1',
    'application/json;q=none, application/graphql-response+json;q=0.1',
    '',
  ].map((accept): (typeof REQUESTS)[number] => [
    `what is liked best of ${JSON.stringify(accept)}`,
    { query: '{ product(sku: "a") { name } }' },
    { accept },
  ]),
  ['a foreign media type', { query: '{ product(sku: "a") { name } }' }, { accept: 'text/html' }],
];

describe('the fast lane and Apollo Server’s', () => {
  let both: Fixture;
  let slow: Fixture;
  beforeAll(async () => {
    both = await startFixture('memory');
    slow = await startFixture('memory', { fastLane: false });
  });
  afterAll(async () => {
    await both.stop();
    await slow.stop();
  });

  async function answer({ gateway }: Fixture, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-1', ...headers },
      body: JSON.stringify(body),
    });
    const seen = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
    return { status: response.status, headers: seen, text: await response.text() };
  }

  it.each(REQUESTS)('answer %s alike, byte for byte', async (_name, body, headers) => {
    const first = await answer(both, body, headers);
    const second = await answer(both, body, headers);
    expect(second).toEqual(first);
    await answer(slow, body, headers);
    expect(await answer(slow, body, headers)).toEqual(first);
  });

  it('log alike', async () => {
    const lines = (fixture: Fixture) =>
      fixture.logged
        .filter(({ msg }) => msg === 'request')
        .slice(-2)
        .map(({ operation, status, method, path, level }) => ({ operation, status, method, path, level }));
    const body = { query: 'query Named { product(sku: "a") { name } }' };
    for (const fixture of [both, slow, both, slow]) await answer(fixture, body);
    expect(lines(both)).toEqual(lines(slow));
    expect(lines(both)[0]).toMatchObject({ operation: 'Named', status: 200 });
  });
});
