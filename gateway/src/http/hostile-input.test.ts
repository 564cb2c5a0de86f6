import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const nested = (levels: number) => `{ ${'... { '.repeat(levels)} __typename ${'}'.repeat(levels)} }`;
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
const fanOut = (levels: number) =>
  [
    '{ products { ...F0 } }',
    ...Array.from({ length: levels }, (_, at) => `fragment F${at} on Product { ...F${at + 1} ...F${at + 1} }`),
    `fragment F${levels} on Product { name }`,
  ].join('\n');
const QUERY = 'query ($sku: String!) { product(sku: $sku) { name } }';
const query = (text: string, rest: object = {}) => JSON.stringify({ query: text, ...rest });

/** Bodies of POSTs that somebody who means harm, or a broken program, may send. */
const BODIES: [name: string, body: string | Buffer, headers?: Record<string, string>][] = [
  [
    'a variable that is nearly an enum value',
    JSON.stringify({ query: 'query ($mood: Mood!) { mood(mood: $mood) }', variables: { mood: 'GOOT' } }),
  ],
  ['JSON 30,000 deep', deep(30_000)],
  ['variables 30,000 deep', `{"query":"{ __typename }","variables":{"a":${deep(30_000)}}}`],
  ['a used variable 30,000 deep', `{"query":${JSON.stringify(QUERY)},"variables":{"sku":${deep(30_000)}}}`],
  ['extensions 30,000 deep', `{"query":"{ __typename }","extensions":{"persistedQuery":${deep(30_000)}}}`],
  ['10 MB', query(`{ __typename } #${'x'.repeat(10 << 20)}`)],
  ['a gzip bomb', gzipSync(Buffer.alloc(50 << 20, ' ')), { 'content-encoding': 'gzip' }],
  ['a text that is nested 5,000 deep', query(nested(5_000))],
  ['fragments that fan out to 2^30 fields', query(fanOut(30))],
  ['5,000 aliases', query(aliases(5_000))],
  ['400 aliases', query(aliases(400))],
  ['100,000 tokens', query(`{ ${'a '.repeat(100_000)} }`)],
  ['a fragment within itself', query('{ products { ...F } } fragment F on Product { name ...F }')],
  ['an unknown operation name', query('query A { __typename }', { operationName: 'B' })],
  ['an operation name like an inherited property', query('query A { __typename }', { operationName: '__proto__' })],
  ['a lone surrogate in the text', '{"query":"{ product(sku: \\"\\ud800\\") { name } }"}'],
  ['a lone surrogate in a variable', `{"query":${JSON.stringify(QUERY)},"variables":{"sku":"\\udfff"}}`],
  ['NUL in the text', query('{ __typename\u0000 }')],
  ['NUL in a variable', query(QUERY, { variables: { sku: '\u0000' } })],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['__proto__ as the body', '{"__proto__":{"query":"{ __typename }"}}'],
  ['__proto__ among variables', `{"query":${JSON.stringify(QUERY)},"variables":{"__proto__":{"sku":"a"}}}`],
  ['constructor among variables', query(QUERY, { variables: { constructor: { prototype: { sku: 'a' } } } })],
  ['__proto__ as a document id', query('', { documentId: '__proto__' })],
  ['__proto__ as a persisted hash', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}'],
  ['a document id of a megabyte', query('', { documentId: 'x'.repeat(500_000) })],
  [
    'a thousand variables',
    query(`query (${Array.from({ length: 1_000 }, (_, at) => `$v${at}: Int`).join()}) { __typename }`),
  ],
  ['directives without end', query(`{ __typename ${'@skip(if: false) '.repeat(2_000)} }`)],
  ['numbers beyond reason', query(`{ product(sku: ${'9'.repeat(10_000)}) { name } }`)],
  ['null', 'null'],
  ['a batch', `[${query('{ __typename }')},${query('{ __typename }')}]`],
];

describe.each([
  ['production', true],
  ['development', false],
] as const)('hostile input in %s', (_name, production) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture('memory', { production });
  });
  afterAll(() => fixture.stop());

  /** What holds of every answer, whatever was sent. */
  function expectDecent(status: number, type: string | null, text: string): void {
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
    expect(type).toMatch(/^application\/(graphql-response\+)?json/);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
    expect(text.length).toBeLessThan(20_000);
    expect(text).not.toMatch(/Maximum call stack|node_modules|\.ts:\d|\bat \w+ \(|127\.0\.0\.1|ECONN/);
    if (production) expect(text).not.toContain('Did you mean');
  }

  it.each(BODIES)('%s', async (_case, body, headers = {}) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const response = await fetch(`${fixture.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, ...headers },
        body,
      });
      expectDecent(response.status, response.headers.get('content-type'), await response.text());
    }
  });

  it.each([
    ['an empty query string', ''],
    ['variables that are no JSON', 'query={__typename}&variables={'],
    ['a URL of 30 KB', `query={__typename}&variables=${'x'.repeat(30_000)}`],
    ['a variable 1,500 deep', `query={__typename}&variables=${encodeURIComponent(`{"a":${deep(1_500)}}`)}`],
    ['a name twice', 'query={__typename}&query={__typename}'],
    ['NUL', 'query=%00'],
    ['bytes that are no UTF-8', 'query=%ff%fe'],
    ['__proto__', '__proto__=1&documentId=__proto__'],
  ])('GET with %s', async (_case, search) => {
    const response = await fetch(`${fixture.gateway.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expectDecent(response.status, response.headers.get('content-type'), await response.text());
  });

  it.each([
    ['bytes that are no HTTP', 'GARBAGE\r\n\r\n', 400],
    ['a length that is none', 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', 400],
    ['two lengths', 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
    ['headers of 30 KB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(30_000)}\r\n\r\n`, 431],
  ])('%s', async (_case, bytes, status) => {
    const socket = connect(fixture.gateway.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.write(bytes);
    await once(socket, 'close');
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expectDecent(status, /content-type: (.*)/.exec(head)?.[1] ?? null, body);
  });

  it('an operation of many aliases is refused before it costs an innocent neighbour anything', async () => {
    const { body } = await fixture.ask(aliases(400));
    expect(body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await fixture.ask('{ product(sku: "a") { name } }')).body).toEqual({
      data: { product: { name: 'Apple' } },
    });
  });
});
