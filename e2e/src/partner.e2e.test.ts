import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from './support/command.ts';
import { startMarket, type Market } from './support/start-market.ts';

const FEED = 'query Feed($first: Int!) { products(first: $first) { nodes { title } } }';
const USE = 'query Use { myPartner { handle documents(first: 10) { nodes { hash usage { calls errors } } } } }';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

let market: Market;
let folder: string;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-partner-'));
  market = await startMarket();
  const vendor = market.vendors[0];
  if (!vendor) throw new Error('The market has vendors.');
  await market.offer(vendor, { stock: 5, amount: 1_000 });
}, 120_000);
afterAll(async () => {
  await market?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function bazaar(...words: readonly string[]) {
  const command = runCommand(words, market.env);
  const { code } = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

async function publish(operations: readonly [name: string, text: string][]) {
  const file = join(folder, 'manifest.json');
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.map(([name, body]) => ({ id: hash(body), name, type: 'query', body })),
  };
  await writeFile(file, JSON.stringify(manifest));
  return bazaar('documents', 'publish', '--partner', 'price-feed', file);
}

function get(
  id: string,
  { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
) {
  const search = new URLSearchParams({ documentId: id, variables: JSON.stringify(variables) });
  return fetch(`${market.url}/graphql?${search.toString()}`, {
    headers: { 'apollo-require-preflight': '1', authorization: `Bearer ${key}`, ...headers },
  });
}

async function post(body: object, path = '/graphql') {
  const response = await fetch(`${market.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

it('a partner: from key to kept answer, and nothing else', async () => {
  const created = await bazaar(
    'partner',
    'create',
    '--handle',
    'price-feed',
    '--name',
    'Price feed',
    '--quota',
    '60',
    '--json',
  );
  expect(created).toMatchObject({ code: 0, stderr: '' });
  key = /bzp_[0-9a-f]{64}/.exec(created.stdout)?.[0] ?? '';

  const wrong = await publish([['Wrong', 'query Wrong { myOrders(first: 1) { nodes { id } } }']]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('myOrders')]);
  expect(
    await publish([
      ['Feed', FEED],
      ['Use', USE],
    ]),
  ).toMatchObject({ code: 0 });

  const first = await get(hash(FEED), { variables: { first: 5 } });
  expect([first.status, await first.json()]).toMatchObject([
    200,
    {
      data: { products: { nodes: [{ title: expect.any(String) }] } },
      extensions: { cost: { budget: expect.any(Number) } },
    },
  ]);
  const etag = first.headers.get('etag') ?? '';
  const again = await get(`sha256:${hash(FEED)}`, { variables: { first: 5 }, headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);

  const notTheirs = { errors: [{ extensions: { code: 'DOCUMENT_NOT_REGISTERED' } }] };
  expect(await post({ query: '{ categories { id } }' })).toMatchObject({ status: 403, body: notTheirs });
  expect(await post({ query: '{ me { id } }' })).toMatchObject({ status: 403, body: notTheirs });
  expect(await post({ documentId: hash('query Other { categories { id } }') })).toMatchObject({ body: notTheirs });
  expect(await post({ query: FEED, variables: { first: 1 } })).toMatchObject({ status: 200 });

  await expect
    .poll(async () => (await get(hash(USE))).json(), { interval: 2_000, timeout: 30_000 })
    .toMatchObject({
      data: {
        myPartner: {
          handle: 'price-feed',
          documents: {
            nodes: expect.arrayContaining([{ hash: hash(FEED), usage: { calls: 3, errors: 0 } }]),
          },
        },
      },
    });

  let limited: Response | undefined;
  for (let round = 0; round < 130 && limited?.status !== 429; round += 1)
    limited = await get(hash(FEED), { variables: { first: 1 } });
  expect([limited?.status, Number(limited?.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
}, 120_000);

it('the contract is served as if it were all there is', async () => {
  const ask = async (query: string) => {
    const response = await fetch(`${market.url}/partner/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.json();
  };
  expect(await ask('{ products(first: 1) { nodes { title } } }')).toMatchObject({ data: { products: {} } });
  const notInIt = [
    '{ me { id } }',
    'mutation { cartCreate(input: { regionCode: "US" }) { cart { id } } }',
    'mutation { nothing }',
    'subscription { orderUpdated(id: "ord_1") { id } }',
  ];
  for (const query of notInIt)
    expect([query, await ask(query)]).toMatchObject([
      query,
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
  expect(await ask('{ __type(name: "User") { name } __schema { mutationType { name } } }')).toMatchObject({
    data: { __type: null, __schema: { mutationType: null } },
  });
  const page = await fetch(`${market.url}/partner`);
  expect([page.url, page.status, await page.text()]).toEqual([
    `${market.url}/partner/`,
    200,
    expect.stringContaining('playground'),
  ]);
});

it('a key that is none opens nothing', async () => {
  const response = await fetch(`${market.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': `bzp_${'0'.repeat(64)}` },
    body: JSON.stringify({ query: '{ categories { id } }' }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    401,
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
});
