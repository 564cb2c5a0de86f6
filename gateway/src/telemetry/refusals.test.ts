import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { REFUSAL_REASONS } from '../pipeline/refusal-reason.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const metrics = new Registry();
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture('memory', {
    metrics,
    requestBodyLimitBytes: 2_000,
    trustedProxies: [],
    live: { maxStreamsPerAddress: 1, maxOperationsPerSocket: 1 },
    limits: { depth: 4, listLength: 10, characters: 1_000 },
    cost: { mode: 'enforce', budget: 20 },
  });
});
afterAll(() => fixture.stop());

const SUBSCRIPTION = 'subscription { orderChanged(id: "1") { id } }';
const ask = (init: RequestInit & { headers?: Record<string, string> }, search = ''): Promise<Response> =>
  fetch(`${fixture.gateway.url}/graphql${search}`, init);
const post = (body: object, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> =>
  ask({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
const JUST_ASKED = { 'apollo-require-preflight': '1' };

/** Which series of refusals `work` moves, and by how much. */
async function counted(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const read = async (): Promise<Map<string, number>> =>
    new Map(
      [
        ...(await metrics.metrics()).matchAll(
          /^bazaar_gateway_refusals_total\{code="(\w+)",reason="([\w:]+)"\} (\d+)$/gm,
        ),
      ].map(([, code = '', reason = '', count]) => [`${code} ${reason}`, Number(count)]),
    );
  const before = await read();
  await work();
  const moved = [...(await read())].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(moved.filter(([, by]) => by > 0));
}

it.each<[string, string, number, () => Promise<Response>]>([
  ['a method that carries no operation', 'BAD_REQUEST method', 405, () => ask({ method: 'PUT', headers: JUST_ASKED })],
  [
    'a mutation by GET',
    'BAD_REQUEST method',
    405,
    () =>
      ask({ headers: JUST_ASKED }, `?query=${encodeURIComponent('mutation { rename(sku: "1", name: "a") { sku } }')}`),
  ],
  [
    'a subscription whose client takes one answer',
    'BAD_REQUEST accept',
    406,
    () => post({ query: SUBSCRIPTION }, { accept: 'application/json' }),
  ],
  [
    'a client that takes nothing there is',
    'BAD_REQUEST accept',
    406,
    () => post({ query: '{ __typename }' }, { accept: 'image/png' }),
  ],
  ['a body that is too large', 'PAYLOAD_TOO_LARGE size', 413, () => post({ query: 'x'.repeat(3_000) })],
  [
    'a body of another kind',
    'BAD_REQUEST contentType',
    400,
    () => ask({ method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<query/>' }),
  ],
  ['a body that says nothing', 'BAD_REQUEST request', 400, () => post({})],
  [
    'a token that is forged',
    'UNAUTHENTICATED identity',
    401,
    () => post({ query: '{ __typename }' }, { authorization: 'Bearer forged' }),
  ],
])('%s is counted once, with its reason', async (_, series, status, work) => {
  let response: Response | undefined;
  expect(await counted(async () => (response = await work()))).toEqual({ [series]: 1 });
  expect(response?.status).toBe(status);
});

const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const BY_SKU = 'query ($sku: String!) { product(sku: $sku) { name } }';

it.each<[string, string, object]>([
  ['a text that is no GraphQL', 'GRAPHQL_PARSE_FAILED parse', { query: '{' }],
  ['one that does not fit the schema', 'GRAPHQL_VALIDATION_FAILED validation', { query: '{ nonsense }' }],
  [
    'a name that no operation has',
    'OPERATION_RESOLUTION_FAILURE operationName',
    { query: 'query A { __typename }', operationName: 'B' },
  ],
  ['a variable that is missing', 'BAD_USER_INPUT variables', { query: BY_SKU }],
  [
    'a variable that is too long',
    'BAD_USER_INPUT limit:listLength',
    { query: BY_SKU, variables: { sku: Array(11).fill('a') } },
  ],
  [
    'an operation that is too deep',
    'GRAPHQL_VALIDATION_FAILED limit:depth',
    { query: '{ latestReview { a { b { c { d } } } } }' },
  ],
  ['a text that is too long', 'GRAPHQL_VALIDATION_FAILED limit:characters', { query: `{ ${'x'.repeat(1_000)} }` }],
  ['an operation that costs too much', 'BAD_REQUEST cost', { query: '{ products { reviews { id } } }' }],
  ['an id that nobody has registered', 'PERSISTED_QUERY_NOT_FOUND document', persisted('0'.repeat(64))],
  ['an id with a text of another', 'BAD_REQUEST document', { ...persisted('0'.repeat(64)), query: '{ __typename }' }],
])('so is %s, which HTTP has nothing against', async (_, series, body) => {
  expect(await counted(() => post(body))).toEqual({ [series]: 1 });
});

it.each([
  ['an operation too many', 'rate', { anonymous: { query: 1 } }],
  ['a new text too many', 'preparation', { preparation: { anonymousMs: 1, burstMs: 1 } }],
])('so is %s of one client, apart from other reasons for a code', async (_, reason, limits) => {
  const registry = new Registry();
  const settings = rateLimitSettings.parse(limits);
  const limited = await startFixture('memory', {
    metrics: registry,
    trustedProxies: [],
    rateLimits: { settings, counters: createInProcessEphemeral().counters },
  });
  onTestFinished(() => limited.stop());
  await expect
    .poll(async () => (await limited.ask(`{ a${String(Math.random()).slice(2)}: __typename }`)).status)
    .toBe(429);
  expect(await registry.metrics()).toContain(
    `bazaar_gateway_refusals_total{code="RATE_LIMITED",reason="${reason}"} 1\n`,
  );
});

it('every reason is explained, and nothing else is', () => {
  const [, section = ''] = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8').split(
    '\n## Refusals\n',
  );
  const rows = [...section.matchAll(/^\| (`[^|]+)\|/gm)].map(([, names = '']) => names);
  const explained = rows.flatMap((names) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(explained.toSorted()).toEqual(['reason', ...REFUSAL_REASONS, 'limit:<limit>'].toSorted());
});

it('so is a stream too many', async () => {
  const leaving = new AbortController();
  const open = (): Promise<Response> => post({ query: SUBSCRIPTION }, { accept: 'text/event-stream' }, leaving.signal);
  await open();
  expect(await counted(open)).toEqual({ 'RATE_LIMITED connections': 1 });
  leaving.abort();
});

it('so is what is no HTTP', async () => {
  const broken = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(fixture.gateway.port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket.resume().once('close', () => resolve());
    });
  expect(await counted(broken)).toEqual({ 'BAD_REQUEST protocol': 1 });
});

it('so is an operation too many on a socket', async () => {
  const { send, received, socket } = await openRawSocket(fixture.gateway.url);
  const work = async (): Promise<void> => {
    for (const id of ['1', '2']) send({ id, type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await expect.poll(() => received.some(({ type }) => type === 'error')).toBe(true);
  };
  expect(await counted(work)).toEqual({ 'RATE_LIMITED connections': 1 });
  socket.terminate();
});
